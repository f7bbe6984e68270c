"""A figure against its target, in words that need no chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a figure stands to its target: a message key, and how far it is from it."""

    key: str
    distance: float


def verdict(value: float, target: float, higher_is_better: bool | None) -> Verdict:
    """`target_met` or `target_missed` where it is known which is better, else where it lies."""
    distance = round(abs(value - target), 6)
    if higher_is_better is not None:
        met = value >= target if higher_is_better else value <= target
        return Verdict("target_met" if met else "target_missed", distance)
    if not distance:
        return Verdict("target_met", distance)
    return Verdict("target_above" if value > target else "target_below", distance)
