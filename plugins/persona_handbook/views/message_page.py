"""The pages of the message plan: the grid of persona and stage, and the list of what is still to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.message_plan import Cell, Grid, Message, gaps, is_addressed
from persona_handbook.views.places import PlaceLink, feeling, stage_link, text_of
from persona_handbook.views.reader import Link, Reader, segment_url
from persona_handbook.views.story_page import story_links
from persona_handbook.views.values import Shown, plain_text, show

MESSAGES = ("journeys", 0, "stages", 0, "messages")
"""Where messages stand in a persona's file."""
MOST_CELLS = 240
"""Cells of all grids on the first page; beyond it, only the pages of segments show them."""
MOST_WHOLE = 12
"""Personas whose messages the page of a segment tells with every field; those of further ones, in brief."""
MOST_GAPS = 40
"""Rows of the content plan on one page."""
_IN_PLACE = frozenset({"text", "channel", "department", "from_story"})
"""Fields of a message that the page shows in a place of their own."""


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message in words. `facts` are all its other fields, in the order of the schema; `state` is empty as lived."""

    anchor: str
    text: str
    channel: str
    department: str
    department_id: str
    state: str
    facts: tuple[Shown, ...]
    story: Link | None


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a persona hears at a stage. `gap` is set where it comes by and hears nothing, `row` where the plan says so;
    with neither messages nor gap, it does not come by."""

    messages: tuple[MessageShown, ...]
    gap: bool
    row: str
    department_id: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A persona in the grid; `anchor` is the row's id."""

    anchor: str
    persona: Link
    status: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GridShown:
    """Personas down, stages across; `brief` counts the personas whose messages are told in brief for want of room."""

    segment: Link
    title: str
    stages: tuple[str, ...]
    rows: tuple[GridRow, ...]
    brief: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An empty cell as a task: what is wanted there, by the field that says so. `weight` is 0–5, None if unknown."""

    anchor: str
    persona: Link
    stage: PlaceLink
    model_stage: str
    """What the stage is called in its model, where `stage` is a name of its own."""
    weight: int | None
    feeling: str
    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    department: str
    department_id: str


@dataclass(frozen=True, slots=True)
class DepartmentCount:
    """How many messages and empty cells are a department's; no id where nobody's."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class MessagePage:
    """The grids of all segments or of one, and the plan; `more` counts empty cells that the plan leaves out."""

    grids: tuple[GridShown, ...]
    plan: tuple[PlanRow, ...]
    more: int
    said: int
    empty: int
    departments: tuple[DepartmentCount, ...]


def messages_url(segment: str = "") -> str:
    """The page of all messages, or that of a segment with every field of its messages."""
    return f"messages/segment-{segment}/" if segment else "messages/"


def message_row_anchor(persona: str, model: str) -> str:
    """The id of a persona's row in the grid of a stage model."""
    return f"of-{persona}-{model}"


def journey_messages_url(persona: Persona, journey: Journey) -> str:
    """Where the messages of a journey are told in full; the page of all where the persona has no part in the plan."""
    if not is_addressed(persona):
        return messages_url()
    return f"{messages_url(persona.segment)}#{message_row_anchor(persona.id, journey.stage_model)}"


def message_page(found: Sequence[Grid], reader: Reader, *, whole: bool) -> MessagePage:
    """The page of some grids; `whole` shows every field of the messages, else their words and ways alone."""
    said = [message for grid in found for cell in grid.cells for message in cell.messages]
    empty = gaps(found)
    listed = frozenset(cell.anchor for cell in empty[:MOST_GAPS])
    shown = found if whole or sum(len(row.cells) for grid in found for row in grid.rows) <= MOST_CELLS else ()
    return MessagePage(
        tuple(_grid(grid, listed, reader, whole) for grid in shown),
        tuple(plan_row(cell, reader) for cell in empty[:MOST_GAPS]),
        max(0, len(empty) - MOST_GAPS),
        len(said),
        len(empty),
        tuple(_departments(said, empty, reader)),
    )


def plan_row(cell: Cell, reader: Reader) -> PlanRow:
    """An empty cell as a row of the content plan."""
    stage = _stage(cell, reader)
    return PlanRow(
        cell.anchor,
        reader.link("persona", cell.persona.id),
        stage,
        "" if stage.ours else reader.stage_title(cell.model, cell.stage),
        cell.weight,
        feeling(cell.felt) if cell.felt else "",
        tuple(_wanted(cell, reader)),
        reader.link("department", cell.owner).text if cell.owner else "",
        cell.owner,
    )


def _grid(grid: Grid, listed: frozenset[str], reader: Reader, whole: bool) -> GridShown:
    rows = []
    for number, row in enumerate(grid.rows):
        persona = row.persona
        status = "" if persona.status == "validated" else reader.value_label(persona.status, "status")
        cells = tuple(_cell(cell, listed, reader, whole and number < MOST_WHOLE) for cell in row.cells)
        anchor = message_row_anchor(persona.id, grid.model)
        rows.append(GridRow(anchor, reader.link("persona", persona.id), status, cells))
    model = reader.handbook.stage_models[grid.model]
    return GridShown(
        Link(reader.link("segment", grid.segment).text, reader.base + messages_url(grid.segment)),
        reader.read(model.title),
        tuple(reader.read(title) for title in model.stages.values()),
        tuple(rows),
        max(0, len(rows) - MOST_WHOLE) if whole else 0,
    )


def _cell(cell: Cell, listed: frozenset[str], reader: Reader, whole: bool) -> GridCell:
    messages = tuple(_message(message, reader, whole) for message in cell.messages)
    return GridCell(messages, cell.is_gap, cell.anchor if cell.anchor in listed else "", cell.owner)


def _message(message: Message, reader: Reader, whole: bool) -> MessageShown:
    data, journey = message.data, message.place.journey
    return MessageShown(
        message.anchor,
        data["text"],
        reader.link("channel", data["channel"]).text if "channel" in data else "",
        reader.link("department", message.department).text if message.department else "",
        message.department,
        "" if message.place.lived else reader.value_label(journey.state, "journeys", 0, "state"),
        tuple(fact for fact in told(message, reader) if fact.key not in _IN_PLACE) if whole else (),
        _story(data["from_story"], reader) if whole and "from_story" in data else None,
    )


def told(message: Message, reader: Reader) -> tuple[Shown, ...]:
    """Every field of a message that holds something, in the order of the schema."""
    field = message_field(reader)
    return show(field, message.data, reader, {}).children


def message_field(reader: Reader) -> Field:
    """The field of one message, with those inside it."""
    field = reader.schemas.fields["persona"].at((*MESSAGES, 0))
    assert field is not None
    return field


def wanted_in_words(cell: Cell, reader: Reader) -> str:
    """What is wanted at an empty cell, on one line."""
    return "; ".join(f"{label}: {' · '.join(texts)}" for label, texts in _wanted(cell, reader))


def _wanted(cell: Cell, reader: Reader) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What they want there, by their journeys, by what they want to know, and by what the committee is to be told."""
    contents = [text_of(claim) for place in cell.places for claim in place.stage.get("content_wanted", ())]
    needs = [need["text"] for need in cell.persona.data.get("information_needs", ()) if need.get("stage") == cell.stage]
    deliver = [cell.seat["information_to_deliver"]] if "information_to_deliver" in cell.seat else []
    for kind, path, texts in (
        ("persona", ("journeys", 0, "stages", 0, "content_wanted"), contents),
        ("persona", ("information_needs",), needs),
        ("segment", ("committee", "members", 0, "by_stage", 0, "information_to_deliver"), deliver),
    ):
        if texts:
            yield reader.label(*path, kind=kind), tuple(dict.fromkeys(texts))


def _stage(cell: Cell, reader: Reader) -> PlaceLink:
    if cell.places:
        return stage_link(cell.places[0], reader)
    title = reader.stage_title(cell.model, cell.stage)
    return PlaceLink(title, f"{reader.base}{segment_url(cell.persona.segment)}#committee", ours=True)


def _departments(said: Iterable[Message], empty: Iterable[Cell], reader: Reader) -> Iterator[DepartmentCount]:
    counts = Counter([*(message.department for message in said), *(cell.owner for cell in empty)])
    for id in (*reader.handbook.departments, ""):
        if counts[id]:
            title = reader.link("department", id).text if id else reader.say("nobody_named")
            yield DepartmentCount(id, title, counts[id])


def message_texts(message: Message, reader: Reader) -> dict[str, str]:
    """Every field of a message as plain text, by its key."""
    return {fact.key: plain_text(fact) for fact in told(message, reader)}


def _story(named: str, reader: Reader) -> Link:
    """The part of the story that a message names, or the story."""
    return Link(named, next((link.url for link in story_links(named, reader)), f"{reader.base}story/"))
