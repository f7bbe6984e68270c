"""A persona and the journeys it lives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from persona_handbook.model.document import Document, Reference
from persona_handbook.model.durations import add_duration


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a persona has come: its level, and how many of the checks that concern it pass."""

    level: str
    """`valid`, `complete`, `evidenced` or `current`: the highest of which all rules, and those below, pass."""
    passed: int
    asked: int
    failed: tuple[str, ...]
    """Rules that it breaks."""


@dataclass(frozen=True)
class Persona:
    """One invented natural person who stands for a group of customers.

    `data` is the validated file, with what `extends` adds. Only what the program computes with has a name here;
    everything else is read through the schema.
    """

    id: str
    segment: str
    data: Mapping[str, Any]
    document: Document
    references: tuple[Reference, ...]
    statements: int
    """How many statements it makes."""
    sourced: int
    """How many of them cite a source."""
    default_review: str = "P6M"
    portrait: Path | None = None
    """The file of its portrait, if it has one."""
    fingerprints: frozenset[int] = frozenset()
    """Check sums of its texts of five words or more."""
    proper_words: frozenset[bytes] = frozenset()
    """The words in its file that begin with a capital, in UTF-8."""
    digest: str = ""
    """One number for all that `data` holds."""
    inherited_faults: frozenset[str] = frozenset()
    """Rules that it breaks by what it inherits: reported at its parent, and its own all the same."""

    def in_brief(self) -> Persona:
        """What a link to the persona says of it, and nothing else."""
        data: dict[str, Any] = {key: self.data[key] for key in ("name", "kind", "status")}
        if title := self.data.get("role", {}).get("title"):
            data["role"] = {"title": title}
        else:
            data["archetype"] = self.data["archetype"]
        return Persona(self.id, self.segment, data, Document(self.document.file, data, {}), (), 0, 0)

    @property
    def name(self) -> str:
        return str(self.data["name"])

    @property
    def status(self) -> str:
        return str(self.data["status"])

    @property
    def kind(self) -> str:
        return str(self.data["kind"])

    @property
    def title(self) -> str:
        """The job title, or, where there is none, the hook."""
        return str(self.data.get("role", {}).get("title") or self.data["archetype"])

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        return tuple(Journey(self.id, n, journey) for n, journey in enumerate(self.data.get("journeys", ())))

    @cached_property
    def cited(self) -> frozenset[str]:
        """Ids of the sources that its statements cite."""
        return frozenset(reference.id for reference in self.references if reference.kind == "source")

    @cached_property
    def reviewed_on(self) -> date | None:
        text = self.data.get("reviewed_on")
        return date.fromisoformat(text) if text else None

    @cached_property
    def review_due(self) -> date | None:
        """The day by which it is to be reviewed again."""
        if self.reviewed_on is None:
            return None
        return add_duration(self.reviewed_on, self.data.get("review_every", self.default_review))


@dataclass(frozen=True)
class Journey:
    """How a persona lives a purchase or a use, stage by stage. `number` counts the journeys of the persona from 0."""

    persona: str
    number: int
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def state(self) -> str:
        return str(self.data["state"])

    @property
    def stage_model(self) -> str:
        return str(self.data["stage_model"])

    @property
    def stages(self) -> list[Mapping[str, Any]]:
        return list(self.data["stages"])

    @property
    def scores(self) -> list[float | None]:
        """The emotion score of each stage, −2 to +2; None where none is given."""
        return [stage.get("emotion", {}).get("score") for stage in self.stages]
