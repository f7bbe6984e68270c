"""Personas on the scales that the schema gives them all, two at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from persona_handbook.model.persona import Persona
from persona_handbook.schema.fields import Field
from persona_handbook.views.reader import Link, Reader
from persona_handbook.views.scatter import Point, Scatter, scatter
from persona_handbook.views.trust import value_at

SHAPES = 6


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale, with the words at its ends. `id` is the path of its field, joined by dots."""

    id: str
    title: str
    minimum: int
    maximum: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How the personas of a segment are drawn: one of `SHAPES` shapes, hollow where all have been used once."""

    segment: Link
    shape: int
    hollow: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A persona with its value on each axis, in their order."""

    link: Link
    mark: Mark
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Positioning:
    """Personas on all axes, and the drawing of the two that tell most, `across` and `up`."""

    axes: tuple[Axis, ...]
    marks: tuple[Mark, ...]
    rows: tuple[Placed, ...]
    across: Axis
    up: Axis
    drawing: Scatter

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those who lack a value on either axis."""
        return tuple(row.link.text for number, row in enumerate(self.rows) if number not in self.drawing.places)


def positioning(personas: Sequence[Persona], reader: Reader) -> Positioning | None:
    """The personas on every scale that any of them fills; None where they fill fewer than two."""
    scales = list(_scales(reader.schemas.fields["persona"]))
    fields = [field for field in scales if any(value_at(persona, field) is not None for persona in personas)]
    if len(fields) < 2:
        return None
    marks = _marks(personas, reader)
    rows = tuple(
        Placed(reader.link("persona", persona.id), marks[persona.segment], _values(persona, fields))
        for persona in personas
    )
    axes = tuple(_axis(field, reader) for field in fields)
    across, up = _telling_pair(rows, len(axes))
    drawing = _drawing(rows, axes, across, up)
    return Positioning(axes, tuple(marks.values()), rows, axes[across], axes[up], drawing)


def _scales(field: Field) -> Iterator[Field]:
    """The scales of a persona and of its groups, not those of entries of lists, of which each persona has others."""
    if field.scale:
        yield field
    for child in field.children.values():
        yield from _scales(child)


def _axis(field: Field, reader: Reader) -> Axis:
    scale = field.scale
    assert scale is not None
    ends = reader.read(scale.low), reader.read(scale.high)
    return Axis(".".join(field.path), reader.read(field.title), scale.minimum, scale.maximum, *ends)


def _marks(personas: Sequence[Persona], reader: Reader) -> Mapping[str, Mark]:
    segments = dict.fromkeys(persona.segment for persona in personas)
    return {
        segment: Mark(reader.link("segment", segment), number % SHAPES, number // SHAPES % 2 == 1)
        for number, segment in enumerate(segments)
    }


def _values(persona: Persona, fields: Sequence[Field]) -> tuple[int | None, ...]:
    values = (value_at(persona, field) for field in fields)
    return tuple(value if isinstance(value, int) else None for value in values)


def _telling_pair(rows: Sequence[Placed], axes: int) -> tuple[int, int]:
    """The two axes that most personas fill and, of these, that keep most of them apart; else the first."""

    def told(pair: tuple[int, int]) -> tuple[int, int]:
        places = [place for row in rows if None not in (place := tuple(row.values[axis] for axis in pair))]
        return len(places), len(set(places))

    return max(combinations(range(axes), 2), key=told)


def _drawing(rows: Sequence[Placed], axes: Sequence[Axis], across: int, up: int) -> Scatter:
    points = {}
    for number, row in enumerate(rows):
        x, y = row.values[across], row.values[up]
        if x is not None and y is not None:
            points[number] = Point(row.link.text, x, y)
    longest = max(len(row.link.text) for row in rows)
    return scatter(points, _range(axes[across]), _range(axes[up]), longest)


def _range(axis: Axis) -> tuple[int, int]:
    return axis.minimum, axis.maximum
