"""A journey map: stages across, lanes down in three bands, one emotion curve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.emotions import EmotionCell, curve_in_words, emotions, stage_name
from persona_handbook.views.reader import Citation, Link, Reader, journey_anchor
from persona_handbook.views.row_lens import concerned, row_departments
from persona_handbook.views.values import Shown, Sources, show

FORMATS = {"svg": "SVG", "mmd": "Mermaid", "cjml.xml": "CJML"}
"""The files that each journey comes as, by the end of their names."""


@dataclass(frozen=True, slots=True)
class StageHead:
    """The head of a column."""

    anchor: str
    title: str
    own_name: bool
    """Whether the journey itself names it, in the language of the file."""
    duration: str
    moment: str
    """The kind of moment of truth, if it is one."""
    moment_why: str
    alone_online: str
    """Share of the stage done alone online, in percent, where it is known."""
    sales_enters: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the map: a cell for each stage, None where nothing is known."""

    key: str
    title: str
    widget: str
    concerns: str
    """Numbers of the departments that it concerns, after `JourneyMap.departments`; empty where it concerns all."""
    cells: tuple[Shown | EmotionCell | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Lanes that belong together: what they live, what they feel, what we do about it."""

    id: str
    title: str
    line: str
    """What the line is called that is drawn above it, if one is."""
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the journey may leave the road."""

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
    aimed: bool
    """Whether it is a target: its emotions are aims, which nobody has lived."""
    scenario: str
    facts: tuple[tuple[str, str], ...]
    stages: tuple[StageHead, ...]
    columns: tuple[tuple[int, bool], ...]
    """Runs of neighbouring stages: how many, and whether they are moments of truth."""
    departments: tuple[str, ...]
    bands: tuple[Band, ...]
    leaves: tuple[tuple[Branch, ...], ...]
    """The branches at each stage; empty where the journey has none at all."""
    files: tuple[Link, ...]
    in_words: str
    """The curve told as text."""


def journey_map(persona: Persona, journey: Journey, reader: Reader, sources: Sources) -> JourneyMap:
    """The map of one journey."""
    field = journey_field(reader)
    facts = tuple(
        (reader.read(field.children[key].title), str(journey.data[key]))
        for key in ("goal", "starts_when", "ends_when")
        if key in journey.data
    )
    return JourneyMap(
        journey_anchor(journey),
        journey.title,
        reader.read(field.children["state"].labels[journey.state]),
        journey.state == "to_be",
        str(journey.data["scenario"]),
        facts,
        tuple(_head(journey, stage, reader) for stage in journey.stages),
        tuple((len(list(run)), is_one) for is_one, run in groupby("moment_of_truth" in s for s in journey.stages)),
        tuple(reader.link("department", department).text for department in row_departments(reader)),
        tuple(_bands(journey, field, reader, sources)),
        _leaves(journey, reader, sources),
        tuple(Link(name, reader.base + journey_uri(persona.id, journey.id, end)) for end, name in FORMATS.items()),
        curve_in_words(journey, reader),
    )


def journey_uri(persona: str, journey: str, end: str) -> str:
    """Where a journey is found as a file."""
    return f"personas/{persona}/journey-{journey}.{end}"


def journey_field(reader: Reader) -> Field:
    """What the schema says of a journey."""
    field = reader.schemas.fields["persona"].at(("journeys", 0))
    assert field is not None
    return field


def lanes_of(journey_schema: Field) -> Iterable[Field]:
    """The fields of a stage that are lanes."""
    stages = journey_schema.children["stages"].items
    assert stages is not None
    return (field for field in stages.children.values() if field.band)


def _head(journey: Journey, stage: Mapping[str, Any], reader: Reader) -> StageHead:
    moment = stage.get("moment_of_truth", {})
    labels = ("journeys", 0, "stages", 0, "moment_of_truth", "type")
    return StageHead(
        journey_anchor(journey, stage["stage"]),
        stage_name(journey, stage, reader),
        "name" in stage,
        stage.get("duration", ""),
        reader.value_label(moment["type"], *labels) if moment else "",
        moment.get("why", ""),
        f"{stage['self_serve_share']:g}" if "self_serve_share" in stage else "",
        bool(stage.get("sales_enters")),
    )


def _bands(journey: Journey, journey_schema: Field, reader: Reader, sources: Sources) -> Iterable[Band]:
    """A lane that nothing fills is not drawn; an empty cell of a drawn lane is a gap that is seen."""
    filled = frozenset[str]().union(*journey.stages)
    fields = [field for field in lanes_of(journey_schema) if field.key in filled]
    departments = row_departments(reader)
    for band in journey_schema.schema.get("x-bands", ()):
        here = [field for field in fields if field.band == band["id"]]
        lanes = tuple([_lane(journey, field, departments, reader, sources) for field in here])
        if lanes:
            title = reader.read({"en": band["title"], "fr": band["x-fr"]["title"]})
            yield Band(band["id"], title, reader.read(band.get("x-line", "")), lanes)


def _lane(journey: Journey, field: Field, departments: Sequence[str], reader: Reader, sources: Sources) -> Lane:
    cells: tuple[Shown | EmotionCell | None, ...]
    if field.key == "emotion":
        cells = emotions(journey, reader, sources)
    else:
        cells = tuple(
            [show(field, stage[field.key], reader, sources) if field.key in stage else None for stage in journey.stages]
        )
    return Lane(field.key, reader.read(field.title), field.widget, concerned(field, departments), cells)


def _leaves(journey: Journey, reader: Reader, sources: Sources) -> tuple[tuple[Branch, ...], ...]:
    branches = journey.data.get("branches", ())
    if not branches:
        return ()
    return tuple(
        tuple(_branch(journey, branch, reader, sources) for branch in branches if branch["from"] == stage["stage"])
        for stage in journey.stages
    )


def _branch(journey: Journey, branch: Mapping[str, Any], reader: Reader, sources: Sources) -> Branch:
    return Branch(
        branch["label"],
        reader.value_label(branch["outcome"], "journeys", 0, "branches", 0, "outcome"),
        reader.stage_title(journey.stage_model, branch["to"]) if "to" in branch else "",
        f"{branch['share']:g}" if "share" in branch else "",
        tuple(sources[source] for source in branch.get("sources", ()) if source in sources),
    )
