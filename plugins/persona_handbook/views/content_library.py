"""The library of contents: what there is, what nobody asks for, what runs out, and what is asked for and not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from babel import Locale

from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.views.message_plan import is_addressed
from persona_handbook.views.places import PlaceLink
from persona_handbook.views.reader import Link, Reader, content_url, persona_url

SOON = timedelta(days=90)
"""What runs out within it is to be renewed now."""
MOST = 200
"""Contents in the table."""
MOST_NEEDS = 60
"""Rows of needs without content."""
_NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Count:
    """How many contents there are of something."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A content of the library. `expiry` is `expired`, `soon` or empty."""

    anchor: str
    content: Link
    kind_id: str
    kind: str
    persona_ids: tuple[str, ...]
    personas: tuple[Link, ...]
    stages: tuple[str, ...]
    language: str
    expires: str
    expiry: str
    owner_id: str
    owner: str


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """A content that serves nobody, and why: all its personas are gone (`gone`), or none of them asks for it."""

    content: Link
    owner: str
    gone: bool


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Something that a persona wants to know, at a stage, in a form, and that nothing in the library answers."""

    persona: Link
    need: PlaceLink
    stage: str
    form: str


@dataclass(frozen=True, slots=True)
class ContentPage:
    """The whole library; the `more_` figures count what did not fit."""

    rows: tuple[ContentRow, ...]
    more: int
    kinds: tuple[Count, ...]
    owners: tuple[Count, ...]
    personas: tuple[Count, ...]
    needs: tuple[NeedRow, ...]
    more_needs: int
    asked: int
    unused: tuple[UnusedRow, ...]
    running_out: tuple[ContentRow, ...]

    @property
    def missing(self) -> int:
        """How many needs have no content."""
        return len(self.needs) + self.more_needs


def served(handbook: Handbook) -> list[Persona]:
    """The personas that we write for."""
    return [persona for persona in handbook.personas.values() if is_addressed(persona)]


def unused_contents(handbook: Handbook) -> Iterator[tuple[str, bool]]:
    """The id of each content that serves nobody, and whether all its personas are gone.

    A content serves a persona that it names and whose needs or stages name it.
    """
    asked_by: dict[str, set[str]] = {persona.id: set(_asked(persona)) for persona in served(handbook)}
    for id, content in handbook.contents.items():
        there = [asked_by[persona] for persona in content["personas"] if persona in asked_by]
        if not any(id in asked for asked in there):
            yield id, not there


def unanswered(handbook: Handbook, today: str) -> Iterator[tuple[Persona, Mapping[str, Any]]]:
    """Each need of a persona that names no content which may still be sent."""
    valid = {id for id, content in handbook.contents.items() if content.get("expires_on", _NEVER) >= today}
    for persona in served(handbook):
        for need in persona.data.get("information_needs", ()):
            if not valid.intersection(need.get("contents", ())):
                yield persona, need


def content_page(reader: Reader) -> ContentPage:
    """The page of the library."""
    handbook, today = reader.handbook, str(reader.today)
    rows = [_row(id, content, reader) for id, content in handbook.contents.items()]
    missing = list(unanswered(handbook, today))
    names = {persona.id: persona.name for persona in handbook.personas.values()}
    return ContentPage(
        tuple(rows[:MOST]),
        max(0, len(rows) - MOST),
        _counts({row.kind_id: row.kind for row in rows}, (row.kind_id for row in rows[:MOST])),
        _counts({row.owner_id: row.owner for row in rows}, (row.owner_id for row in rows[:MOST])),
        _counts(names, (persona for row in rows[:MOST] for persona in row.persona_ids)),
        tuple(_need(persona, need, reader) for persona, need in missing[:MOST_NEEDS]),
        max(0, len(missing) - MOST_NEEDS),
        sum(len(persona.data.get("information_needs", ())) for persona in served(handbook)),
        tuple(
            UnusedRow(_listed(id, reader), reader.link("department", handbook.contents[id]["owner"]).text, gone)
            for id, gone in unused_contents(handbook)
        ),
        tuple(sorted((row for row in rows if row.expiry), key=lambda row: row.expires)),
    )


def _asked(persona: Persona) -> Iterator[str]:
    """The contents that a persona's needs and stages name."""
    for need in persona.data.get("information_needs", ()):
        yield from need.get("contents", ())
    for journey in persona.journeys:
        for stage in journey.stages:
            yield from stage.get("contents", ())


def _row(id: str, content: Mapping[str, Any], reader: Reader) -> ContentRow:
    expires = str(content.get("expires_on", ""))
    soon = (expires or _NEVER) <= str(reader.today + SOON)
    return ContentRow(
        _anchor(id),
        Link(content["title"], content["url"]),
        content["type"],
        reader.value_label(content["type"], "contents", 0, "type", kind="content"),
        tuple(content["personas"]),
        tuple(reader.link("persona", persona) for persona in content["personas"]),
        tuple(reader.link("stage", stage).text for stage in content["stages"]),
        language_name(content["language"], reader.language),
        expires,
        ("expired" if expires < str(reader.today) else "soon") if soon else "",
        content["owner"],
        reader.link("department", content["owner"]).text,
    )


def _need(persona: Persona, need: Mapping[str, Any], reader: Reader) -> NeedRow:
    return NeedRow(
        reader.link("persona", persona.id),
        PlaceLink(need["text"], f"{reader.base}{persona_url(persona.id)}#field-information_needs"),
        reader.link("stage", need["stage"]).text if "stage" in need else "",
        reader.value_label(need["form"], "information_needs", 0, "form") if "form" in need else "",
    )


def _listed(id: str, reader: Reader) -> Link:
    """A content by its title, where the table shows it."""
    return Link(reader.handbook.contents[id]["title"], f"#{_anchor(id)}")


def _anchor(content: str) -> str:
    """The id of a content on its page."""
    return content_url(content).partition("#")[2]


def language_name(code: str, language: str) -> str:
    """What a language is called in another, or its code where that is not known."""
    return str(Locale.parse(language).languages.get(code, code))


def _counts(titles: Mapping[str, str], said: Iterable[str]) -> tuple[Count, ...]:
    """How often each was said, in the order of the titles; what was never said is left out."""
    counts = Counter(said)
    return tuple(Count(id, title, counts[id]) for id, title in titles.items() if counts[id])
