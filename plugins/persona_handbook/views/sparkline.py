"""A figure over time as a small line, without words or axes (E. Tufte, "Beautiful Evidence", 2006)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, MARGIN = 120, 24, 3


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The points of an SVG polyline in a box of `WIDTH` by `HEIGHT`, and the last of them."""

    points: str
    end: tuple[float, float]


def sparkline(values: Sequence[tuple[date, float]]) -> Sparkline | None:
    """Days spread as they lie in time, values from zero to the greatest; None where there are not two days."""
    days = [day.toordinal() for day, _ in values]
    if len(set(days)) < 2:
        return None
    first, span = min(days), max(days) - min(days)
    most = max(*(value for _, value in values), 1)
    drawn = [
        (
            round(MARGIN + (day - first) / span * (WIDTH - 2 * MARGIN), 1),
            round(HEIGHT - MARGIN - value / most * (HEIGHT - 2 * MARGIN), 1),
        )
        for day, (_, value) in zip(days, values, strict=True)
    ]
    return Sparkline(" ".join(f"{x},{y}" for x, y in drawn), drawn[-1])
