"""The atlas of journeys: every journey with its curve in small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from persona_handbook.model.persona import Journey
from persona_handbook.views.curve import height, whole
from persona_handbook.views.journey_map import curve_in_words, signed
from persona_handbook.views.reader import Link, Reader, persona_url

STEP = 40.0
"""Width of a stage in the small curve, in units of its drawing."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of the small curve."""

    x: float
    y: float
    sourced: bool


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey as a row of the atlas."""

    persona: Link
    title: Link
    segment: Link
    state: str
    stages: int
    width: float
    path: str
    points: tuple[CurvePoint, ...]
    in_words: str
    lowest: str
    highest: str
    moments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JourneyGroup:
    """The journeys that follow one stage model."""

    id: str
    title: str
    stages: tuple[str, ...]
    rows: tuple[JourneyRow, ...]


def atlas(reader: Reader) -> tuple[JourneyGroup, ...]:
    """Every journey, by stage model."""
    groups = []
    for model in reader.handbook.stage_models.values():
        journeys = [journey for journey in reader.handbook.journeys if journey.stage_model == model.id]
        if journeys:
            stages = tuple(reader.read(title) for title in model.stages.values())
            groups.append(
                JourneyGroup(model.id, reader.read(model.title), stages, tuple(journey_rows(journeys, reader)))
            )
    return tuple(groups)


def journey_rows(journeys: Iterable[Journey], reader: Reader) -> Iterator[JourneyRow]:
    """A row for each journey."""
    for journey in journeys:
        persona = reader.handbook.personas[journey.persona]
        scores = journey.scores
        points = tuple(
            CurvePoint((index + 0.5) * STEP, height(score), bool(stage["emotion"].get("sources")))
            for index, (score, stage) in enumerate(zip(scores, journey.stages, strict=True))
            if score is not None
        )
        yield JourneyRow(
            reader.link("persona", persona.id),
            Link(journey.title, f"{reader.base}{persona_url(persona.id)}#journey-{journey.id}"),
            reader.link("segment", persona.segment),
            reader.value_label(journey.state, "journeys", 0, "state"),
            len(scores),
            STEP * len(scores),
            whole(scores, STEP),
            points,
            curve_in_words(journey, reader),
            _extreme(journey, reader, lowest=True),
            _extreme(journey, reader, lowest=False),
            tuple(_title(journey, index, reader) for index, s in enumerate(journey.stages) if "moment_of_truth" in s),
        )


def _extreme(journey: Journey, reader: Reader, *, lowest: bool) -> str:
    """The stage where the curve is lowest or highest, with its score and feeling."""
    scored = [(score, index) for index, score in enumerate(journey.scores) if score is not None]
    if not scored:
        return ""
    score, index = min(scored) if lowest else max(scored, key=lambda pair: (pair[0], -pair[1]))
    return f"{_title(journey, index, reader)} {signed(score)}, {journey.stages[index]['emotion']['label']}"


def _title(journey: Journey, index: int, reader: Reader) -> str:
    stage = journey.stages[index]
    return str(stage.get("name") or reader.stage_title(journey.stage_model, stage["stage"]))
