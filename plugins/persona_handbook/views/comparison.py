"""Personas side by side: the fields of a lens down, personas across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from persona_handbook.model.persona import Persona
from persona_handbook.schema.lenses import Lens, comparable_leaves
from persona_handbook.views.gallery import PersonaCard, persona_card
from persona_handbook.views.portrayal import Portrayal
from persona_handbook.views.reader import Reader
from persona_handbook.views.values import Shown

MOST_TOGETHER = 40
"""A table of more personas than this is read by nobody: beyond it, segments are compared one by one."""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A field across personas. `differs` says whether those who answer give different answers."""

    title: str
    cells: tuple[Shown | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """A group of the lens."""

    title: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One table."""

    lens: str
    title: str
    credit: str
    segment: str
    personas: tuple[PersonaCard, ...]
    groups: tuple[ComparisonGroup, ...]

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the page of each persona is."""
        return tuple(card.url for card in self.personas)


def compared(reader: Reader) -> list[Persona]:
    """The personas that are compared: those we serve, not those we retired or keep away from."""
    return [
        persona
        for persona in reader.handbook.personas.values()
        if persona.kind == "persona" and persona.status != "retired"
    ]


def comparison(lens: Lens, told: Sequence[Portrayal], reader: Reader, segment: str = "") -> Comparison:
    """Personas seen through `lens`. A row that none of them fills is left out."""
    groups = []
    for group in lens.groups:
        rows = []
        for field in (leaf for parent in group.fields for leaf in comparable_leaves(parent)):
            cells = tuple(portrayal.shown(field) for portrayal in told)
            if any(cells):
                answers = {cell.text for cell in cells if cell}
                rows.append(ComparisonRow(reader.read(field.title), cells, len(answers) > 1))
        if rows:
            groups.append(ComparisonGroup(reader.read(group.title), tuple(rows)))
    return Comparison(
        lens.id,
        reader.read(lens.title),
        lens.credit,
        segment,
        tuple(persona_card(portrayal.persona, reader) for portrayal in told),
        tuple(groups),
    )
