"""Where named points stand on two scales of whole numbers, so that no name covers another.

Names stand to the right of their points. Where they would touch, they share the height of a step: the first stands on
its value, the next ones by turns a line below and a line above; steps are as high as the fullest one needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, LEFT = 720, 16
"""The drawing, in units of its own: its width, and the room left free before the first points."""
LINE, LETTER, SHAPE = 16, 8, 26
"""The height of a name, the width of one of its letters, and that of the shape before it."""
FEWEST_LINES = 4
"""A step is at least so many names high."""

Range = tuple[int, int]
"""The lowest and the highest value of a scale."""


@dataclass(frozen=True, slots=True)
class Point:
    """A name with its values across and up."""

    name: str
    across: int
    up: int


@dataclass(frozen=True, slots=True)
class Scatter:
    """The drawing: the place of each point, by its number among those given."""

    right: int
    """Where the scale across ends."""
    height: int
    step: float
    """How far apart the values across stand."""
    pitch: int
    """How far apart the values up stand; the first and the last keep half of it free."""
    places: Mapping[int, tuple[float, float]]


def scatter(points: Mapping[int, Point], across: Range, up: Range, longest: int) -> Scatter:
    """Place points, given by any number; `longest` is how many letters the longest name of all has."""
    right = WIDTH - SHAPE - LETTER * longest
    step = (right - LEFT) / (across[1] - across[0])
    xs = {number: LEFT + (point.across - across[0]) * step for number, point in points.items()}
    lines = _lines(points, xs)
    pitch = LINE * max([FEWEST_LINES, *(line + 2 for line in lines.values())])
    height = pitch * (up[1] - up[0] + 1)
    places = {
        number: (round(xs[number], 1), pitch * (up[1] - point.up + 0.5) + LINE * _offset(lines[number]))
        for number, point in points.items()
    }
    return Scatter(right, height, round(step, 1), pitch, places)


def _lines(points: Mapping[int, Point], xs: Mapping[int, float]) -> Mapping[int, int]:
    """The line on which each name stands within its step: the first on which it touches no other."""
    ends: defaultdict[int, list[float]] = defaultdict(list)
    lines = {}
    for number in sorted(points, key=lambda number: xs[number]):
        taken = ends[points[number].up]
        line = next((line for line, end in enumerate(taken) if end <= xs[number]), len(taken))
        taken[line : line + 1] = [xs[number] + SHAPE + LETTER * len(points[number].name)]
        lines[number] = line
    return lines


def _offset(line: int) -> int:
    """0, 1, −1, 2, −2 and so on."""
    return (line + 1) // 2 * (1 if line % 2 else -1)
