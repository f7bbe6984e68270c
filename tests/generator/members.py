"""Who is in a made-up handbook. Names and segments depend on the seed and the place in line, not on the count."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from unicodedata import combining, normalize

from tests.generator.words import FIRST_NAMES, JOBS, Words

FIRST_SEGMENT, LATER_SEGMENTS = 10, 20
"""Personas in a segment. The first is full at ten, so that it is the same in a handbook of ten and of a thousand."""


@dataclass(frozen=True, slots=True)
class Member:
    """One persona's place: its number in the handbook, what it is called and where it stands."""

    index: int
    id: str
    name: str
    job: str
    segment: str


def members(count: int, seed: int) -> tuple[Member, ...]:
    """The first `count` members, in order."""
    return tuple(_member(index, seed) for index in range(count))


def by_segment(everybody: tuple[Member, ...]) -> dict[str, tuple[Member, ...]]:
    """Segment id to its members, in order."""
    found: dict[str, list[Member]] = {}
    for member in everybody:
        found.setdefault(member.segment, []).append(member)
    return {segment: tuple(inside) for segment, inside in found.items()}


def _member(index: int, seed: int) -> Member:
    words = Words(Random(f"member {seed} {index}"))
    name, job = words.pick(FIRST_NAMES), words.pick(JOBS)
    number = 0 if index < FIRST_SEGMENT else 1 + (index - FIRST_SEGMENT) // LATER_SEGMENTS
    return Member(index, f"{_ascii(name)}-{job}-{index:04}", name, job, f"segment-{number:03}")


def _ascii(name: str) -> str:
    """`Zoé` becomes `zoe`: what a file may be called."""
    plain = normalize("NFD", name.lower().replace("ø", "o"))
    return "".join(letter for letter in plain if not combining(letter))
