"""How far a persona can be trusted: completeness, evidence and freshness. Two figures and a date, never merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from persona_handbook.model.persona import Persona, Standing
from persona_handbook.schema.fields import Field
from persona_handbook.views.reader import Reader


class Freshness(StrEnum):
    """Whether the review is still good."""

    FRESH = "fresh"
    OVERDUE = "overdue"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; None in percent where there is nothing to count."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Trust:
    """`completeness` counts comparable fields that hold something, `evidence` statements that cite a source.

    An anti-persona is not meant to be complete: there is nothing to count.
    """

    completeness: Share
    evidence: Share
    evidence_level: str
    """`high`, `medium` or `low`, by the thresholds of handbook.yml."""
    sources: int
    reviewed_on: date | None
    review_due: date | None
    freshness: Freshness
    missing: tuple[Field, ...]
    standing: Standing | None
    """How far it has come; nobody asks that of a retired one."""


def trust(persona: Persona, reader: Reader) -> Trust:
    """What can be said of a persona's trustworthiness on the reader's day."""
    served = persona.kind == "persona"
    leaves = [leaf for leaf in reader.schemas.comparable_fields if not excused(persona, leaf)] if served else []
    missing = tuple(leaf for leaf in leaves if not holds(persona, leaf))
    evidence = Share(persona.sourced, persona.statements)
    return Trust(
        Share(len(leaves) - len(missing), len(leaves)),
        evidence,
        _level(evidence, reader),
        len(persona.cited),
        persona.reviewed_on,
        persona.review_due,
        freshness(persona, reader.today),
        missing,
        reader.handbook.standings.get(persona.id),
    )


def value_at(persona: Persona, field: Field) -> object:
    """What a persona holds in a field, None where it holds nothing."""
    value: object = persona.data
    for key in field.path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def holds(persona: Persona, field: Field) -> bool:
    return value_at(persona, field) is not None


def excused(persona: Persona, field: Field) -> bool:
    """Whether the persona says, with a reason, that the field does not apply to it."""
    excused = persona.data.get("not_applicable", {})
    return bool(excused) and (".".join(field.path) in excused or field.path[0] in excused)


def _level(evidence: Share, reader: Reader) -> str:
    percent = evidence.percent or 0
    thresholds = reader.handbook.thresholds
    if percent >= thresholds["evidence_high"]:
        return "high"
    return "medium" if percent >= thresholds["evidence_medium"] else "low"


def freshness(persona: Persona, today: date) -> Freshness:
    """Whether the persona's review is still good on that day."""
    if persona.review_due is None:
        return Freshness.NEVER
    return Freshness.OVERDUE if persona.review_due < today else Freshness.FRESH
