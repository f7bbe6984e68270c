"""The parts that a site is made of: each is told what it may see, and kept under a digest of just that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from persona_handbook.keeping import digest
from persona_handbook.model.handbook import Handbook, Segment
from persona_handbook.model.persona import Persona
from persona_handbook.parallel import share_out
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.pages import (
    alignment,
    committees,
    comparisons,
    contents,
    data,
    departments,
    dictionary,
    embeds,
    finder,
    gallery,
    glossary,
    home,
    journeys,
    lead,
    messages,
    opportunities,
    personas,
    positioning,
    quality,
    rules,
    segments,
    story,
    writing,
)
from persona_handbook.rendering.store import Made, Store
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.cited_by import Mentions

WHOLE = (
    home,
    gallery,
    finder,
    segments,
    comparisons,
    positioning,
    departments,
    journeys,
    opportunities,
    messages,
    contents,
    story,
    lead,
    alignment,
    quality,
    rules,
    writing,
    glossary,
    dictionary,
)
"""Pages that tell of the whole handbook."""
WITH_FILES = (data, messages, finder, rules, embeds)
OF_SEGMENT = (segments, committees, comparisons, positioning, journeys, opportunities, messages)
OF_PERSONA = (personas, journeys, embeds)


@dataclass(frozen=True, slots=True)
class Part:
    """Pages and files that are made together. `key` is a digest of all that they can show."""

    key: str
    make: Callable[[], Iterable[RenderedPage | Asset]]


def make(writer: Writer, store: Store | None, surroundings: str, at_once: Callable[[Made], None] | None = None) -> Made:
    """Every page and file of a site. With a store, only what it does not hold is made, and all is left in it.

    `surroundings` names what else pages depend on: the program, the schema. Whoever cannot wait for all is told
    `at_once` of the parts of each persona and segment that are made.
    """
    groups = list(_groups(writer, surroundings))
    kept = {part.key: store.find(part.key) for group in groups for part in group} if store else {}
    missing = [[part for part in group if kept.get(part.key) is None] for group in groups]

    def work(group: list[Part]) -> dict[str, Made]:
        made = {}
        for part in group:
            made[part.key] = store.keep(part.key, part.make()) if store else tuple(part.make())
            if at_once:
                at_once(made[part.key])
        writer.forget()
        return made

    asked = [group for group in missing if group][:: -1 if at_once else 1]
    for made in share_out(lambda some: [work(group) for group in some], asked, worth=2):
        kept |= made
    if store:
        store.have_at_hand({key: made for key, made in kept.items() if made})
    return tuple(chain.from_iterable(kept[part.key] or () for group in groups for part in group))


def _groups(writer: Writer, surroundings: str) -> Iterator[list[Part]]:
    """The parts, in groups that are made in one go since they tell of the same personas; the longest come first."""
    reader, handbook = writer.reader, writer.reader.handbook
    brief = handbook.in_brief()
    common = digest(
        surroundings,
        repr((reader.language, reader.today, reader.address, writer.division)),
        repr((handbook.settings.data, {kind: shared.data for kind, shared in handbook.shared.items()})),
        repr([(id, persona.segment, persona.data) for id, persona in brief.personas.items()]),
        repr([(id, segment.data) for id, segment in brief.segments.items()]),
    )
    of_segments = {id: digest(repr(segment.data)) for id, segment in handbook.segments.items()}
    of_personas = {id: _digest(persona, handbook) for id, persona in handbook.personas.items()}
    whole = digest(common, *of_segments.values(), *of_personas.values(), repr((reader.findings, reader.past)))
    for kind in WHOLE:
        yield [Part(digest(whole, kind.__name__, "pages"), partial(kind.pages, writer))]
    for kind in WITH_FILES:
        yield [Part(digest(whole, kind.__name__, "assets"), partial(kind.assets, writer))]
    for segment in handbook.segments.values():
        members = handbook.personas_of(segment.id)
        seen = {persona.id for persona in members} | {r.id for r in segment.references if r.kind == "persona"}
        seen &= handbook.personas.keys()
        key = digest(common, of_segments[segment.id], *(of_personas[id] for id in sorted(seen)))
        last = Part(digest(key, "segment"), partial(_of_segment, writer, brief, segment, seen))
        group = []
        for persona in members:
            found = _mentions(persona, writer)
            key = digest(common, of_segments[segment.id], of_personas[persona.id], repr(found))
            group.append(Part(digest(key, "persona"), partial(_of_persona, writer, brief, segment, persona)))
        yield [*group, last]


def _digest(persona: Persona, handbook: Handbook) -> str:
    portrait = persona.portrait.read_bytes() if persona.portrait else b""
    known = (
        persona.id,
        persona.digest,
        persona.document.file,
        sorted(persona.inherited_faults),
        handbook.standings.get(persona.id),
    )
    return digest(repr(known), portrait)


def _mentions(persona: Persona, writer: Writer) -> Mentions:
    named = (("persona", persona.id), ("segment", persona.segment))
    return {one: writer.mentions[one] for one in named if one in writer.mentions}


def _of_segment(
    writer: Writer, brief: Handbook, segment: Segment, seen: Collection[str]
) -> Iterator[RenderedPage | Asset]:
    """Its pages, which see the whole of its file, its personas, and those that it names."""
    there = writer.seeing(_seeing(writer, brief, segment, seen), {})
    return chain.from_iterable(kind.of_segment(there, segment) for kind in OF_SEGMENT)


def _of_persona(writer: Writer, brief: Handbook, segment: Segment, persona: Persona) -> Iterator[RenderedPage | Asset]:
    """Its pages and files, which see the whole of its file and of its segment's."""
    there = writer.seeing(_seeing(writer, brief, segment, {persona.id}), _mentions(persona, writer))
    return chain.from_iterable(kind.of_persona(there, persona) for kind in OF_PERSONA)


def _seeing(writer: Writer, brief: Handbook, segment: Segment, seen: Collection[str]) -> Handbook:
    """The handbook in brief, but for a segment and some personas."""
    whole = writer.reader.handbook
    standings = {id: whole.standings[id] for id in seen if id in whole.standings}
    return brief.with_whole(segment, [whole.personas[id] for id in seen], standings)
