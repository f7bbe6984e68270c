"""The quality of the handbook: completeness, evidence and freshness of each persona, and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from persona_handbook.model.persona import Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.gallery import PersonaCard, persona_card
from persona_handbook.views.reader import Link, Reader
from persona_handbook.views.rules import rule_url
from persona_handbook.views.trust import Freshness, Share, Trust, excused, holds, trust
from persona_handbook.views.values import plain_text, statement


@dataclass(frozen=True, slots=True)
class GrantedException:
    """A rule that a persona may break until a day, for a reason."""

    rule: Link
    reason: str
    until: date
    over: bool


@dataclass(frozen=True, slots=True)
class QualityRow:
    """A persona, with its most telling gaps."""

    card: PersonaCard
    trust: Trust
    segment: Link
    missing: tuple[str, ...]
    missing_more: int
    questions: tuple[str, ...]
    failed: tuple[Link, ...]
    """The rules that it breaks, each leading to what it is about."""
    not_applicable: tuple[tuple[str, str], ...]
    """Fields that do not apply, each with the reason."""
    exceptions: tuple[GrantedException, ...]


@dataclass(frozen=True, slots=True)
class LensScore:
    """How much of a lens is filled, over all personas that are compared."""

    title: str
    url: str
    filled: Share


@dataclass(frozen=True, slots=True)
class Quality:
    """The whole handbook at a glance."""

    personas: int
    by_status: tuple[tuple[str, int], ...]
    evidence: Share
    overdue: int
    rows: tuple[QualityRow, ...]
    excused: tuple[QualityRow, ...]
    """Those with exceptions, or with fields that do not apply."""
    lenses: tuple[LensScore, ...]


_SHOWN_GAPS = 5


def quality(reader: Reader) -> Quality:
    """The figures of the quality page."""
    personas = list(reader.handbook.personas.values())
    rows = tuple(_row(persona, reader) for persona in personas)
    statuses = reader.schemas.fields["persona"].children["status"].labels
    return Quality(
        len(personas),
        tuple((reader.read(words), sum(p.status == status for p in personas)) for status, words in statuses.items()),
        Share(sum(p.sourced for p in personas), sum(p.statements for p in personas)),
        sum(row.trust.freshness is Freshness.OVERDUE for row in rows if row.card.status == "validated"),
        rows,
        tuple(row for row in rows if row.exceptions or row.not_applicable),
        tuple(_lens_scores(reader)),
    )


def _row(persona: Persona, reader: Reader) -> QualityRow:
    card = persona_card(persona, reader)
    found = trust(persona, reader)
    missing = tuple(reader.read(field.title) for field in found.missing)
    field = reader.schemas.fields["persona"].at(("open_questions", 0))
    questions = persona.data.get("open_questions", ())
    return QualityRow(
        card,
        found,
        reader.link("segment", persona.segment),
        missing[:_SHOWN_GAPS],
        max(len(missing) - _SHOWN_GAPS, 0),
        tuple(plain_text(statement(field, question, reader, {})) for question in questions) if field else (),
        tuple(_rule(rule, reader) for rule in found.standing.failed) if found.standing else (),
        tuple(
            (reader.read(reader.schemas.title(tuple(key.split(".")))), reason)
            for key, reason in persona.data.get("not_applicable", {}).items()
        ),
        tuple(_exception(entry, reader) for entry in persona.data.get("exceptions", ())),
    )


def _rule(rule: str, reader: Reader) -> Link:
    return Link(reader.words.explain(rule)["name"], reader.base + rule_url(rule))


def _exception(entry: Mapping[str, Any], reader: Reader) -> GrantedException:
    until = date.fromisoformat(entry["until"])
    return GrantedException(_rule(entry["rule"], reader), entry["reason"], until, until < reader.today)


def _lens_scores(reader: Reader) -> list[LensScore]:
    served = [p for p in reader.handbook.personas.values() if p.kind == "persona" and p.status != "retired"]
    lenses = reader.schemas.lenses.values()
    distinct = {field.path: field for lens in lenses for group in lens.groups for field in group.fields}
    counted = {path: _filled(field, served) for path, field in distinct.items()}
    scores = []
    for lens in lenses:
        shares = [counted[field.path] for group in lens.groups for field in group.fields]
        filled = Share(sum(share.part for share in shares), sum(share.whole for share in shares))
        scores.append(LensScore(reader.read(lens.title), f"{reader.base}compare/{lens.id}/", filled))
    return scores


def _filled(field: Field, personas: Iterable[Persona]) -> Share:
    """How many hold something in a field, of those to whom it applies."""
    asked = [persona for persona in personas if not excused(persona, field)]
    return Share(sum(holds(persona, field) for persona in asked), len(asked))
