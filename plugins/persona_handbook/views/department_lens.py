"""What each department needs first of a persona: its lens, what it means for the department, its stages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from persona_handbook.model.persona import Journey
from persona_handbook.schema.lenses import Lens
from persona_handbook.views.portrayal import Portrayal
from persona_handbook.views.reader import Link, Reader, journey_anchor, journey_url
from persona_handbook.views.values import Shown, show

_MOST_OFFERED = 9
"""The style sheet can single out one of so many departments; where there are more, all are shown."""


@dataclass(frozen=True, slots=True)
class LensLine:
    """A line of a department's block: nothing shown is a gap."""

    title: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class LedStage:
    """A stage that the department leads, what it promises there, from whom it takes over and to whom it hands over."""

    stage: Link
    promises: Shown | None
    handovers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DepartmentPart:
    """The block of one department."""

    id: str
    title: str
    implications: Shown | None
    lines: tuple[LensLine, ...]
    leads: tuple[LedStage, ...]
    helps: tuple[str, ...]

    @property
    def asked(self) -> bool:
        """Whether anything is known for the department."""
        return bool(self.implications or self.leads or self.helps or any(line.shown for line in self.lines))


@dataclass(frozen=True, slots=True)
class DepartmentLens:
    """The blocks of all departments that have to do with the persona; `offered`: one may be chosen."""

    parts: tuple[DepartmentPart, ...]
    offered: bool


def department_lens(told: Portrayal, reader: Reader) -> DepartmentLens:
    """The blocks, in the order of handbook.yml."""
    lenses = {lens.department: lens for lens in reader.schemas.lenses.values() if lens.department}
    implications = told.fields.get("implications")
    journeys = [journey for journey in told.persona.journeys if journey.state != "to_be"] or told.persona.journeys
    parts = []
    for department in reader.handbook.departments:
        part = DepartmentPart(
            department,
            reader.link("department", department).text,
            implications.child(department) if implications else None,
            tuple(_lines(lenses[department], told, reader)) if department in lenses else (),
            tuple(led for journey in journeys for led in _led(journey, department, told, reader)),
            tuple(stage.text for journey in journeys for stage in _helped(journey, department, reader)),
        )
        if department in lenses or part.asked:
            parts.append(part)
    return DepartmentLens(tuple(parts), 1 < len(parts) <= _MOST_OFFERED)


def _lines(lens: Lens, told: Portrayal, reader: Reader) -> Iterator[LensLine]:
    for group in lens.groups:
        held = [shown for field in group.fields if (shown := told.shown(field)) is not None]
        yield LensLine(reader.read(group.title), tuple(shown.first(group.most or sys.maxsize) for shown in held))


def _led(journey: Journey, department: str, told: Portrayal, reader: Reader) -> Iterator[LedStage]:
    """The stages that a department leads, with the departments on either side where they are others."""
    owners = [stage.get("departments", {}).get("owner", "") for stage in journey.stages]
    field = reader.schemas.fields["persona"].at(("journeys", 0, "stages", 0, "promises"))
    assert field is not None
    for index, stage in enumerate(journey.stages):
        if owners[index] == department:
            around = {"stage_taken_from": owners[:index][-1:], "stage_handed_to": owners[index + 1 : index + 2]}
            yield LedStage(
                _stage(journey, index, reader),
                show(field, stage["promises"], reader, told.sources) if "promises" in stage else None,
                tuple(
                    reader.say(key, department=reader.link("department", other).text)
                    for key, others in around.items()
                    for other in others
                    if other not in ("", department)
                ),
            )


def _helped(journey: Journey, department: str, reader: Reader) -> Iterator[Link]:
    for index, stage in enumerate(journey.stages):
        if department in stage.get("departments", {}).get("involved", ()):
            yield _stage(journey, index, reader)


def _stage(journey: Journey, index: int, reader: Reader) -> Link:
    stage = journey.stages[index]
    title = stage.get("name") or reader.stage_title(journey.stage_model, stage["stage"])
    if journey.number:
        return Link(title, reader.base + journey_url(journey, stage["stage"]))
    return Link(title, f"#{journey_anchor(journey, stage['stage'])}")
