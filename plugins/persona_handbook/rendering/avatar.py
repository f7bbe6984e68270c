"""A drawn initial in place of a portrait: the same for the same id, everywhere, and nobody's face."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

PALETTES = (
    ("#1f4e79", "#3d7ab0", "#f2b84b"),
    ("#5b3a8c", "#8a68bd", "#f08a7a"),
    ("#0f5c55", "#2f8f85", "#f3c969"),
    ("#8a2f4b", "#bd5f7c", "#f5c3a0"),
    ("#7a4413", "#b0743a", "#ffd28a"),
    ("#2f4858", "#557387", "#f6ae2d"),
    ("#3b5d1e", "#6b8f4a", "#f2d479"),
    ("#6b2d5c", "#9c5a8c", "#f0a6ca"),
    ("#254e9e", "#5379c4", "#f7c873"),
    ("#5c4b1f", "#8c7843", "#f0d48a"),
    ("#7b2d26", "#b0594f", "#f6bd9c"),
    ("#1d5b79", "#468faf", "#f4d58d"),
)
"""Background, then two accents: white on each background has a contrast of at least 6 to 1."""

_SHAPES = (
    "M0 {a}Q24 {b} 48 {a}T96 {b}V96H0Z",
    "M0 96L{a} 40 96 96Z",
    "M0 0H{b}A{b} {b} 0 0 1 0 {b}Z",
    "M96 96H{b}A{c} {c} 0 0 1 96 {b}Z",
    "M0 {b}L96 {a}V96H0Z",
)


@dataclass(frozen=True, slots=True)
class Avatar:
    """Colours and a shape behind an initial, in a box of 96 by 96."""

    initial: str
    background: str
    accent: str
    spot: str
    shape: str
    spot_x: int
    spot_y: int


def avatar(identifier: str, name: str) -> Avatar:
    """The avatar of a persona, drawn from a hash of its id."""
    digest = hashlib.sha256(identifier.encode()).digest()
    background, accent, spot = PALETTES[digest[0] % len(PALETTES)]
    b = 48 + digest[2] % 20
    shape = _SHAPES[digest[1] % len(_SHAPES)].format(a=58 + digest[3] % 16, b=b, c=96 - b)
    return Avatar(name[:1].upper(), background, accent, spot, shape, 14 + 68 * (digest[4] % 2), 14 + digest[5] % 8)
