"""What only one persona says among those that are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from persona_handbook.model.persona import Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.reader import Reader
from persona_handbook.views.trust import value_at

FEWEST = 3
"""Of two personas, each is the only one of its kind: a field tells them apart where at least this many fill it."""
MOST = 3
"""How many of its distinctions a persona is shown with."""


@dataclass(frozen=True, slots=True)
class Distinction:
    """A value of a field that one persona alone holds, `among` so many that fill the field.

    `typed` tells that the value is in the words of the file, not in ours.
    """

    title: str
    value: str
    among: int
    typed: bool


def distinctive(personas: Sequence[Persona], reader: Reader) -> Mapping[str, tuple[Distinction, ...]]:
    """What each persona alone says, by its id; one that says nothing alone is left out.

    Allowed values, yes and no, and entries of lists are counted; those of a list in free words only where personas
    share some of them, since each would be alone in its own wording. What most personas fill tells most and comes
    first, then what the schema names first.
    """
    found: defaultdict[str, list[Distinction]] = defaultdict(list)
    for field in filter(_is_counted, reader.schemas.comparable_fields):
        for persona, distinction in _of_field(field, personas, reader):
            found[persona].append(distinction)
    return {
        persona: tuple(sorted(distinctions, key=lambda distinction: -distinction.among)[:MOST])
        for persona, distinctions in found.items()
    }


def _is_counted(field: Field) -> bool:
    return bool((field.items or field).labels) or field.types == {"boolean"} or _is_typed(field)


def _is_typed(field: Field) -> bool:
    """Whether it is a list in free words."""
    return field.items is not None and field.items.types == {"string"} and not field.items.labels


def _of_field(field: Field, personas: Sequence[Persona], reader: Reader) -> Iterator[tuple[str, Distinction]]:
    """Each value that one persona alone holds, with the id of that one."""
    held = {persona.id: _values(value_at(persona, field)) for persona in personas}
    among = sum(bool(values) for values in held.values())
    counts = Counter(value for values in held.values() for value in values)
    typed = _is_typed(field)
    if among < FEWEST or (typed and max(counts.values()) == 1):
        return
    for persona, values in held.items():
        for value in values:
            if counts[value] == 1:
                yield persona, Distinction(reader.read(field.title), _told(value, field, reader), among, typed)


def _values(value: object) -> tuple[str | bool, ...]:
    entries = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(entry for entry in entries if isinstance(entry, (str, bool))))


def _told(value: str | bool, field: Field, reader: Reader) -> str:
    """The value in the reader's words."""
    if isinstance(value, bool):
        return reader.say("said_yes" if value else "said_no")
    return reader.value_label(value, *field.path)
