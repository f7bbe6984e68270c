"""What the handbook was like on a day of its past, in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """`part` of `whole`, two counts of the same things."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class State:
    """The figures of a day by their names; empty where the files of that day cannot be read by today's program.

    `accepted` is the share of leads that sales accepted, in percent, None where nobody said.
    """

    day: date
    figures: Mapping[str, Figure]
    accepted: float | None = None
