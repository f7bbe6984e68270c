"""The page of one persona: answer first, detail below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from persona_handbook.model.persona import Persona
from persona_handbook.schema.fields import Field
from persona_handbook.schema.lenses import LensGroup
from persona_handbook.views.committee import Committee, committee
from persona_handbook.views.gallery import Portrait, portrait
from persona_handbook.views.journey_map import JourneyMap, journey_map
from persona_handbook.views.reader import Citation, Link, Reader, citations
from persona_handbook.views.sections import SHORT, PageSection, page_sections
from persona_handbook.views.trust import Trust, trust, value_at
from persona_handbook.views.values import Shown, Sources, Statement, show, statement

_OWN_PLACE = frozenset({"name", "archetype", "summary", "portrait", "journeys", "sources"})
"""Fields that the page shows in a place of their own."""


@dataclass(frozen=True, slots=True)
class Card:
    """A group of the fiche express; `more` counts entries that stand further down, at `anchor`."""

    title: str
    shown: tuple[Shown, ...]
    more: int
    anchor: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the page lists it."""

    citation: Citation
    method: str
    date: date
    size: int | None
    who: str
    summary: str
    department: str
    link: str


@dataclass(frozen=True, slots=True)
class PersonaPage:
    """Everything on a persona's page, in reading order."""

    id: str
    name: str
    title: str
    hook: str
    summary: str
    kind: str
    kind_label: str
    status: str
    status_label: str
    basis: str
    segment: Link
    roles: tuple[str, ...]
    owner: str
    quote: Statement | None
    portrait: Portrait | None
    trust: Trust
    retired_reason: str
    successor: Link | None
    express: tuple[Card, ...]
    sections: tuple[PageSection, ...]
    committee: Committee | None
    journeys: tuple[JourneyMap, ...]
    sources: tuple[SourceRow, ...]
    neighbours: tuple[Link, ...]


def persona_page(persona: Persona, reader: Reader) -> PersonaPage:
    """The page of `persona`."""
    cited = citations(reader, persona)
    data = persona.data
    segment = reader.handbook.segments[persona.segment]
    seats = committee(segment, reader)
    retired = data.get("retired", {})
    return PersonaPage(
        persona.id,
        persona.name,
        str(data.get("role", {}).get("title", "")),
        str(data["archetype"]),
        str(data["summary"]),
        persona.kind,
        reader.value_label(persona.kind, "kind"),
        persona.status,
        reader.value_label(persona.status, "status"),
        reader.value_label(data["basis"], "basis"),
        reader.link("segment", persona.segment),
        tuple(reader.value_label(role, "buying_role") for role in data.get("buying_role", ())),
        _owner(persona, reader),
        _first_quote(persona, reader, cited),
        portrait(persona, reader),
        trust(persona, reader),
        str(retired.get("reason", "")),
        reader.link("persona", retired["replaced_by"]) if "replaced_by" in retired else None,
        tuple(_cards(persona, reader, cited)),
        tuple(page_sections("persona", data, reader, cited, left_out=_OWN_PLACE, is_gap=_is_gap(persona))),
        seats if seats and any(member.persona == persona.id for member in seats.members) else None,
        tuple(journey_map(persona, journey, reader, cited) for journey in persona.journeys),
        tuple(_source_rows(persona, reader, cited)),
        tuple(reader.link("persona", other.id) for other in reader.handbook.personas_of(persona.segment)[:24]),
    )


def _owner(persona: Persona, reader: Reader) -> str:
    owner = persona.data["owner"]
    department = reader.link("department", owner["department"]).text
    return f"{owner['person']}, {department}" if "person" in owner else department


def _first_quote(persona: Persona, reader: Reader, cited: Sources) -> Statement | None:
    field = reader.schemas.fields["persona"].at(("quotes", 0))
    quotes = persona.data.get("quotes", ())
    return statement(field, quotes[0], reader, cited) if quotes and field else None


def _cards(persona: Persona, reader: Reader, cited: Sources) -> Iterator[Card]:
    """The cards of the fiche express. A card that holds nothing is shown as a gap, unless no field of it applies."""
    lens = reader.schemas.lenses.get("express")
    for group in lens.groups if lens else ():
        shown, more = _card(group, persona, reader, cited)
        yield Card(reader.read(group.title), tuple(shown), more, group.fields[0].path[0])


def _card(group: LensGroup, persona: Persona, reader: Reader, cited: Sources) -> tuple[list[Shown], int]:
    shown, more = [], 0
    for field in group.fields:
        value = value_at(persona, field)
        if value is None:
            continue
        if field.widget not in SHORT and isinstance(value, list) and group.most and len(value) > group.most:
            more += len(value) - group.most
            value = value[: group.most]
        shown.append(show(field, value, reader, cited))
    return shown, more


def _is_gap(persona: Persona) -> Callable[[Field], bool]:
    """Whether a field that holds nothing is a gap that matters: something that is compared and was not excused."""
    excused = persona.data.get("not_applicable", {})
    served = persona.kind == "persona" and persona.status != "retired"
    return lambda field: served and field.comparable and field.key not in excused


def _source_rows(persona: Persona, reader: Reader, cited: Sources) -> Iterator[SourceRow]:
    sources = reader.handbook.sources_for(persona)
    for identifier, citation in cited.items():
        source = sources[identifier]
        yield SourceRow(
            citation,
            reader.value_label(source["method"], "sources", 0, "method"),
            date.fromisoformat(source["date"]),
            source.get("n"),
            source.get("who", ""),
            source["summary"],
            reader.link("department", source["department"]).text if "department" in source else "",
            source.get("link", ""),
        )
