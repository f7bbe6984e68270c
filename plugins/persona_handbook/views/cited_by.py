"""What in the handbook refers to a persona."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from persona_handbook.model.document import Path, Reference
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.views.reader import Link, Reader

_MOST = 24
"""So many links of one kind are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a persona: a kind of file, the id of a segment or persona (else empty), a path in it."""

    kind: str
    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class CitedBy:
    """What refers to the persona in one way; `more` counts what is not listed."""

    title: str
    links: tuple[Link, ...]
    more: int


Mentions = Mapping[tuple[str, str], tuple[Mention, ...]]
"""All mentions of a kind of thing, `persona` or `segment`, and its id."""


def mentions(handbook: Handbook) -> Mentions:
    """All mentions of personas, and of segments by the files that all share: one pass over every reference."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for kind, identifier, references in _files(handbook):
        wanted = ("persona", "segment") if kind == "lead" else ("persona",)
        for reference in references:
            if reference.kind in wanted and reference.id != identifier:
                found.setdefault((reference.kind, reference.id), []).append(Mention(kind, identifier, reference.path))
    return {named: tuple(places) for named, places in found.items()}


def _files(handbook: Handbook) -> Iterator[tuple[str, str, Iterable[Reference]]]:
    for id, segment in handbook.segments.items():
        yield "segment", id, segment.references
    for id, persona in handbook.personas.items():
        yield "persona", id, persona.references
    for kind, shared in handbook.shared.items():
        yield kind, "", shared.references


def cited_by(persona: Persona, found: Mentions, reader: Reader) -> tuple[CitedBy, ...]:
    """What mentions a persona or its segment, by kind of file and field, each place once."""
    groups: dict[tuple[str, str], dict[Link, None]] = {}
    for place in (*found.get(("persona", persona.id), ()), *found.get(("segment", persona.segment), ())):
        groups.setdefault((place.kind, str(place.path[0])), {})[_link(place, reader)] = None
    return tuple(
        CitedBy(_title(kind, field, reader), tuple(links)[:_MOST], max(0, len(links) - _MOST))
        for (kind, field), links in groups.items()
    )


def _title(kind: str, field: str, reader: Reader) -> str:
    """A field of personas and segments, or else the file."""
    if kind in ("persona", "segment"):
        return reader.label(field, kind=kind)
    return reader.read(reader.schemas.fields[kind].title)


def _link(place: Mention, reader: Reader) -> Link:
    """Where a mention can be read; what it says of the persona in a few words."""
    field = place.path[0]
    if place.kind == "segment":
        link = reader.link("segment", place.id)
        return Link(link.text, f"{link.url}#{'committee' if field == 'committee' else f'field-{field}'}")
    if place.kind == "persona":
        link = reader.link("persona", place.id)
        return Link(link.text, link.url if field == "extends" else f"{link.url}#field-{field}")
    data = reader.handbook.shared[place.kind].data
    if place.kind == "content":
        entry = data["contents"][place.path[1]]
        return Link(entry["title"], entry["url"])
    if place.kind == "story":
        return Link(data["roles"][place.path[1]]["part"], f"{reader.base}story/#roles")
    return Link(data["agreed"], f"{reader.base}lead/")
