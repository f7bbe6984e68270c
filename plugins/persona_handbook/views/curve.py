"""The emotion curve: a monotone cubic, cut into one segment for each stage so that it follows any column width.

The curve never overshoots its points (F. N. Fritsch, R. E. Carlson, "Monotone piecewise cubic interpolation", 1980;
tangents by the harmonic mean). It breaks where there is no score: nothing is drawn that nobody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

HEIGHT = 100.0
_MIDDLE, _STEP = 50.0, 15.0
"""A score of +2 lies at 20, −2 at 80, which leaves room for labels above and below."""

Bezier = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """The curve within one stage, in a box 100 wide and 100 high: SVG paths, and where its point lies."""

    line: str
    area: str
    y: float
    label_above: bool


def height(score: float) -> float:
    """Where a score of −2 to +2 lies, from 80 up to 20."""
    return _MIDDLE - score * _STEP


def segments(scores: Sequence[float | None]) -> list[Segment | None]:
    """The segment of each stage; None where it has no score."""
    drawn: list[Segment | None] = [None] * len(scores)
    for start, run in _runs(scores):
        heights = [height(score) for score in run]
        halves = [_halve(*ends) for ends in _beziers(heights)]
        for index, y in enumerate(heights):
            before = halves[index - 1][1] if index > 0 else None
            after = halves[index][0] if index < len(heights) - 1 else None
            drawn[start + index] = _segment(y, before, after, _label_above(heights, index))
    return drawn


def whole(scores: Sequence[float | None], step: float) -> str:
    """The curve as one SVG path with `step` between stages, for small pictures."""
    parts: list[str] = []
    for start, run in _runs(scores):
        heights = [height(score) for score in run]
        x = (start + 0.5) * step
        parts.append(f"M{_n(x)} {_n(heights[0])}")
        for y0, y1, y2, y3 in _beziers(heights):
            del y0
            parts.append(f"C{_n(x + step / 3)} {_n(y1)} {_n(x + 2 * step / 3)} {_n(y2)} {_n(x + step)} {_n(y3)}")
            x += step
    return "".join(parts)


def _runs(scores: Sequence[float | None]) -> list[tuple[int, list[float]]]:
    """Unbroken runs of scores, each with the stage it starts at."""
    runs: list[tuple[int, list[float]]] = []
    for index, score in enumerate(scores):
        if score is None:
            continue
        if index > 0 and scores[index - 1] is not None:
            runs[-1][1].append(score)
        else:
            runs.append((index, [score]))
    return runs


def _beziers(heights: Sequence[float]) -> list[Bezier]:
    """The curve between neighbouring points, as control heights at even distances."""
    steps = [later - earlier for earlier, later in pairwise(heights)]
    slopes = [0.0] * len(heights)
    for i in range(1, len(heights) - 1):
        left, right = steps[i - 1], steps[i]
        slopes[i] = 2 * left * right / (left + right) if left * right > 0 else 0.0
    return [
        (heights[i], heights[i] + slopes[i] / 3, heights[i + 1] - slopes[i + 1] / 3, heights[i + 1])
        for i in range(len(steps))
    ]


def _halve(p0: float, p1: float, p2: float, p3: float) -> tuple[Bezier, Bezier]:
    """Cut in the middle, after de Casteljau."""
    a, b, c = (p0 + p1) / 2, (p1 + p2) / 2, (p2 + p3) / 2
    ab, bc = (a + b) / 2, (b + c) / 2
    middle = (ab + bc) / 2
    return (p0, a, ab, middle), (middle, bc, c, p3)


def _segment(y: float, before: Bezier | None, after: Bezier | None, label_above: bool) -> Segment:
    left = 0.0 if before else 50.0
    line = f"M{_n(left)} {_n(before[0] if before else y)}"
    if before:
        line += f"C16.7 {_n(before[1])} 33.3 {_n(before[2])} 50 {_n(y)}"
    if after:
        line += f"C66.7 {_n(after[1])} 83.3 {_n(after[2])} 100 {_n(after[3])}"
    area = f"{line}V50H{_n(left)}Z" if before or after else ""
    return Segment(line, area, y, label_above)


def _label_above(heights: Sequence[float], index: int) -> bool:
    """A label stands on the side that the curve leaves free."""
    here = heights[index]
    neighbours = [*heights[max(index - 1, 0) : index], *heights[index + 1 : index + 2]]
    slope = sum(other - here for other in neighbours)
    return slope > 0 or (slope == 0 and here <= _MIDDLE)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
