"""Several emotion curves on one chart, stage by stage of one stage model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from persona_handbook.model.persona import Journey
from persona_handbook.views.curve import height, whole
from persona_handbook.views.reader import Reader

MOST = 6
"""Curves on one chart: so many dash patterns can be told apart."""
STEP = 84.0
"""Width of a stage, in units of the drawing."""
_APART = 11.0
"""Least distance of two labels."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A score on the chart."""

    x: float
    y: float
    sourced: bool


@dataclass(frozen=True, slots=True)
class ChartCurve:
    """A curve with its name at its end. The number in the order of curves chooses its dash pattern."""

    name: str
    path: str
    points: tuple[ChartPoint, ...]
    end_x: float
    end_y: float
    label_y: float


@dataclass(frozen=True, slots=True)
class CurvesChart:
    """A drawing 100 high: stages up to `plot`, then the names. `columns` are the stages with the middle of each."""

    plot: float
    width: float
    columns: tuple[tuple[float, str], ...]
    curves: tuple[ChartCurve, ...]


def by_stage(journey: Journey, stages: Sequence[str]) -> list[float | None]:
    """The scores of a journey at the stages of its model, None where it has none."""
    scores = {stage["stage"]: score for stage, score in zip(journey.stages, journey.scores, strict=True)}
    return [scores.get(stage) for stage in stages]


def curves_chart(journeys: Sequence[tuple[str, Journey]], stages: Sequence[str], reader: Reader) -> CurvesChart:
    """The curves of named journeys that follow one stage model, of which `stages` are drawn."""
    curves = [_curve(name, journey, stages) for name, journey in journeys[:MOST]]
    model = journeys[0][1].stage_model
    columns = tuple(((index + 0.5) * STEP, reader.stage_title(model, stage)) for index, stage in enumerate(stages))
    width = len(stages) * STEP
    longest = max((len(curve.name) for curve in curves), default=0)
    return CurvesChart(width, width + 12 + 6.4 * longest, columns, tuple(_spread([c for c in curves if c.points])))


def _curve(name: str, journey: Journey, stages: Sequence[str]) -> ChartCurve:
    scores = by_stage(journey, stages)
    sourced = {stage["stage"]: bool(stage.get("emotion", {}).get("sources")) for stage in journey.stages}
    points = tuple(
        ChartPoint((index + 0.5) * STEP, height(score), sourced[stage])
        for index, (stage, score) in enumerate(zip(stages, scores, strict=True))
        if score is not None
    )
    end = points[-1] if points else ChartPoint(0, 0, False)
    return ChartCurve(name, whole(scores, STEP), points, end.x, end.y, end.y)


def _spread(curves: list[ChartCurve]) -> list[ChartCurve]:
    """The same with labels so far apart that none covers another: from the top down, then up from the bottom."""
    order = sorted(range(len(curves)), key=lambda index: curves[index].end_y)
    lines = [curves[index].end_y for index in order]
    for above in range(len(lines) - 1):
        lines[above + 1] = max(lines[above + 1], lines[above] + _APART)
    lowest = 94.0
    for place in reversed(range(len(lines))):
        lines[place] = min(lines[place], lowest)
        lowest = lines[place] - _APART
    found = dict(zip(order, lines, strict=True))
    return [replace(curve, label_y=found[index]) for index, curve in enumerate(curves)]
