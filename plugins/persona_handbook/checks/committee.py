"""The buying committee of a segment: somebody decides, somebody buys, each sits in it once and sways its members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from persona_handbook.model.document import Path
from persona_handbook.model.handbook import Handbook, Segment
from persona_handbook.problems import Problem

_MEMBERS: Path = ("committee", "members")


def of_committee(segment: Segment, handbook: Handbook) -> Iterator[Problem]:
    """All rules about the committee, if the segment has one."""
    if not (committee := segment.data.get("committee")):
        return
    members = committee["members"]
    roles = {role for member in members for role in member.get("roles", ())}
    if "decision_maker" not in roles and not any(member.get("must_approve") for member in members):
        yield segment.document.problem("no-decision-maker", _MEMBERS)
    if "buyer" not in roles:
        yield segment.document.problem("no-buyer", _MEMBERS)
    yield from _listed_twice(segment, [member["persona"] for member in members], _MEMBERS, "persona")
    for index, member in enumerate(members):
        stages = [seat["stage"] for seat in member["by_stage"]]
        yield from _listed_twice(segment, stages, (*_MEMBERS, index, "by_stage"), "stage")
    yield from _influences(segment, handbook)


def _listed_twice(segment: Segment, ids: Sequence[str], path: Path, key: str) -> Iterator[Problem]:
    """Entries of which only one would count."""
    first: dict[str, int] = {}
    for index, id in enumerate(ids):
        if (earlier := first.setdefault(id, index)) != index:
            line = segment.document.position((*path, earlier, key))[0]
            other = f"{segment.document.file}:{line}"
            yield segment.document.problem("listed-twice", (*path, index, key), id=id, other=other)


def _influences(segment: Segment, handbook: Handbook) -> Iterator[Problem]:
    """Whoever is influenced sits in the committee too, and is somebody else."""
    members = segment.data["committee"]["members"]
    inside = {member["persona"] for member in members}
    for index, member in enumerate(members):
        for number, id in enumerate(member.get("influences", ())):
            another = id in inside and id != member["persona"]
            if not another and id in handbook.personas:
                path = (*_MEMBERS, index, "influences", number)
                yield segment.document.problem("influence-outside", path, id=id)
