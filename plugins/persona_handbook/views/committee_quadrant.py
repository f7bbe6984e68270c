"""The members of a buying committee by weight and position, at the stage where each weighs most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from persona_handbook.schema.fields import Scale
from persona_handbook.views.committee import Committee, Member
from persona_handbook.views.committee_reading import WEIGHS, WITH_US
from persona_handbook.views.reader import Link, Reader
from persona_handbook.views.scatter import LEFT, Point, Scatter, scatter


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale, with the words at its ends."""

    title: str
    minimum: int
    maximum: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Peak:
    """A member at the stage where it weighs most and, of several such, where it is least for us.

    `quadrant` is what that asks of us, in words; empty where its position is not known.
    """

    persona: str
    link: Link
    must_approve: bool
    stage: str
    weight: int
    position: int | None
    quadrant: str


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Position across, weight up. `across_at` and `up_at` are where the drawing is divided."""

    across: Axis
    up: Axis
    peaks: tuple[Peak, ...]
    drawing: Scatter
    across_at: float
    up_at: float

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those whose position nobody knows."""
        return tuple(peak.link.text for number, peak in enumerate(self.peaks) if number not in self.drawing.places)


def quadrant(seats: Committee, reader: Reader) -> Quadrant:
    """The drawing, and its members from the heaviest to the lightest."""
    across, up = _axis("position", reader), _axis("weight", reader)
    peaks = tuple(sorted((peak(member, seats, reader) for member in seats.members), key=lambda one: -one.weight))
    points = {
        number: Point(one.link.text, one.position, one.weight)
        for number, one in enumerate(peaks)
        if one.position is not None
    }
    longest = max(len(one.link.text) for one in peaks)
    drawing = scatter(points, (across.minimum, across.maximum), (up.minimum, up.maximum), longest)
    return Quadrant(
        across,
        up,
        peaks,
        drawing,
        round(LEFT + drawing.step * (WITH_US - 0.5 - across.minimum), 1),
        drawing.pitch * (up.maximum - WEIGHS + 1),
    )


def peak(member: Member, seats: Committee, reader: Reader) -> Peak:
    """The member where it weighs most. A stage at which its position is known goes before one at which it is not."""
    filled = [(cell, column) for column, cell in enumerate(member.cells) if cell]
    if not filled:
        return Peak(member.persona, member.link, member.must_approve, "", 0, None, "")
    cell, column = min(filled, key=lambda one: (-one[0].weight, one[0].position is None, one[0].position or 0, one[1]))
    words = reader.say(_QUADRANTS[cell.weight >= WEIGHS, cell.position >= WITH_US]) if cell.position is not None else ""
    return Peak(
        member.persona, member.link, member.must_approve, seats.stages[column], cell.weight, cell.position, words
    )


_QUADRANTS: Mapping[tuple[bool, bool], str] = {
    (True, False): "quadrant_convince",
    (True, True): "quadrant_build_on",
    (False, False): "quadrant_watch",
    (False, True): "quadrant_inform",
}
"""By whether somebody weighs, and whether they stand with us."""


def _axis(key: str, reader: Reader) -> Axis:
    field = reader.schemas.fields["segment"].at(("committee", "members", 0, "by_stage", 0, key))
    assert field is not None
    assert field.scale is not None
    scale: Scale = field.scale
    return Axis(reader.read(field.title), scale.minimum, scale.maximum, reader.read(scale.low), reader.read(scale.high))
