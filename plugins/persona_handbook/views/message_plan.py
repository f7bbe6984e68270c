"""Who hears what at which stage, and where nobody has said anything yet: the grid of messages and the content plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.handbook import Handbook, Segment
from persona_handbook.model.persona import Persona
from persona_handbook.views.places import Place, of_persona

NO_SEAT: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Message:
    """What we say to a persona at a stage of a journey; `number` counts the messages of the stage from 1."""

    place: Place
    number: int
    data: Mapping[str, Any]

    @property
    def department(self) -> str:
        """Who says it: the department that the message names, else the one that leads the stage."""
        return str(self.data.get("department", self.place.owner))

    @property
    def anchor(self) -> str:
        """The id of the message on the page of its segment."""
        place = self.place
        return f"m-{place.persona.id}-{place.journey.id}-{place.stage['stage']}-{self.number}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A persona at a stage of a stage model.

    `places` are where its journeys pass, first as they are lived, then as we want them; `seat` is what the buying
    committee of its segment says of it at that stage.
    """

    persona: Persona
    model: str
    stage: str
    places: tuple[Place, ...]
    seat: Mapping[str, Any]

    @property
    def weight(self) -> int | None:
        """What the persona weighs in the committee at this stage, 0–5; None where no committee says so."""
        return self.seat.get("weight")

    @property
    def felt(self) -> Place | None:
        """Where the persona feels worst: as it lives it or, where nobody was asked, as we want it."""
        scored = [place for place in self.places if place.score is not None]
        return min(scored, key=_worst_as_lived) if len(scored) > 1 else next(iter(scored), None)

    @property
    def score(self) -> float | None:
        """What it feels there, −2 to +2."""
        felt = self.felt
        return felt.score if felt else None

    @property
    def owner(self) -> str:
        """The department to speak: the one that leads the stage, else the one that the committee names."""
        return next((place.owner for place in self.places if place.owner), str(self.seat.get("sent_by", "")))

    @property
    def messages(self) -> Iterator[Message]:
        for place in self.places:
            for number, data in enumerate(place.stage.get("messages", ()), 1):
                yield Message(place, number, data)

    @property
    def is_gap(self) -> bool:
        """Whether the persona comes by or weighs here, and hears nothing of ours."""
        return bool(self.places or self.weight) and not any(place.stage.get("messages") for place in self.places)

    @property
    def anchor(self) -> str:
        """The id of the cell in the content plan."""
        return f"p-{self.persona.id}-{self.model}-{self.stage}"


@dataclass(frozen=True, slots=True)
class Row:
    """A persona, with a cell for each stage of the model."""

    persona: Persona
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The personas of a segment that go by one stage model."""

    segment: str
    model: str
    rows: tuple[Row, ...]

    @property
    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row.cells


def grids(handbook: Handbook) -> tuple[Grid, ...]:
    """A grid for each segment and stage model of those to whom we speak."""
    return tuple(grid for segment in handbook.segments.values() for grid in grids_of(segment, handbook))


def grids_of(segment: Segment, handbook: Handbook) -> tuple[Grid, ...]:
    """Those of one segment."""
    by_model: dict[str, list[Row]] = {model: [] for model in handbook.stage_models}
    for model, row in _rows(segment, handbook):
        by_model[model].append(row)
    return tuple(Grid(segment.id, model, tuple(rows)) for model, rows in by_model.items() if rows)


def has_grids(segment: Segment, handbook: Handbook) -> bool:
    """Whether there is a grid of the segment."""
    return any(_rows(segment, handbook))


def _rows(segment: Segment, handbook: Handbook) -> Iterator[tuple[str, Row]]:
    """The rows of all grids of a segment, with the stage model of each."""
    seats = _seats(segment)
    for persona in filter(is_addressed, handbook.personas_of(segment.id)):
        passed: dict[str, dict[str, list[Place]]] = {}
        for place in sorted(of_persona(persona), key=lambda place: not place.lived):
            passed.setdefault(place.journey.stage_model, {}).setdefault(place.stage["stage"], []).append(place)
        for model in handbook.stage_models:
            stages, seat = passed.get(model, {}), seats.get((persona.id, model), {})
            if stages or seat:
                cells = (
                    Cell(persona, model, stage, tuple(stages.get(stage, ())), seat.get(stage, NO_SEAT))
                    for stage in handbook.stage_models[model].stages
                )
                yield model, Row(persona, tuple(cells))


def is_addressed(persona: Persona) -> bool:
    """Whether we have something to say to a persona: not to those of the past, nor to those we keep away from."""
    return persona.kind == "persona" and persona.status != "retired"


def gaps(found: Iterable[Grid]) -> list[Cell]:
    """The content plan: who weighs most comes first, then who feels worst; what nobody knows comes last."""
    empty = [cell for grid in found for row in grid.rows for cell in row.cells if cell.is_gap]
    return sorted(empty, key=lambda cell: (-(-1 if cell.weight is None else cell.weight), _unknown_last(cell.score)))


def _seats(segment: Segment) -> Mapping[tuple[str, str], Mapping[str, Mapping[str, Any]]]:
    """What the committee says of each member, by persona and stage model, then by stage."""
    committee = segment.data.get("committee", {})
    return {
        (member["persona"], committee["stage_model"]): {entry["stage"]: entry for entry in member["by_stage"]}
        for member in committee.get("members", ())
    }


def _worst_as_lived(place: Place) -> tuple[bool, float]:
    return not place.lived, place.score or 0


def _unknown_last(score: float | None) -> float:
    return 9 if score is None else score
