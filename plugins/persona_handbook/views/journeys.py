"""The atlas of journeys: every journey with its curve in small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from persona_handbook.model.handbook import Segment
from persona_handbook.model.persona import Journey
from persona_handbook.views.curve import height, whole
from persona_handbook.views.emotions import curve_in_words, signed, stage_name
from persona_handbook.views.reader import Link, Reader, journey_url

STEP = 40.0
"""Width of a stage in the small curve, in units of its drawing."""
MOST_ROWS = 48
"""Journeys on one page."""


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


@dataclass(frozen=True, slots=True)
class AtlasPart:
    """Journeys of one segment that fit on a page, at `url` from the root of the site; `link` leads there."""

    title: str
    url: str
    link: Link
    journeys: tuple[Journey, ...]


def atlas(journeys: Sequence[Journey], reader: Reader) -> tuple[JourneyGroup, ...]:
    """The journeys, by stage model."""
    groups = []
    for model in reader.handbook.stage_models.values():
        alike = [journey for journey in journeys if journey.stage_model == model.id]
        if alike:
            stages = tuple(reader.read(title) for title in model.stages.values())
            groups.append(JourneyGroup(model.id, reader.read(model.title), stages, tuple(journey_rows(alike, reader))))
    return tuple(groups)


def atlas_parts(segment: Segment, reader: Reader) -> Iterator[AtlasPart]:
    """The pages of the atlas for a segment, where all journeys are too many for one."""
    journeys = [journey for persona in reader.handbook.personas_of(segment.id) for journey in persona.journeys]
    chunks = [journeys[start : start + MOST_ROWS] for start in range(0, len(journeys), MOST_ROWS)]
    for number, chunk in enumerate(chunks, 1):
        name = reader.read(segment.name)
        title = reader.say("part_of_parts", title=name, part=number, parts=len(chunks)) if chunks[1:] else name
        url = f"journeys/{segment.id}/" if number == 1 else f"journeys/{segment.id}-part-{number}/"
        link = Link(title, reader.base + url, reader.say("journeys_count", n=len(chunk)))
        yield AtlasPart(title, url, link, tuple(chunk))


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
            Link(journey.title, reader.base + journey_url(journey)),
            reader.link("segment", persona.segment),
            reader.value_label(journey.state, "journeys", 0, "state"),
            len(scores),
            STEP * len(scores),
            whole(scores, STEP),
            points,
            curve_in_words(journey, reader),
            _extreme(journey, reader, lowest=True),
            _extreme(journey, reader, lowest=False),
            tuple(stage_name(journey, stage, reader) for stage in journey.stages if "moment_of_truth" in stage),
        )


def _extreme(journey: Journey, reader: Reader, *, lowest: bool) -> str:
    """The stage where the curve is lowest or highest, with its score and feeling."""
    scored = [(score, index) for index, score in enumerate(journey.scores) if score is not None]
    if not scored:
        return ""
    score, index = min(scored) if lowest else max(scored, key=lambda pair: (pair[0], -pair[1]))
    stage = journey.stages[index]
    return f"{stage_name(journey, stage, reader)} {signed(score)}, {stage['emotion']['label']}"
