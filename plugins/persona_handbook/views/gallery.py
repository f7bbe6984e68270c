"""Personas as cards, by segment."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.model.persona import Persona
from persona_handbook.views.reader import Link, Reader, persona_url


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture of a persona."""

    url: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class PersonaCard:
    """A persona in a gallery."""

    id: str
    name: str
    url: str
    title: str
    hook: str
    roles: tuple[str, ...]
    influence: int | None
    kind: str
    kind_label: str
    status: str
    status_label: str
    portrait: Portrait | None


@dataclass(frozen=True, slots=True)
class SegmentCards:
    """The personas of a segment."""

    id: str
    segment: Link
    summary: str
    cards: tuple[PersonaCard, ...]


def gallery(reader: Reader) -> tuple[SegmentCards, ...]:
    """All personas, by segment: personas first, then anti-personas, drafts and the retired."""
    return tuple(segment_cards(segment, reader) for segment in reader.handbook.segments)


def segment_cards(segment: str, reader: Reader) -> SegmentCards:
    """The cards of one segment."""
    personas = sorted(reader.handbook.personas_of(segment), key=_order)
    summary = str(reader.handbook.segments[segment].data.get("summary", ""))
    return SegmentCards(
        segment, reader.link("segment", segment), summary, tuple(persona_card(persona, reader) for persona in personas)
    )


def persona_card(persona: Persona, reader: Reader) -> PersonaCard:
    """The card of one persona."""
    link = reader.link("persona", persona.id)
    return PersonaCard(
        persona.id,
        persona.name,
        link.url,
        str(persona.data.get("role", {}).get("title", "")),
        str(persona.data["archetype"]),
        tuple(reader.value_label(role, "buying_role") for role in persona.data.get("buying_role", ())),
        persona.data.get("influence"),
        persona.kind,
        reader.value_label(persona.kind, "kind"),
        persona.status,
        reader.value_label(persona.status, "status"),
        portrait(persona, reader),
    )


def portrait(persona: Persona, reader: Reader) -> Portrait | None:
    """The portrait, where the persona has one."""
    if persona.portrait is None:
        return None
    data = persona.data["portrait"]
    return Portrait(f"{reader.base}{portrait_uri(persona)}", data["alt"], data["credit"])


def portrait_uri(persona: Persona) -> str:
    """Where the portrait stands in the site."""
    suffix = persona.portrait.suffix if persona.portrait else ""
    return f"{persona_url(persona.id)}portrait{suffix}"


def _order(persona: Persona) -> tuple[bool, int, str]:
    return (
        persona.kind != "persona",
        ["validated", "draft", "retired"].index(persona.status),
        persona.id,
    )
