"""The emotion curves of a segment's personas on one chart, with the same scores as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.handbook import StageModel
from persona_handbook.model.persona import Journey
from persona_handbook.views.curves_chart import MOST, CurvesChart, curves_chart
from persona_handbook.views.reader import Link, Reader, journey_url

MOST_ROWS = 24
"""Journeys in the table of a segment; the atlas has them all."""


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """What is felt at a stage; `sourced` says whether a source supports it."""

    score: float
    label: str
    sourced: bool


@dataclass(frozen=True, slots=True)
class CurveRow:
    """A journey as a row of scores: None where the journey has no score at that stage."""

    persona: Link
    journey: Link
    cells: tuple[ScoreCell | None, ...]


@dataclass(frozen=True, slots=True)
class SegmentCurves:
    """The journeys of a segment that follow one stage model; the first `drawn` rows are on the chart."""

    model: str
    title: str
    stages: tuple[str, ...]
    chart: CurvesChart
    rows: tuple[CurveRow, ...]
    drawn: int
    left_out: int


def segment_curves(journeys: Sequence[Journey], reader: Reader) -> tuple[SegmentCurves, ...]:
    """The chart and table of each stage model that two or more journeys as lived share."""
    found = []
    for model in reader.handbook.stage_models.values():
        lived = [journey for journey in journeys if journey.stage_model == model.id and journey.state == "as_is"]
        if len(lived) > 1:
            found.append(_curves(model, lived, reader))
    return tuple(found)


def _curves(model: StageModel, journeys: list[Journey], reader: Reader) -> SegmentCurves:
    walked = {stage["stage"] for journey in journeys for stage in journey.stages}
    stages = [stage for stage in model.stages if stage in walked]
    named = [(reader.handbook.personas[journey.persona].name, journey) for journey in journeys[:MOST]]
    return SegmentCurves(
        model.id,
        reader.read(model.title),
        tuple(reader.read(model.stages[stage]) for stage in stages),
        curves_chart(named, stages, reader),
        tuple(_row(journey, stages, reader) for journey in journeys[:MOST_ROWS]),
        min(len(journeys), MOST),
        max(0, len(journeys) - MOST_ROWS),
    )


def _row(journey: Journey, stages: list[str], reader: Reader) -> CurveRow:
    at = {stage["stage"]: stage for stage in journey.stages}
    return CurveRow(
        reader.link("persona", journey.persona),
        Link(journey.title, reader.base + journey_url(journey)),
        tuple(_cell(at.get(stage, {})) for stage in stages),
    )


def _cell(stage: Mapping[str, Any]) -> ScoreCell | None:
    emotion = stage.get("emotion")
    return ScoreCell(emotion["score"], emotion["label"], bool(emotion.get("sources"))) if emotion else None
