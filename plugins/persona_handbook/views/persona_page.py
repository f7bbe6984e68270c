"""The page of one persona: answer first, detail below."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from persona_handbook.model.persona import Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.cited_by import CitedBy, Mentions, cited_by
from persona_handbook.views.committee import Committee
from persona_handbook.views.department_lens import DepartmentLens, department_lens
from persona_handbook.views.gallery import Portrait, portrait
from persona_handbook.views.journey_map import JourneyMap, journey_map
from persona_handbook.views.journey_page import FurtherJourney, further_journeys
from persona_handbook.views.portrayal import Portrayal
from persona_handbook.views.reader import Link, Reader
from persona_handbook.views.sections import SHORT, PageSection, page_sections
from persona_handbook.views.source_list import SourceRow, source_rows
from persona_handbook.views.trust import Trust, excused
from persona_handbook.views.values import Shown, Statement

_OWN_PLACE = frozenset(
    ("name", "archetype", "summary", "portrait", "status", "basis", "owner", "implications", "journeys", "sources")
)
"""Fields that the page shows in a place of their own."""

_MOST_NEIGHBOURS = 24


@dataclass(frozen=True, slots=True)
class Card:
    """A group of the fiche express; `more` counts entries that stand further down, at `anchor`."""

    title: str
    shown: tuple[Shown, ...]
    more: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The personas of the segment, no more than 24 of `count`, and those before and after the one at hand."""

    links: tuple[Link, ...]
    count: int
    before: Link | None
    after: Link | None


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
    departments: DepartmentLens
    sections: tuple[PageSection, ...]
    committee: Committee | None
    journey: JourneyMap | None
    """The first of its journeys; the others have pages of their own."""
    further: tuple[FurtherJourney, ...]
    sources: tuple[SourceRow, ...]
    cited_by: tuple[CitedBy, ...]
    neighbours: Neighbours


def persona_page(told: Portrayal, seats: Committee | None, mentions: Mentions, reader: Reader) -> PersonaPage:
    """The page of a persona; `seats` is the committee of its segment, `mentions` are those of all personas."""
    persona, data = told.persona, told.persona.data
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
        _first_quote(told),
        portrait(persona, reader),
        told.trust,
        str(retired.get("reason", "")),
        reader.link("persona", retired["replaced_by"]) if "replaced_by" in retired else None,
        tuple(_cards(told, reader)),
        department_lens(told, reader),
        tuple(page_sections("persona", data, told.fields, reader, left_out=_OWN_PLACE, is_gap=_is_gap(persona))),
        seats if seats and any(member.persona == persona.id for member in seats.members) else None,
        journey_map(persona, persona.journeys[0], reader, told.sources) if persona.journeys else None,
        further_journeys(persona, reader),
        source_rows(told.sources, reader.handbook.sources_for(persona), reader),
        cited_by(persona, mentions, reader),
        _neighbours(persona, reader),
    )


def _neighbours(persona: Persona, reader: Reader) -> Neighbours:
    ids = [other.id for other in reader.handbook.personas_of(persona.segment)]
    at = ids.index(persona.id)
    return Neighbours(
        tuple(reader.link("persona", other) for other in ids[:_MOST_NEIGHBOURS]),
        len(ids),
        reader.link("persona", ids[at - 1]) if at else None,
        reader.link("persona", ids[at + 1]) if at + 1 < len(ids) else None,
    )


def _owner(persona: Persona, reader: Reader) -> str:
    owner = persona.data["owner"]
    department = reader.link("department", owner["department"]).text
    return f"{owner['person']}, {department}" if "person" in owner else department


def _first_quote(told: Portrayal) -> Statement | None:
    quotes = told.fields.get("quotes")
    return quotes.value[0] if quotes else None


def _cards(told: Portrayal, reader: Reader) -> Iterator[Card]:
    """The cards of the fiche express. A card that holds nothing is shown as a gap."""
    lens = reader.schemas.lenses.get("express")
    for group in lens.groups if lens else ():
        most = group.most or sys.maxsize
        shown, more, anchor = [], 0, ""
        for field in group.fields:
            if (whole := told.shown(field)) is None:
                continue
            cut = whole if whole.widget in SHORT else whole.first(most)
            if cut is not whole:
                more += whole.entries() - cut.entries()
                anchor = anchor or field.path[0]
            shown.append(cut)
        yield Card(reader.read(group.title), tuple(shown), more, anchor)


def _is_gap(persona: Persona) -> Callable[[Field], bool]:
    """Whether a field that holds nothing is a gap that matters: something that is compared and was not excused."""
    served = persona.kind == "persona" and persona.status != "retired"
    return lambda field: served and field.comparable and not excused(persona, field)
