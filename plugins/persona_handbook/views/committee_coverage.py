"""Whether each member of a buying committee finds a message and a content wherever it weighs."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.model.persona import Persona
from persona_handbook.views.committee import Committee, Member
from persona_handbook.views.committee_contents import contents_for, places_at
from persona_handbook.views.committee_reading import WEIGHS
from persona_handbook.views.reader import Link, Reader, journey_url


@dataclass(frozen=True, slots=True)
class Covered:
    """A member at a stage where it weighs: how many messages and contents wait for it; `url` leads to the stage."""

    weight: int
    messages: int
    contents: int
    url: str

    @property
    def is_gap(self) -> bool:
        return not (self.messages and self.contents)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A member: a cell for each stage, None where it weighs too little to be counted; its gaps in words."""

    link: Link
    cells: tuple[Covered | None, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`moments` counts the cells; the other figures, those of them that lack something."""

    rows: tuple[CoverageRow, ...]
    moments: int
    gaps: int
    no_message: int
    no_content: int


def coverage(seats: Committee, stage_model: str, reader: Reader) -> Coverage:
    """The coverage of all members: messages of their journeys on the committee's stages, and contents still good."""
    rows = tuple(_row(member, seats, stage_model, reader) for member in seats.members)
    cells = [cell for row in rows for cell in row.cells if cell]
    return Coverage(
        rows,
        len(cells),
        sum(cell.is_gap for cell in cells),
        sum(not cell.messages for cell in cells),
        sum(not cell.contents for cell in cells),
    )


def _row(member: Member, seats: Committee, stage_model: str, reader: Reader) -> CoverageRow:
    persona = reader.handbook.personas.get(member.persona)
    cells = tuple(
        _covered(persona, cell.weight, stage, stage_model, reader) if cell and cell.weight >= WEIGHS else None
        for cell, stage in zip(member.cells, seats.stage_ids, strict=True)
    )
    placed = [(cell, title) for cell, title in zip(cells, seats.stages, strict=True) if cell]
    no_message = [f"{title} ({cell.weight})" for cell, title in placed if not cell.messages]
    no_content = [f"{title} ({cell.weight})" for cell, title in placed if not cell.contents]
    gaps = [reader.say("coverage_no_message_at", stages=", ".join(no_message))] if no_message else []
    gaps += [reader.say("coverage_no_content_at", stages=", ".join(no_content))] if no_content else []
    return CoverageRow(member.link, cells, tuple(gaps))


def _covered(persona: Persona | None, weight: int, stage: str, stage_model: str, reader: Reader) -> Covered:
    if persona is None:
        return Covered(weight, 0, 0, "")
    places = places_at(persona, stage, stage_model)
    messages = sum(len(place.stage.get("messages", ())) for place in places)
    url = reader.base + journey_url(places[0].journey, stage) if places else ""
    return Covered(weight, messages, len(contents_for(persona, stage, stage_model, reader)), url)
