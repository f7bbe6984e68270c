"""What personas can be chosen by in the gallery: facets, their values, and how many personas have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from persona_handbook.checks.rules import LEVELS
from persona_handbook.model.persona import Persona
from persona_handbook.views.reader import Reader
from persona_handbook.views.trust import Freshness, freshness


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that `count` personas have."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Something in which personas differ; `key` is its name in addresses."""

    key: str
    label: str
    choices: tuple[Choice, ...]


_FIELDS = ("market", "buying_role", "status")
"""Fields with a list of allowed values: the schema has their names."""


def facets(reader: Reader) -> tuple[Facet, ...]:
    """All facets that leave a choice, with the values that occur."""
    personas = reader.handbook.personas.values()
    counts = Counter(
        (key, value) for one in personas for key, values in traits(one, reader).items() for value in values
    )
    found = (
        Facet(key, label, tuple(Choice(v, words, counts[key, v]) for v, words in values.items() if counts[key, v]))
        for key, label, values in _offered(reader)
    )
    return tuple(facet for facet in found if len(facet.choices) > 1)


def traits(persona: Persona, reader: Reader) -> Mapping[str, tuple[str, ...]]:
    """The values of a persona, by facet."""
    standing = reader.handbook.standings.get(persona.id)
    fields = {key: persona.data.get(key, ()) for key in _FIELDS}
    return {
        "segment": (persona.segment,),
        **{key: (value,) if isinstance(value, str) else tuple(value) for key, value in fields.items()},
        "level": (standing.level,) if standing else (),
        "freshness": (freshness(persona, reader.today).value,),
    }


def _offered(reader: Reader) -> Iterable[tuple[str, str, Mapping[str, str]]]:
    """Key, label and the words for each value, in the order in which they are offered."""
    segments = reader.handbook.segments.values()
    yield "segment", reader.say("segment"), {segment.id: reader.read(segment.name) for segment in segments}
    for key in _FIELDS:
        field = reader.schemas.fields["persona"].children[key]
        yield (
            key,
            reader.read(field.title),
            {v: reader.read(words) for v, words in (field.items or field).labels.items()},
        )
    yield "level", reader.say("level"), {level: reader.say(f"level_{level}") for level in LEVELS}
    yield "freshness", reader.say("freshness"), {found: reader.say(f"freshness_{found}") for found in Freshness}
