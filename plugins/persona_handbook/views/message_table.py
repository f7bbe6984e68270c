"""The message plan as a table to take along: a row for each message, and one for each empty cell."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.views.message_page import message_field, message_texts, wanted_in_words
from persona_handbook.views.message_plan import Cell, Message, gaps, grids
from persona_handbook.views.reader import Reader

Value = str | float | None


@dataclass(frozen=True, slots=True)
class MessageTable:
    """`columns` name what the values of each row are. `plan` are the empty cells, in the order of the content plan."""

    columns: tuple[str, ...]
    messages: tuple[tuple[Value, ...], ...]
    plan: tuple[tuple[Value, ...], ...]


def message_table(reader: Reader) -> MessageTable:
    """All messages, segment by segment, and the content plan."""
    found = grids(reader.handbook)
    keys = tuple(message_field(reader).children)
    return MessageTable(
        (
            reader.say("segment"),
            reader.say("persona"),
            reader.say("message_persona_id"),
            reader.label("journeys", 0, "stage_model"),
            reader.label("journeys", 0, "stages", 0, "stage"),
            reader.say("message_journey"),
            reader.say("message_weight"),
            reader.say("message_score"),
            *(reader.read(field.title) for field in message_field(reader).children.values()),
            reader.say("message_wanted"),
        ),
        tuple(
            (*_head(cell, message, reader), *map(message_texts(message, reader).get, keys), None)
            for grid in found
            for cell in grid.cells
            for message in cell.messages
        ),
        tuple(
            (*_head(cell, None, reader), *_owed(cell, keys, reader), wanted_in_words(cell, reader))
            for cell in gaps(found)
        ),
    )


def _head(cell: Cell, message: Message | None, reader: Reader) -> tuple[Value, ...]:
    """Who, when, and how much it matters."""
    place = message.place if message else next(iter(cell.places), None)
    return (
        reader.link("segment", cell.persona.segment).text,
        cell.persona.name,
        cell.persona.id,
        reader.link("stage_model", cell.model).text,
        reader.stage_title(cell.model, cell.stage),
        place.journey.title if place else None,
        cell.weight,
        cell.score,
    )


def _owed(cell: Cell, keys: tuple[str, ...], reader: Reader) -> tuple[Value, ...]:
    """The fields of a message that is not written yet: only who is to write it is known."""
    owner = cell.owner
    named = reader.link("department", owner).text if owner else None
    return tuple([named if key == "department" else None for key in keys])
