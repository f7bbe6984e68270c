"""Who reads: the language, the day, and where everything is to be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from persona_handbook.catalogues import Catalogue
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Journey, Persona
from persona_handbook.model.states import State
from persona_handbook.model.words import Words, in_language
from persona_handbook.problems import Problem
from persona_handbook.schema.catalogue import Schemas


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `url` counts from the page at hand; empty where there is nowhere to go."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as it is cited: its number on the page and what it is."""

    number: int
    title: str
    id: str


@dataclass(frozen=True)
class Reader:
    """The eyes through which a handbook is seen."""

    handbook: Handbook
    schemas: Schemas
    words: Catalogue
    today: date
    base: str = ""
    """What leads from the page at hand to the root of the site, such as `../../`."""
    address: str = ""
    """Where the site is published, with a slash at its end; empty where that is not known."""
    findings: tuple[Problem, ...] = ()
    """What the check found, no error among it, as long as pages are made at all."""
    past: tuple[State, ...] | None = None
    """The figures of earlier days, the oldest first; None where nobody asked git."""

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def foreign(self) -> str:
        """The language of the texts where it is not the reader's, else nothing."""
        return self.handbook.language if self.handbook.language != self.language else ""

    def read(self, words: Words | str) -> str:
        return words if isinstance(words, str) else in_language(words, self.words.language)

    def say(self, key: str, **values: object) -> str:
        return self.words.say(key, **values)

    def link(self, kind: str, identifier: str) -> Link:
        """The words for an id, and where it leads."""
        found = self._links.get((kind, identifier))
        if found is None:
            found = self._links[kind, identifier] = self._link(kind, identifier)
        return found

    @cached_property
    def _links(self) -> dict[tuple[str, str], Link]:
        """Those that have been asked for: a page names the same few departments and channels a hundred times."""
        return {}

    def _link(self, kind: str, identifier: str) -> Link:
        if kind == "persona" and identifier in self.handbook.personas:
            persona = self.handbook.personas[identifier]
            return Link(persona.name, self.base + persona_url(identifier), persona.title)
        if kind == "segment" and identifier in self.handbook.segments:
            return Link(self.read(self.handbook.segments[identifier].name), self.base + segment_url(identifier))
        if kind == "content" and identifier in self.handbook.contents:
            content = self.handbook.contents[identifier]
            return Link(content["title"], self.base + content_url(identifier))
        named = self._named.get(kind, {})
        return Link(self.read(named.get(identifier, identifier)))

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, Words]]:
        handbook = self.handbook
        return {
            "department": handbook.departments,
            "channel": handbook.channels,
            "stage": handbook.stages,
            "stage_model": {model.id: model.title for model in handbook.stage_models.values()},
        }

    def stage_title(self, model: str, stage: str) -> str:
        """What a stage is called in its model."""
        found = self.handbook.stage_models.get(model)
        return self.read(found.stages.get(stage, stage)) if found else stage

    def label(self, *path: str | int, kind: str = "persona") -> str:
        """What a field is called."""
        field = self.schemas.fields[kind].at(path)
        return self.read(field.title) if field else str(path[-1])

    def value_label(self, value: object, *path: str | int, kind: str = "persona") -> str:
        """What an allowed value of a field is called."""
        field = self.schemas.fields[kind].at(path)
        if field is not None and field.items is not None:
            field = field.items
        return self.read(field.labels.get(str(value), str(value))) if field else str(value)


def citations(reader: Reader, persona: Persona) -> dict[str, Citation]:
    """The sources that a persona cites, numbered in the order of its source list."""
    sources = reader.handbook.sources_for(persona)
    own = [source["id"] for source in persona.data.get("sources", ())]
    order = [*own, *(identifier for identifier in sources if identifier not in own)]
    cited = [identifier for identifier in order if identifier in persona.cited or identifier in own]
    return {identifier: _citation(reader, number, sources[identifier]) for number, identifier in enumerate(cited, 1)}


def segment_citations(reader: Reader, segment: str) -> dict[str, Citation]:
    """The sources that a segment's own file cites, numbered."""
    sources = reader.handbook.sources_for_segment(segment)
    used = {r.id for r in reader.handbook.segments[segment].references if r.kind == "source"}
    used |= {source["id"] for source in reader.handbook.segments[segment].data.get("sources", ())}
    cited = [identifier for identifier in sources if identifier in used]
    return {identifier: _citation(reader, number, sources[identifier]) for number, identifier in enumerate(cited, 1)}


def shared_citations(reader: Reader, kind: str) -> dict[str, Citation]:
    """The sources that one of the files which all share cites, numbered."""
    used = {r.id for r in reader.handbook.shared[kind].references if r.kind == "source"}
    sources = {id: source for id, source in reader.handbook.sources_shared.items() if id in used}
    return {id: _citation(reader, number, source) for number, (id, source) in enumerate(sources.items(), 1)}


def _citation(reader: Reader, number: int, source: Mapping[str, Any]) -> Citation:
    method = reader.value_label(source["method"], "sources", 0, "method")
    return Citation(number, f"{method}, {source['date']}", source["id"])


def persona_url(persona: str) -> str:
    return f"personas/{persona}/"


def journey_url(journey: Journey, stage: str = "") -> str:
    """Where the map of a journey, or a stage of it, is read.

    The first journey of a persona stands on its page and each further one on a page of its own: a page of a persona
    does not grow with the journeys that are told.
    """
    page = persona_url(journey.persona) + (f"{journey.id}/" if journey.number else "")
    return f"{page}#{journey_anchor(journey, stage)}"


def journey_anchor(journey: Journey, stage: str = "") -> str:
    """The id of a journey, or of a stage of it, on the page that shows its map."""
    return f"journey-{journey.id}-{stage}" if stage else f"journey-{journey.id}"


def content_url(content: str) -> str:
    """Where the library tells of a content, and leads to it."""
    return f"contents/#content-{content}"


def segment_url(segment: str) -> str:
    return f"segments/{segment}/"
