"""A journey map: stages across, lanes down in three bands, one emotion curve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.curve import Segment, segments
from persona_handbook.views.reader import Citation, Reader
from persona_handbook.views.values import Shown, Sources, show


@dataclass(frozen=True, slots=True)
class StageHead:
    """The head of a column."""

    anchor: str
    title: str
    duration: str
    moment: str
    """The kind of moment of truth, if it is one."""
    moment_why: str
    alone_online: str
    """Share of the stage done alone online, in percent, where it is known."""
    sales_enters: bool


@dataclass(frozen=True, slots=True)
class EmotionCell:
    """One point of the curve. `level` counts quarters from 0 (+2) to 16 (−2); `marks` are lowest, highest, last."""

    score: float
    label: str
    reason: str
    citations: tuple[Citation, ...]
    sourced: bool
    segment: Segment
    level: int
    mood: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the map: a cell for each stage, None where nothing is known."""

    key: str
    title: str
    widget: str
    cells: tuple[Shown | EmotionCell | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Lanes that belong together: what they live, what they feel, what we do about it."""

    id: str
    title: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the journey may leave the road."""

    at: str
    label: str
    outcome: str
    back_to: str
    share: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """One journey of one persona."""

    anchor: str
    title: str
    state: str
    persona: str
    scenario: str
    facts: tuple[tuple[str, str], ...]
    stages: tuple[StageHead, ...]
    bands: tuple[Band, ...]
    branches: tuple[Branch, ...]
    in_words: str
    """The curve told as text."""


def journey_map(persona: Persona, journey: Journey, reader: Reader, sources: Sources) -> JourneyMap:
    """The map of one journey."""
    field = reader.schemas.fields["persona"].at(("journeys", 0))
    stage_field = reader.schemas.fields["persona"].at(("journeys", 0, "stages", 0))
    assert field is not None
    assert stage_field is not None
    anchor = f"journey-{journey.id}"
    heads = tuple(_head(journey, stage, anchor, reader) for stage in journey.stages)
    facts = tuple(
        (reader.read(field.children[key].title), str(journey.data[key]))
        for key in ("goal", "starts_when", "ends_when")
        if key in journey.data
    )
    return JourneyMap(
        anchor,
        journey.title,
        reader.read(field.children["state"].labels[journey.state]),
        persona.name,
        str(journey.data["scenario"]),
        facts,
        heads,
        _bands(journey, stage_field, reader, sources),
        tuple(_branch(journey, branch, reader, sources) for branch in journey.data.get("branches", ())),
        curve_in_words(journey, reader),
    )


def curve_in_words(journey: Journey, reader: Reader) -> str:
    """The emotion curve as a sentence for each stage that has a score."""
    parts = []
    for stage in journey.stages:
        title = stage.get("name") or reader.stage_title(journey.stage_model, stage["stage"])
        emotion = stage.get("emotion")
        said = f"{signed(emotion['score'])} {emotion['label']}" if emotion else reader.say("no_score")
        parts.append(f"{title}: {said}")
    return "; ".join(parts)


def signed(score: float) -> str:
    """A score with its sign, and a true minus."""
    return f"{score:+g}".replace("-", "−") if score else "0"


def _head(journey: Journey, stage: Mapping[str, Any], anchor: str, reader: Reader) -> StageHead:
    moment = stage.get("moment_of_truth", {})
    labels = ("journeys", 0, "stages", 0, "moment_of_truth", "type")
    return StageHead(
        f"{anchor}-{stage['stage']}",
        stage.get("name") or reader.stage_title(journey.stage_model, stage["stage"]),
        stage.get("duration", ""),
        reader.value_label(moment["type"], *labels) if moment else "",
        moment.get("why", ""),
        f"{stage['self_serve_share']:g}" if "self_serve_share" in stage else "",
        bool(stage.get("sales_enters")),
    )


def _bands(journey: Journey, stage_field: Field, reader: Reader, sources: Sources) -> tuple[Band, ...]:
    bands = []
    journey_schema = reader.schemas.fields["persona"].at(("journeys", 0))
    assert journey_schema is not None
    for band in journey_schema.schema.get("x-bands", ()):
        title = {"en": band["title"], "fr": band["x-fr"]["title"]}
        fields = [field for field in stage_field.children.values() if field.band == band["id"]]
        lanes = tuple(lane for field in fields if (lane := _lane(journey, field, reader, sources)))
        if lanes:
            bands.append(Band(band["id"], reader.read(title), lanes))
    return tuple(bands)


def _lane(journey: Journey, field: Field, reader: Reader, sources: Sources) -> Lane | None:
    """A lane that nothing fills is not drawn; an empty cell of a drawn lane is a gap that is seen."""
    if not any(field.key in stage for stage in journey.stages):
        return None
    if field.key == "emotion":
        return Lane(field.key, reader.read(field.title), field.widget, _emotions(journey, reader, sources))
    cells = tuple(
        show(field, stage[field.key], reader, sources) if field.key in stage else None for stage in journey.stages
    )
    return Lane(field.key, reader.read(field.title), field.widget, cells)


def _emotions(journey: Journey, reader: Reader, sources: Sources) -> tuple[EmotionCell | None, ...]:
    scores = journey.scores
    given = [score for score in scores if score is not None]
    last = max(index for index, score in enumerate(scores) if score is not None)
    cells: list[EmotionCell | None] = []
    for index, (stage, segment) in enumerate(zip(journey.stages, segments(scores), strict=True)):
        if segment is None:
            cells.append(None)
            continue
        emotion = stage["emotion"]
        score = emotion["score"]
        marks = {"highest": score == max(given), "lowest": score == min(given), "last": index == last}
        cells.append(
            EmotionCell(
                score,
                emotion["label"],
                emotion.get("reason", ""),
                tuple(sources[source] for source in emotion.get("sources", ()) if source in sources),
                bool(emotion.get("sources")),
                segment,
                round((2 - score) * 4),
                "good" if score > 0 else "bad" if score < 0 else "even",
                tuple(reader.say(f"mark_{mark}") for mark, holds in marks.items() if holds),
            )
        )
    return tuple(cells)


def _branch(journey: Journey, branch: Mapping[str, Any], reader: Reader, sources: Sources) -> Branch:
    return Branch(
        reader.stage_title(journey.stage_model, branch["from"]),
        branch["label"],
        reader.value_label(branch["outcome"], "journeys", 0, "branches", 0, "outcome"),
        reader.stage_title(journey.stage_model, branch["to"]) if "to" in branch else "",
        f"{branch['share']:g}" if "share" in branch else "",
        tuple(sources[source] for source in branch.get("sources", ()) if source in sources),
    )
