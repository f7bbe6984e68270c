"""What is expected of a department beside its stages: consequences drawn, actions, messages, contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.persona import Persona
from persona_handbook.views.places import Part, Place, PlaceLink, stage_link, text_of
from persona_handbook.views.reader import Link, Reader

_OVER = ("done", "dropped")
_NEVER = "9999"


@dataclass(frozen=True, slots=True)
class Telling:
    """Something said of or for a persona: where it belongs, and the words."""

    persona: Link
    place: PlaceLink
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A step of a persona's action plan."""

    persona: Link
    what: str
    category: str
    due: str
    overdue: bool
    status: str


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A content that the department keeps."""

    content: Link
    kind: str
    personas: tuple[Link, ...]
    expires: str
    expired: bool


def implications(department: str, most: int, reader: Reader) -> Part[Telling]:
    """What each persona means for the department."""
    rows = []
    for persona in reader.handbook.personas.values():
        if persona.status != "retired" and (claims := persona.data.get("implications", {}).get(department)):
            link = reader.link("persona", persona.id)
            place = PlaceLink(persona.title, f"{link.url}#department-{department}")
            rows.append(Telling(link, place, tuple(text_of(claim) for claim in claims)))
    return Part.of(rows, most)


def actions(department: str, most: int, reader: Reader) -> Part[ActionRow]:
    """Still to be done, the earliest due first; then what is done or dropped."""
    mine = [
        (action.get("status") in _OVER, str(action.get("due", _NEVER)), persona, action)
        for persona in reader.handbook.personas.values()
        for action in persona.data.get("actions", ())
        if action["owner"] == department and persona.status != "retired"
    ]
    mine.sort(key=lambda row: row[:2])
    rows = tuple(_action(persona, action, reader) for _, _, persona, action in mine[:most])
    return Part(rows, len(mine) - len(rows))


def _action(persona: Persona, action: Mapping[str, Any], reader: Reader) -> ActionRow:
    status, category = action.get("status"), action.get("category")
    return ActionRow(
        reader.link("persona", persona.id),
        action["what"],
        reader.value_label(category, "actions", 0, "category") if category else "",
        str(action.get("due", "")),
        status not in _OVER and str(action.get("due", _NEVER)) < str(reader.today),
        reader.value_label(status, "actions", 0, "status") if status else reader.say("no_status"),
    )


def messages(department: str, everywhere: Iterable[Place], most: int, reader: Reader) -> Part[Telling]:
    """What the department is to say, and at which stage."""
    mine = [
        (place, texts)
        for place in everywhere
        if (texts := [one["text"] for one in place.stage.get("messages", ()) if one.get("department") == department])
    ]
    rows = tuple(
        Telling(reader.link("persona", place.persona.id), stage_link(place, reader), tuple(texts))
        for place, texts in mine[:most]
    )
    return Part(rows, len(mine) - len(rows))


def contents(department: str, most: int, reader: Reader) -> Part[ContentRow]:
    """What the department keeps in the content library."""
    rows = [
        ContentRow(
            reader.link("content", id),
            reader.value_label(content["type"], "contents", 0, "type", kind="content"),
            tuple(reader.link("persona", persona) for persona in content["personas"]),
            str(content.get("expires_on", "")),
            str(content.get("expires_on", _NEVER)) < str(reader.today),
        )
        for id, content in reader.handbook.contents.items()
        if content["owner"] == department
    ]
    return Part.of(rows, most)
