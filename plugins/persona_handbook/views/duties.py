"""What is expected of a department beside its stages: consequences drawn, actions, messages, contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.views.places import Part, Place, PlaceLink, grouped, stage_link, text_of
from persona_handbook.views.reader import Link, Reader

Implied = tuple[Persona, Sequence[Mapping[str, Any] | str]]
"""What a persona means for a department, claim by claim."""
Planned = tuple[Persona, Mapping[str, Any]]
"""An action, with the persona that it is planned for."""
Owed = tuple[Place, Sequence[str]]
"""The texts of the messages that a department has at a stage."""

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


def implied(handbook: Handbook) -> Iterator[tuple[str, Implied]]:
    """What each persona means for a department, with the department."""
    for persona in handbook.personas.values():
        for department, claims in persona.data.get("implications", {}).items() if persona.status != "retired" else ():
            if claims:
                yield department, (persona, claims)


def implications(department: str, mine: Sequence[Implied], most: int, reader: Reader) -> Part[Telling]:
    """What each persona means for the department."""
    rows = []
    for persona, claims in mine[:most]:
        link = reader.link("persona", persona.id)
        place = PlaceLink(persona.title, f"{link.url}#department-{department}")
        rows.append(Telling(link, place, tuple(text_of(claim) for claim in claims)))
    return Part(tuple(rows), len(mine) - len(rows))


def planned(handbook: Handbook) -> Iterator[tuple[str, Planned]]:
    """The actions of all personas, with the department that is to take them."""
    for persona in handbook.personas.values():
        for action in persona.data.get("actions", ()) if persona.status != "retired" else ():
            yield action["owner"], (persona, action)


def actions(mine: Iterable[Planned], most: int, reader: Reader) -> Part[ActionRow]:
    """Still to be done, the earliest due first; then what is done or dropped."""

    def urgency(planned: Planned) -> tuple[bool, str]:
        action = planned[1]
        return action.get("status") in _OVER, str(action.get("due", _NEVER))

    ranked = sorted(mine, key=urgency)
    rows = tuple(_action(persona, action, reader) for persona, action in ranked[:most])
    return Part(rows, len(ranked) - len(rows))


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


def owed(everywhere: Iterable[Place]) -> Iterator[tuple[str, Owed]]:
    """The messages of each stage that name a department, with the department."""
    for place in everywhere:
        said = ((one["department"], one["text"]) for one in place.stage.get("messages", ()) if "department" in one)
        for department, texts in grouped(said).items():
            yield department, (place, texts)


def messages(mine: Sequence[Owed], most: int, reader: Reader) -> Part[Telling]:
    """What the department is to say, and at which stage."""
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
