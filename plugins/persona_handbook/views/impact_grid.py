"""The grid of impact and effort: where each number stands in its drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CELL = (76, 46)
"""Width and height of a cell, in units of the drawing; effort goes right from 1 to 5, impact up."""
CORNER = (30, 18)
"""Where the grid begins: room for the figures of impact, and for the words above it."""
_ACROSS, _DOWN, _LINE = 3, 3, 13


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers side by side in a cell of the grid, at a height of its drawing; `more` counts those with no room."""

    y: int
    numbers: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the grid that holds something; `x` is its middle."""

    x: int
    lines: tuple[Line, ...]


def spots(rated: Iterable[tuple[int, int | None, int | None]]) -> Iterator[Spot]:
    """Each number with its impact and effort; what is at the same place shares it, in up to three lines of three."""
    at: dict[tuple[int, int], list[int]] = {}
    for number, impact, effort in rated:
        if impact is not None and effort is not None:
            at.setdefault((impact, effort), []).append(number)
    for (impact, effort), numbers in at.items():
        yield Spot(
            CORNER[0] + CELL[0] * effort - CELL[0] // 2, tuple(_lines(numbers, CORNER[1] + CELL[1] * (5 - impact)))
        )


def _lines(numbers: list[int], top: int) -> Iterator[Line]:
    """Numbers in the middle of a cell; where there are too many, the last line says how many more."""
    most = _ACROSS * _DOWN
    room = len(numbers) if len(numbers) <= most else most - 1
    starts = range(0, room, _ACROSS)
    first = top + (CELL[1] - _LINE * len(starts)) // 2 + _LINE - 3
    for line, start in enumerate(starts):
        end = min(start + _ACROSS, room)
        yield Line(first + _LINE * line, tuple(numbers[start:end]), len(numbers) - room if end == room else 0)
