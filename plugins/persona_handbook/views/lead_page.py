"""The page of the lead definition: who signed it, what it says, whom it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from persona_handbook.checks.together import SIGNING
from persona_handbook.model.handbook import SharedFile
from persona_handbook.views.reader import Link, Reader, shared_citations
from persona_handbook.views.sections import PageSection, page_sections
from persona_handbook.views.source_list import SourceRow, source_rows
from persona_handbook.views.story_page import standing_apart
from persona_handbook.views.values import show

MOST_PERSONAS = 120
"""Where more are covered, the segments are named without their personas."""

_OWN_PLACE = frozenset({"marketing_view", "sales_view", "agreed", "criteria", "covers", "signatories", "arbitrated_by"})


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for a department, and when; empty where nobody has."""

    department: str
    person: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One measurable condition, its value in words."""

    name: str
    field: str
    operator: str
    value: str


@dataclass(frozen=True, slots=True)
class Member:
    """A persona of a segment. `status` is empty where the persona is current."""

    persona: Link
    status: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A segment that the definition covers, or not, with its personas; `count` is how many there are."""

    segment: Link
    covered: bool
    members: tuple[Member, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Everything on the page, in reading order. `missing` are departments whose signature is."""

    signatures: tuple[Signature, ...]
    missing: tuple[str, ...]
    agreed: str
    marketing_view: str
    sales_view: str
    criteria: tuple[Criterion, ...]
    sections: tuple[PageSection, ...]
    arbitrated_by: str
    has_story: bool
    covers_named: bool
    coverage: tuple[Coverage, ...]
    sources: tuple[SourceRow, ...]


def lead_page(file: SharedFile, reader: Reader) -> LeadPage:
    """The page of the definition in `file`."""
    lead, cited = file.data, shared_citations(reader, "lead")
    fields = reader.schemas.fields["lead"].children
    told = {key: show(field, lead[key], reader, cited) for key, field in fields.items() if key in lead}
    signatures = tuple(signatures_of(lead, reader))
    return LeadPage(
        signatures,
        tuple(one.department for one in signatures if not one.person),
        lead["agreed"],
        lead["marketing_view"],
        lead["sales_view"],
        tuple(_criterion(criterion, reader) for criterion in lead["criteria"]),
        tuple(page_sections("lead", lead, told, reader, left_out=_OWN_PLACE, is_gap=lambda _: True)),
        str(lead.get("arbitrated_by", "")),
        "story" in reader.handbook.shared,
        "covers" in lead,
        tuple(_coverage(lead, reader)),
        source_rows(cited, reader.handbook.sources_shared, reader),
    )


def signatures_of(lead: Mapping[str, Any], reader: Reader) -> Iterator[Signature]:
    """Those who signed, then sales and marketing where they have not, if the company has such departments."""
    for one in lead["signatories"]:
        title = reader.link("department", one["department"]).text
        yield Signature(title, one["person"], date.fromisoformat(one["date"]))
    signed = {one["department"] for one in lead["signatories"]}
    for department in SIGNING:
        if department in reader.handbook.departments and department not in signed:
            yield Signature(reader.link("department", department).text)


def _criterion(criterion: Mapping[str, Any], reader: Reader) -> Criterion:
    operator = reader.value_label(criterion["operator"], "criteria", 0, "operator", kind="lead")
    return Criterion(criterion["name"], criterion["field"], operator, value_in_words(criterion.get("value"), reader))


def value_in_words(value: object, reader: Reader) -> str:
    """What a field is compared with, on one line; empty where there is nothing to compare it with."""
    if isinstance(value, bool):
        return reader.say("said_yes" if value else "said_no")
    if isinstance(value, list):
        return ", ".join(value_in_words(entry, reader) for entry in value)
    return "" if value is None else str(value)


def _coverage(lead: Mapping[str, Any], reader: Reader) -> Iterator[Coverage]:
    """Segments that are covered come first."""
    covered = set(lead.get("covers", ()))
    segments = sorted(reader.handbook.segments, key=lambda segment: segment not in covered)
    listed = sum(len(reader.handbook.personas_of(segment)) for segment in covered) <= MOST_PERSONAS
    for segment in segments:
        personas = reader.handbook.personas_of(segment)
        shown = personas if listed and segment in covered else ()
        members = (Member(reader.link("persona", one.id), standing_apart(one, reader)) for one in shown)
        yield Coverage(reader.link("segment", segment), segment in covered, tuple(members), len(personas))
