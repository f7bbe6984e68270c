"""Who influences whom in a buying committee, and the strongest way from somebody with us to whoever decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from persona_handbook.views.committee import Committee
from persona_handbook.views.committee_quadrant import Peak
from persona_handbook.views.committee_reading import DECIDES, WITH_US, together
from persona_handbook.views.reader import Link, Reader
from persona_handbook.views.scatter import LETTER

ROW, BOX, MARGIN = 46, 30, 28
"""The drawing, in units of its own: how far apart names stand, how high they are, the least room for an arrow."""
_BEND, _FURTHEST = 20, 160
"""How much further an arrow swings out for each name that it passes, and how far at most."""


@dataclass(frozen=True, slots=True)
class Influence:
    """A member and those whom it sways; one of these may have no seat in the committee."""

    persona: Link
    sways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one name to another: where it starts, the two points that bend it, and where it ends."""

    start: tuple[float, float]
    bend: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PathDrawing:
    """Names one below the other: influence downwards is drawn on their right, upwards on their left."""

    width: int
    height: int
    left: int
    box: int
    names: tuple[tuple[Peak, int], ...]
    """Each with the height of its upper edge."""
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class DecisionPaths:
    """`ways` says of each who must approve, or decides at some stage, how to get there."""

    influences: tuple[Influence, ...]
    ways: tuple[str, ...]
    uninfluenced: str
    """Whom nobody is known to influence, in a sentence; empty where there is no such person."""
    drawing: PathDrawing | None
    """None where nobody influences anybody."""


def decision_paths(seats: Committee, peaks: Sequence[Peak], reader: Reader) -> DecisionPaths:
    """The paths of a committee, whose members stand where `peaks` says."""
    by_id = {peak.persona: peak for peak in peaks}
    inside = {
        member.persona: tuple(id for id in member.influences if id in by_id and id != member.persona)
        for member in seats.members
    }
    swayed = {id for ids in inside.values() for id in ids}
    free = [member.link.text for member in seats.members if member.persona not in swayed]
    return DecisionPaths(
        tuple(
            Influence(member.link, tuple(reader.link("persona", id) for id in member.influences))
            for member in seats.members
        ),
        tuple(_way(peak, by_id, inside, reader) for peak in peaks if peak.must_approve or peak.weight == DECIDES),
        reader.say("way_uninfluenced", names=together(free, reader)) if free else "",
        _drawing(by_id, inside) if any(inside.values()) else None,
    )


def _way(approver: Peak, peaks: Mapping[str, Peak], sways: Mapping[str, tuple[str, ...]], reader: Reader) -> str:
    name = approver.link.text
    who = reader.say("way_approves" if approver.must_approve else "way_decides", name=name)
    if _is_with_us(approver):
        return reader.say("way_with_us", who=who, name=name)
    path = strongest_way(approver.persona, peaks, sways)
    if not path:
        return reader.say("way_none", who=who, name=name)
    weakest = min((peaks[id] for id in path[:-1]), key=lambda peak: peak.weight)
    arrows = " → ".join(peaks[id].link.text for id in path)
    if len(path) == 2:
        return reader.say("way_direct", who=who, path=arrows, weight=weakest.weight)
    return reader.say("way_found", who=who, path=arrows, weakest=weakest.link.text, weight=weakest.weight)


def strongest_way(to: str, peaks: Mapping[str, Peak], sways: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The persons on the way from one who stands with us; empty where there is none.

    A way is as strong as the lightest person on it who has to speak for us: the widest path of graph theory (M.
    Pollack, "The maximum capacity through a network", 1960), found best first from its end.
    """
    swayed_by = {id: [other for other, swayed in sways.items() if id in swayed] for id in peaks}
    waiting: list[tuple[int, int, tuple[str, ...]]] = [(-9, 1, (to,))]
    seen = set()
    while waiting:
        strength, length, path = heappop(waiting)
        if length > 1 and _is_with_us(peaks[path[0]]):
            return path
        if path[0] not in seen:
            seen.add(path[0])
            for other in swayed_by[path[0]]:
                if other not in path:
                    heappush(waiting, (max(strength, -peaks[other].weight), length + 1, (other, *path)))
    return ()


def _is_with_us(peak: Peak) -> bool:
    return peak.position is not None and peak.position >= WITH_US


def _drawing(peaks: Mapping[str, Peak], sways: Mapping[str, tuple[str, ...]]) -> PathDrawing:
    """Names in the order of `peaks`, the heaviest first."""
    places = {id: ROW * number for number, id in enumerate(peaks)}
    box = 44 + LETTER * max(len(peak.link.text) for peak in peaks.values())
    room = _swing(len(peaks) - 1)
    arrows = tuple(
        _arrow(places[id], places[other], room, room + box) for id, swayed in sways.items() for other in swayed
    )
    names = tuple((peak, places[id]) for id, peak in peaks.items())
    return PathDrawing(2 * room + box, ROW * len(peaks) - ROW + BOX, room, box, names, arrows)


def _arrow(start: int, end: int, left: int, right: int) -> Arrow:
    """Downwards on the right from the lower part of a name to the upper part of another; upwards on the left."""
    down = end > start
    edge, out = (right, 1) if down else (left, -1)
    swing = edge + out * _swing(abs(end - start) // ROW)
    first, last = (0.7, 0.3) if down else (0.3, 0.7)
    return Arrow((edge, start + BOX * first), (swing, 0), (edge, end + BOX * last))


def _swing(names: int) -> int:
    return min(MARGIN + _BEND * names, _FURTHEST)
