"""A persona on a card that other sites show: who it is, what decides, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from persona_handbook.model.persona import Persona
from persona_handbook.schema.lenses import LensGroup
from persona_handbook.views.gallery import PersonaCard, persona_card
from persona_handbook.views.reader import Link, Reader
from persona_handbook.views.trust import Trust, trust, value_at
from persona_handbook.views.values import Statement, show

FACTS = 3


@dataclass(frozen=True, slots=True)
class KeyFact:
    """The first thing that a group of the fiche express says."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class EmbedCard:
    """A persona in as few words as possible."""

    persona: PersonaCard
    segment: Link
    facts: tuple[KeyFact, ...]
    trust: Trust


def embed_card(persona: Persona, reader: Reader) -> EmbedCard:
    """The card of a persona; its facts are the first statements of the fiche express."""
    facts = tuple(islice(_facts(persona, reader), FACTS))
    return EmbedCard(
        persona_card(persona, reader), reader.link("segment", persona.segment), facts, trust(persona, reader)
    )


def _facts(persona: Persona, reader: Reader) -> Iterator[KeyFact]:
    lens = reader.schemas.lenses.get("express")
    for group in lens.groups if lens else ():
        said = next(_statements(persona, group, reader), None)
        if said is not None:
            yield KeyFact(reader.read(group.title), said.text)


def _statements(persona: Persona, group: LensGroup, reader: Reader) -> Iterator[Statement]:
    """The first statement of each field of the group that holds statements."""
    for field in group.fields:
        data = value_at(persona, field)
        if isinstance(data, list):
            told = show(field, data[:1], reader, {}).value
            if isinstance(told, tuple) and isinstance(told[0], Statement):
                yield told[0]
