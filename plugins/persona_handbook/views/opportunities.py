"""What could be better, in all journeys: ranked by impact and effort, drawn on a grid of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.handbook import Handbook
from persona_handbook.views.impact_grid import Spot, spots
from persona_handbook.views.places import Place, PlaceLink, places, source_links, stage_link
from persona_handbook.views.reader import Link, Reader

MOST = 150
"""Rows on one page: beyond it, each segment has a page of its own."""
FIRST = 60
"""Rows on the page of all, where the segments have their own."""
OPEN = frozenset({"", "idea", "planned", "doing"})
"""Statuses of what is still to be done; nothing said is open too."""
_STATUS = ("journeys", 0, "stages", 0, "opportunities", 0, "status")


@dataclass(frozen=True, slots=True)
class Opportunity:
    """An opportunity where it was found; `number` counts those of its stage from 1. Impact and effort are 1 to 5."""

    place: Place
    number: int
    data: Mapping[str, Any]

    @property
    def impact(self) -> int | None:
        return self.data.get("impact")

    @property
    def effort(self) -> int | None:
        return self.data.get("effort")

    @property
    def owner(self) -> str:
        return str(self.data["owner"])

    @property
    def status(self) -> str:
        return str(self.data.get("status", ""))

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def quick_win(self) -> bool:
        """Open, much to gain (4 or 5) for little work (1 or 2)."""
        return self.open and (self.impact or 0) >= 4 and (self.effort or 5) <= 2

    @property
    def anchor(self) -> str:
        place = self.place
        return opportunity_anchor(place.persona.id, place.journey.id, place.stage["stage"], self.number)


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """An opportunity as a row of the table. Impact and effort are None where nobody judged them."""

    number: int
    anchor: str
    url: str
    """Where the list of opportunities shows it, from the page at hand."""
    text: str
    impact: int | None
    effort: int | None
    owner: str
    department: str
    status: str
    status_label: str
    quick_win: bool
    persona_id: str
    persona: Link
    stage: PlaceLink
    state: str
    sources: tuple[Link, ...]
    ticket: str


@dataclass(frozen=True, slots=True)
class OpportunityGroup:
    """The opportunities of one department, the most worthwhile first."""

    owner: str
    title: str
    rows: tuple[OpportunityRow, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something, all told and still open."""

    id: str
    title: str
    all: int
    open: int


@dataclass(frozen=True, slots=True)
class OpportunitiesPage:
    """All opportunities, or those of one segment; `more` counts those that did not fit, `unplaced` those not judged."""

    groups: tuple[OpportunityGroup, ...]
    total: int
    open: int
    more: int
    by_owner: tuple[Count, ...]
    by_status: tuple[Count, ...]
    personas: tuple[Count, ...]
    quick: int
    """How many quick wins there are; `quick_wins` are those in the table, the most worthwhile first."""
    quick_wins: tuple[OpportunityRow, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[int, ...]


def opportunity_anchor(persona: str, journey: str, stage: str, number: int) -> str:
    """The id of an opportunity on the page that lists it; `number` counts those of the stage from 1."""
    return f"o-{persona}-{journey}-{stage}-{number}"


def opportunity_urls(ranked: Sequence[Opportunity]) -> Mapping[str, str]:
    """Where each opportunity is listed, from the root of the site, by its anchor. What no page lists is left out."""
    pages = by_segment(ranked) or {"": ranked}
    return {
        anchor: f"{opportunities_url(segment)}#{anchor}"
        for segment, mine in pages.items()
        for anchor in [one.anchor for one in mine[:MOST]]
    }


def opportunities_url(segment: str = "") -> str:
    """The page of all, or that of a segment where there are too many for one."""
    return f"opportunities/{segment}/" if segment else "opportunities/"


def found(handbook: Handbook, segment: str = "") -> list[Opportunity]:
    """Every opportunity, or those of a segment, ranked."""
    return found_at(places(handbook, segment))


def found_at(everywhere: Iterable[Place]) -> list[Opportunity]:
    """Those of some stages: the greatest impact first, then the least effort; what was not judged comes last."""
    ranked = [
        Opportunity(place, number, data)
        for place in everywhere
        for number, data in enumerate(place.stage.get("opportunities", ()), 1)
    ]
    return sorted(ranked, key=lambda one: (-(one.impact or 0), one.effort or 6))


def by_segment(ranked: Sequence[Opportunity]) -> Mapping[str, Sequence[Opportunity]]:
    """Those of each segment that has a page of its own: none while all fit on one page."""
    apart: dict[str, list[Opportunity]] = {}
    for one in ranked if len(ranked) > MOST else ():
        apart.setdefault(one.place.persona.segment, []).append(one)
    return apart


def segments_apart(handbook: Handbook) -> tuple[str, ...]:
    """The segments that have a page of their own, without ranking anything."""
    counts = Counter(
        persona.segment
        for persona in handbook.personas.values()
        if persona.status != "retired"
        for journey in persona.journeys
        for stage in journey.stages
        for _ in stage.get("opportunities", ())
    )
    return tuple(segment for segment in handbook.segments if counts[segment]) if counts.total() > MOST else ()


def opportunities(ranked: Sequence[Opportunity], most: int, reader: Reader, segment: str = "") -> OpportunitiesPage:
    """The page of `ranked` opportunities, of which it shows `most`; they are those of one segment if it is named."""
    shown = ranked[:most]
    groups = tuple(_groups(shown, reader, segment))
    rows = [row for group in groups for row in group.rows]
    quick = {row.anchor: row for row in rows if row.quick_win}
    titles = {department: reader.link("department", department).text for department in reader.handbook.departments}
    statuses = {status: _status(status, reader) for status in ("idea", "planned", "doing", "done", "dropped", "")}
    names = {one.place.persona.id: one.place.persona.name for one in shown}
    return OpportunitiesPage(
        groups,
        len(ranked),
        sum(one.open for one in ranked),
        len(ranked) - len(shown),
        _counts(titles, [(one.owner, one.open) for one in ranked]),
        _counts(statuses, [(one.status, one.open) for one in ranked]),
        _counts(names, [(one.place.persona.id, one.open) for one in shown]),
        sum(one.quick_win for one in ranked),
        tuple(quick[one.anchor] for one in shown if one.anchor in quick),
        tuple(spots((row.number, row.impact, row.effort) for row in rows)),
        tuple(row.number for row in rows if row.impact is None or row.effort is None),
    )


def opportunity_row(one: Opportunity, number: int, url: str, reader: Reader) -> OpportunityRow:
    """An opportunity as the row `number` of a table; `url` leads from the root of the site to where it is listed."""
    persona = one.place.persona
    return OpportunityRow(
        number,
        one.anchor,
        reader.base + url,
        str(one.data["text"]),
        one.impact,
        one.effort,
        one.owner,
        reader.link("department", one.owner).text,
        one.status,
        _status(one.status, reader),
        one.quick_win,
        persona.id,
        reader.link("persona", persona.id),
        stage_link(one.place, reader),
        "" if one.place.lived else reader.value_label(one.place.journey.state, "journeys", 0, "state"),
        source_links(persona, tuple(one.data.get("sources", ())), reader),
        one.data.get("link", ""),
    )


def _groups(shown: Iterable[Opportunity], reader: Reader, segment: str) -> Iterator[OpportunityGroup]:
    """By owner, numbered from the first row to the last."""
    by_owner: dict[str, list[Opportunity]] = {department: [] for department in reader.handbook.departments}
    for one in shown:
        by_owner.setdefault(one.owner, []).append(one)
    number = 0
    for owner, theirs in by_owner.items():
        if theirs:
            rows = (
                opportunity_row(one, number + n, f"{opportunities_url(segment)}#{one.anchor}", reader)
                for n, one in enumerate(theirs, 1)
            )
            yield OpportunityGroup(owner, reader.link("department", owner).text, tuple(rows))
            number += len(theirs)


def _status(status: str, reader: Reader) -> str:
    return reader.value_label(status, *_STATUS) if status else reader.say("no_status")


def _counts(titles: Mapping[str, str], said: Iterable[tuple[str, bool]]) -> tuple[Count, ...]:
    """How often each was said, in the order of the titles; what was never said is left out."""
    every, still = Counter[str](), Counter[str]()
    for id, is_open in said:
        every[id] += 1
        still[id] += is_open
    return tuple(Count(id, title, every[id], still[id]) for id, title in titles.items() if every[id])
