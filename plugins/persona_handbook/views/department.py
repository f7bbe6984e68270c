"""What a department has to do with our personas: its part in each journey, and what is expected of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from persona_handbook.views.duties import (
    ActionRow,
    ContentRow,
    Implied,
    Owed,
    Planned,
    Telling,
    actions,
    contents,
    implications,
    implied,
    messages,
    owed,
    planned,
)
from persona_handbook.views.handoffs import (
    Handoff,
    HandoffGroup,
    department_link,
    handoff_groups,
    handoffs,
)
from persona_handbook.views.indicators import Indicators, indicators
from persona_handbook.views.opportunities import (
    Opportunity,
    OpportunityRow,
    found_at,
    opportunity_row,
    opportunity_urls,
)
from persona_handbook.views.places import Part, Place, PlaceLink, feeling, grouped, places, stage_link
from persona_handbook.views.reader import Link, Reader, journey_url

MOST = 30
"""Rows of one kind on a page; the rest is left to the pages of segments and personas."""
MOST_STAGES = 80
"""Stages on a page; where there are more, those of a few segments are told, a few of each."""
FEW_SEGMENTS, FEW_STAGES = 12, 4


@dataclass(frozen=True, slots=True)
class Other:
    """What another department does at a stage: it leads or helps, and may have something to say or to mend there."""

    department: Link
    leads: bool
    does: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage that the department leads, or helps at."""

    stage: PlaceLink
    leads: bool
    feeling: str
    mood: str
    pains: tuple[str, ...]
    promises: tuple[str, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class JourneyStages:
    """The department's stages of one journey."""

    persona: Link
    journey: Link
    state: str
    rows: tuple[StageRow, ...]


@dataclass(frozen=True, slots=True)
class SegmentStages:
    """The department's stages in the journeys of a segment; `more` counts those that are not told."""

    id: str
    segment: Link
    journeys: tuple[JourneyStages, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """Everything on a department's page."""

    id: str
    title: str
    leads: int
    helps: int
    personas: int
    segments: tuple[SegmentStages, ...]
    other_segments: tuple[SegmentStages, ...]
    """Segments for whose stages there is no room."""
    received: tuple[HandoffGroup, ...]
    given: tuple[HandoffGroup, ...]
    handoffs_in: int
    handoffs_out: int
    indicators: Indicators
    implications: Part[Telling]
    opportunities: Part[OpportunityRow]
    actions: Part[ActionRow]
    messages: Part[Telling]
    contents: Part[ContentRow]


@dataclass(frozen=True, slots=True)
class Everything:
    """What all departments' pages are drawn from, gathered once: by the department that it concerns."""

    places: Mapping[str, Sequence[Place]]
    received: Mapping[str, Sequence[Handoff]]
    given: Mapping[str, Sequence[Handoff]]
    implications: Mapping[str, Sequence[Implied]]
    opportunities: Mapping[str, Sequence[Opportunity]]
    actions: Mapping[str, Sequence[Planned]]
    messages: Mapping[str, Sequence[Owed]]
    listed: Mapping[str, str]
    """Where each opportunity is listed, by its anchor."""


def everything(reader: Reader) -> Everything:
    """All that concerns any department of the handbook."""
    handbook = reader.handbook
    everywhere = tuple(places(handbook))
    handed = tuple(handoffs(everywhere))
    ranked = found_at(everywhere)
    return Everything(
        grouped((department, place) for place in everywhere for department in {place.owner, *place.helpers}),
        grouped((handoff.after.owner, handoff) for handoff in handed),
        grouped((handoff.before.owner, handoff) for handoff in handed),
        grouped(implied(handbook)),
        grouped((one.owner, one) for one in ranked if one.open),
        grouped(planned(handbook)),
        grouped(owed(everywhere)),
        opportunity_urls(ranked),
    )


def department_page(department: str, all: Everything, reader: Reader) -> DepartmentPage:
    """The page of one department."""
    mine = all.places.get(department, ())
    received = [(one.before.owner, one) for one in all.received.get(department, ())]
    given = [(one.after.owner, one) for one in all.given.get(department, ())]
    groups = max(1, len({other for other, _ in received} | {other for other, _ in given}))
    segments = tuple(_segments(department, mine, reader))
    leads = sum(place.owner == department for place in mine)
    return DepartmentPage(
        department,
        reader.link("department", department).text,
        leads,
        len(mine) - leads,
        len({place.persona.id for place in mine}),
        tuple(part for part in segments if part.journeys),
        tuple(part for part in segments if not part.journeys),
        tuple(handoff_groups(received, max(2, MOST // groups), reader)),
        tuple(handoff_groups(given, max(2, MOST // groups), reader)),
        len(received),
        len(given),
        indicators((place for place in mine if place.owner == department), MOST, reader),
        implications(department, all.implications.get(department, ()), MOST, reader),
        _opportunities(all.opportunities.get(department, ()), all.listed, reader),
        actions(all.actions.get(department, ()), MOST, reader),
        messages(all.messages.get(department, ()), MOST, reader),
        contents(department, MOST, reader),
    )


def _segments(department: str, mine: Sequence[Place], reader: Reader) -> Iterator[SegmentStages]:
    """By segment. Where all do not fit, the stages that it leads and where customers suffer most are told."""

    def urgency(place: Place) -> tuple[bool, float]:
        return place.owner != department, place.score or 0

    by_segment: dict[str, list[Place]] = {}
    for place in mine:
        by_segment.setdefault(place.persona.segment, []).append(place)
    segments, stages = (len(mine), len(mine)) if len(mine) <= MOST_STAGES else (FEW_SEGMENTS, FEW_STAGES)
    urgent = sorted(by_segment, key=lambda segment: min(map(urgency, by_segment[segment])))[:segments]
    for segment, theirs in by_segment.items():
        kept = {id(place) for place in sorted(theirs, key=urgency)[:stages]} if segment in urgent else set()
        shown = [place for place in theirs if id(place) in kept]
        yield SegmentStages(
            segment,
            reader.link("segment", segment),
            tuple(_journeys(department, shown, reader)),
            len(theirs) - len(shown),
        )


def _journeys(department: str, shown: Sequence[Place], reader: Reader) -> Iterator[JourneyStages]:
    by_journey: dict[tuple[str, str], list[Place]] = {}
    for place in shown:
        by_journey.setdefault((place.persona.id, place.journey.id), []).append(place)
    for (persona, _), theirs in by_journey.items():
        journey, link = theirs[0].journey, reader.link("persona", persona)
        yield JourneyStages(
            link,
            Link(journey.title, reader.base + journey_url(journey)),
            reader.value_label(journey.state, "journeys", 0, "state"),
            tuple(_stage(department, place, reader) for place in theirs),
        )


def _stage(department: str, place: Place, reader: Reader) -> StageRow:
    score = place.score
    return StageRow(
        stage_link(place, reader),
        place.owner == department,
        feeling(place),
        "" if not score else "good" if score > 0 else "bad",
        place.texts("pains"),
        place.texts("promises"),
        tuple(_others(department, place, reader)),
    )


def _others(department: str, place: Place, reader: Reader) -> Iterator[Other]:
    for other in dict.fromkeys((place.owner, *place.helpers)):
        if other not in ("", department):
            says = [
                message["text"] for message in place.stage.get("messages", ()) if message.get("department") == other
            ]
            yield Other(department_link(other, reader), other == place.owner, tuple(says))


def _opportunities(mine: Sequence[Opportunity], listed: Mapping[str, str], reader: Reader) -> Part[OpportunityRow]:
    rows = tuple(
        opportunity_row(one, number, listed.get(one.anchor, "opportunities/"), reader)
        for number, one in enumerate(mine[:MOST], 1)
    )
    return Part(rows, len(mine) - len(rows))
