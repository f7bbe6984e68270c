"""Where a customer passes from one department to the next: from who led the stage before to who leads this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from persona_handbook.views.places import Part, Place, PlaceLink, feeling, stage_link
from persona_handbook.views.reader import Link, Reader


@dataclass(frozen=True, slots=True)
class Handoff:
    """Two stages in a row, led by two departments; both are places of the same journey."""

    before: Place
    after: Place


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """A hand-off as it is told: at whose journey, between which stages, in what mood, with what promised."""

    persona: Link
    before: PlaceLink
    after: PlaceLink
    feeling: str
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandoffGroup:
    """The hand-offs with one other department."""

    department: Link
    part: Part[HandoffRow]


def handoffs(everywhere: Iterable[Place]) -> Iterator[Handoff]:
    """Every change of the leading department, in journeys as customers live them."""
    before: Place | None = None
    for place in everywhere:
        if before and place.index and place.lived and place.owner and before.owner not in ("", place.owner):
            yield Handoff(before, place)
        before = place


def handoff_groups(mine: Iterable[tuple[str, Handoff]], most: int, reader: Reader) -> Iterator[HandoffGroup]:
    """By the other department, which comes with each; `most` rows of each are shown."""
    by_other: dict[str, list[Handoff]] = {}
    for other, handoff in mine:
        by_other.setdefault(other, []).append(handoff)
    for other, theirs in by_other.items():
        rows = tuple(_row(handoff, reader) for handoff in theirs[:most])
        yield HandoffGroup(department_link(other, reader), Part(rows, len(theirs) - len(rows)))


def department_link(department: str, reader: Reader) -> Link:
    """A department by its name, and its page."""
    return Link(reader.link("department", department).text, reader.base + department_url(department))


def department_url(department: str) -> str:
    return f"departments/{department}/"


def _row(handoff: Handoff, reader: Reader) -> HandoffRow:
    return HandoffRow(
        reader.link("persona", handoff.after.persona.id),
        stage_link(handoff.before, reader),
        stage_link(handoff.after, reader),
        feeling(handoff.before),
        handoff.before.texts("promises"),
    )
