"""What was found: a line of the table for each goal, ours beside the peer's, and whether the goal is met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.measuring import Cost, Measured, Spread

TIMES = "×"
"""The unit of a goal that is a ratio to the peer."""


@dataclass(frozen=True, slots=True)
class Goal:
    """The most that a figure may be: so many times the peer's, or so much of `unit`."""

    most: float
    unit: str = TIMES

    def __str__(self) -> str:
        return f"≤ {self.most:g}{'' if self.unit == TIMES else ' '}{self.unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `unit` is that of `ours` and `theirs`; `cpu` is the ratio of processor time.

    A row without a goal is for information. What could not be measured says why in `missing`.
    """

    work: str
    unit: str
    ours: Spread | None
    goal: Goal | None = None
    peer: str = "–"
    theirs: Spread | None = None
    cpu: float | None = None
    missing: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours ÷ the peer's, of medians."""
        return self.ours.middle / self.theirs.middle if self.ours and self.theirs and self.theirs.middle else None

    @property
    def verdict(self) -> str:
        """`met`, `MISSED`, or why nothing can be said."""
        if self.goal is None:
            return self.missing or "–"
        alone = self.ours.middle if self.ours else None
        figure = self.ratio if self.goal.unit == TIMES else alone
        if self.missing or figure is None:
            return f"not measured: {self.missing or 'the system does not tell'}"
        return "met" if figure <= self.goal.most else "MISSED"


Figure = Callable[[Cost], float | None]
"""Picks what is compared out of a cost."""

Part = Row | Measured | str
"""What a group of measurements yields, each as soon as it is known: a row, the noise of a task, or a remark."""


def wall(cost: Cost) -> float:
    """Seconds on the clock."""
    return cost.wall


def cpu(cost: Cost) -> float:
    """Seconds of processor."""
    return cost.cpu


def compared(
    work: str,
    goal: Goal | None,
    ours: Measured,
    theirs: Measured,
    of: Figure = wall,
    unit: str = "s",
) -> Row:
    """The row of two tasks that were measured in turns."""
    ratio = None
    if of is wall and (mine := ours.spread(cpu)) and (other := theirs.spread(cpu)):
        ratio = mine.middle / other.middle
    return Row(work, unit, ours.spread(of), goal, theirs.name, theirs.spread(of), ratio)


def alone(work: str, goal: Goal | None, ours: Measured) -> Row:
    """The row of a task without a peer, in seconds on the clock."""
    return Row(work, "s", ours.spread(wall), goal)


def unmeasured(work: str, goal: Goal, peer: str, why: str) -> Row:
    """The row of what could not be measured."""
    return Row(work, "s", None, goal, peer, missing=why)
