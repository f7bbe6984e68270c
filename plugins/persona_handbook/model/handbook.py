"""The handbook: the company's lists, its segments and its personas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from persona_handbook.model.document import Document, Reference
from persona_handbook.model.persona import Journey, Persona, Standing
from persona_handbook.model.words import Words, as_words

_THRESHOLDS: Mapping[str, float] = {
    "evidence_medium": 40,
    "evidence_high": 70,
    "min_statements": 2,
    "min_sources": 3,
    "min_customer_voices": 1,
    "min_buying_styles": 3,
    "min_departments": 2,
    "max_statements": 12,
    "max_words": 60,
    "max_personas": 12,
    "max_alike": 80,
}
_REVIEW: Mapping[str, Any] = {"every": "P6M", "warn_before": "", "voices_last": "P24M", "figures_last": "P12M"}
_VALIDATING = ("sales", "marketing")
_MEETING = ("sales", "service")


@dataclass(frozen=True)
class StageModel:
    """An ordered list of stages that journeys follow."""

    id: str
    title: Words
    stages: Mapping[str, Words]


@dataclass(frozen=True)
class Segment:
    """A group of customers that meets measurable criteria; the folder that holds its personas."""

    id: str
    data: Mapping[str, Any]
    document: Document
    references: tuple[Reference, ...]

    @property
    def name(self) -> Words:
        return as_words(self.data.get("name", self.id))

    def in_brief(self) -> Segment:
        """What a link to the segment says of it, and nothing else."""
        data = {"name": self.data["name"]} if "name" in self.data else {}
        return Segment(self.id, data, Document(self.document.file, data, {}), ())


@dataclass(frozen=True)
class SharedFile:
    """One of the files that all segments share: the story, the lead definition, contents, the glossary."""

    document: Document
    references: tuple[Reference, ...]

    @property
    def data(self) -> Mapping[str, Any]:
        return self.document.data


@dataclass(frozen=True)
class Handbook:
    """Everything under `personas/`, read and linked."""

    settings: SharedFile
    segments: Mapping[str, Segment]
    personas: Mapping[str, Persona]
    shared: Mapping[str, SharedFile] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """How far each persona has come, by its id."""

    @property
    def company(self) -> str:
        return str(self.settings.data["company"]["name"])

    @property
    def about(self) -> Words:
        return as_words(self.settings.data["company"].get("about", ""))

    @property
    def language(self) -> str:
        """The language that the texts are written in."""
        return str(self.settings.data["language"])

    @cached_property
    def departments(self) -> Mapping[str, Words]:
        return _titles(self.settings.data["departments"])

    @cached_property
    def channels(self) -> Mapping[str, Words]:
        return _titles(self.settings.data["channels"])

    @cached_property
    def stage_models(self) -> Mapping[str, StageModel]:
        return {
            model["id"]: StageModel(model["id"], as_words(model["title"]), _titles(model["stages"]))
            for model in self.settings.data["stage_models"]
        }

    @cached_property
    def stages(self) -> Mapping[str, Words]:
        """Every stage of every model by id; a stage of the same name in two models is worded by the first."""
        stages: dict[str, Words] = {}
        for model in self.stage_models.values():
            for stage, title in model.stages.items():
                stages.setdefault(stage, title)
        return stages

    @cached_property
    def contents(self) -> Mapping[str, Mapping[str, Any]]:
        library = self.shared.get("content")
        return {entry["id"]: entry for entry in library.data["contents"]} if library else {}

    @cached_property
    def thresholds(self) -> Mapping[str, float]:
        """What is asked of a validated persona; shares in percent."""
        return {**_THRESHOLDS, **self.settings.data.get("thresholds", {})}

    @cached_property
    def review(self) -> Mapping[str, Any]:
        """The policy of reviews; durations as in ISO 8601."""
        return {**_REVIEW, **self.settings.data.get("review", {})}

    @cached_property
    def validated_by(self) -> tuple[str, ...]:
        """The departments that must all have validated a persona: of the usual ones, those that the company has."""
        named = self.settings.data.get("review", {}).get("validated_by")
        return tuple(named or (department for department in _VALIDATING if department in self.departments))

    @cached_property
    def meeting_customers(self) -> frozenset[str]:
        """The departments whose people talk with customers."""
        said = {entry["id"]: entry.get("meets_customers") for entry in self.settings.data["departments"]}
        named = {id for id, meets in said.items() if meets}
        return frozenset(named or {id for id in _MEETING if id in said} or said)

    @cached_property
    def _members(self) -> Mapping[str, Sequence[str]]:
        """The ids of the personas of each segment."""
        members: dict[str, list[str]] = {}
        for persona in self.personas.values():
            members.setdefault(persona.segment, []).append(persona.id)
        return members

    def personas_of(self, segment: str) -> tuple[Persona, ...]:
        return tuple(self.personas[id] for id in self._members.get(segment, ()))

    def in_brief(self) -> Handbook:
        """The company's lists and files, and of each persona and segment what a link to it says."""
        return replace(
            self,
            segments={id: segment.in_brief() for id, segment in self.segments.items()},
            personas={id: persona.in_brief() for id, persona in self.personas.items()},
            standings={},
        )

    def with_whole(
        self, segment: Segment, personas: Collection[Persona], standings: Mapping[str, Standing]
    ) -> Handbook:
        """This handbook in brief, but for a segment, and for personas of it or of others."""
        seen = replace(
            self,
            segments={**self.segments, segment.id: segment},
            personas={**self.personas, **{persona.id: persona for persona in personas}},
            standings=standings,
        )
        vars(seen)["_members"] = self._members  # as they are: to group some thousand for each of them adds up
        return seen

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        return tuple(journey for persona in self.personas.values() for journey in persona.journeys)

    @cached_property
    def sources_shared(self) -> Mapping[str, Mapping[str, Any]]:
        """Every source that all files may cite, by id."""
        return _sources(self.settings.data)

    def sources_for(self, persona: Persona) -> Mapping[str, Mapping[str, Any]]:
        """Every source that the persona may cite, by id: the nearest declaration wins."""
        return {**self.sources_for_segment(persona.segment), **_sources(persona.data)}

    def sources_for_segment(self, segment: str) -> Mapping[str, Mapping[str, Any]]:
        """Every source that the segment's own file may cite, by id."""
        found = self.segments.get(segment)
        return {**_sources(self.settings.data), **(_sources(found.data) if found else {})}


def _sources(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {source["id"]: source for source in data.get("sources", ())}


def _titles(entries: list[Mapping[str, Any]]) -> dict[str, Words]:
    return {entry["id"]: as_words(entry["title"]) for entry in entries}
