"""Personas side by side: the fields of a lens down, personas across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from persona_handbook.model.persona import Persona
from persona_handbook.schema.lenses import ALL_FIELDS, Lens
from persona_handbook.views.distinctive import Distinction, distinctive
from persona_handbook.views.gallery import PersonaCard, persona_card
from persona_handbook.views.portrayal import Portrayal
from persona_handbook.views.reader import Reader
from persona_handbook.views.values import Shown

MOST_TOGETHER = 40
"""A table of more personas than this is read by nobody: beyond it, each segment has a table of its own."""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A field across personas, by the path of the field, and the ids of the lenses that look at it."""

    field: str
    title: str
    cells: tuple[Shown | None, ...]
    lenses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """A group of the lens."""

    title: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One table."""

    title: str
    credit: str
    segment: str
    personas: tuple[PersonaCard, ...]
    alone: tuple[tuple[Distinction, ...], ...]
    """What each of the personas alone says; empty where none of them says anything alone."""
    groups: tuple[ComparisonGroup, ...]

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the page of each persona is."""
        return tuple(card.url for card in self.personas)


def compared(reader: Reader, segment: str = "") -> list[Persona]:
    """The personas of all segments, or of one, that are compared: those we serve, not retired ones or anti-personas."""
    handbook = reader.handbook
    personas = handbook.personas_of(segment) if segment else handbook.personas.values()
    return [persona for persona in personas if persona.kind == "persona" and persona.status != "retired"]


def comparison(lens: Lens, told: Sequence[Portrayal], reader: Reader, segment: str = "") -> Comparison:
    """Personas seen through `lens`. A row that none of them fills is left out."""
    groups = []
    looked_at = _lenses_by_field(reader) if lens.id == ALL_FIELDS else {}
    for group in lens.groups:
        rows = []
        for field in (leaf for parent in group.fields for leaf in parent.comparable_leaves):
            cells = tuple(portrayal.shown(field) for portrayal in told)
            if any(cells):
                path = ".".join(field.path)
                rows.append(ComparisonRow(path, reader.read(field.title), cells, looked_at.get(field.path, ())))
        if rows:
            groups.append(ComparisonGroup(reader.read(group.title), tuple(rows)))
    personas = [portrayal.persona for portrayal in told]
    alone = distinctive(personas, reader)
    return Comparison(
        reader.read(lens.title),
        lens.credit,
        segment,
        tuple(persona_card(persona, reader) for persona in personas),
        tuple(alone.get(persona.id, ()) for persona in personas) if alone else (),
        tuple(groups),
    )


def _lenses_by_field(reader: Reader) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for lens in reader.schemas.lenses.values():
        for field in (leaf for group in lens.groups for parent in group.fields for leaf in parent.comparable_leaves):
            if lens.id != ALL_FIELDS:
                found[field.path] = (*found.get(field.path, ()), lens.id)
    return found
