"""A buying committee as it is read aloud, stage by stage: who decides, who is to be convinced, who is not yet in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from persona_handbook.views.committee import Committee, CommitteeCell, Member
from persona_handbook.views.committee_contents import contents_for
from persona_handbook.views.emotions import signed
from persona_handbook.views.reader import Link, Reader

DECIDES = 5
"""The weight of somebody who decides."""
WEIGHS = 3
"""The weight from which somebody must be convinced, and must find a message and a content."""
WITH_US = 1
"""The position from which somebody stands with us."""


@dataclass(frozen=True, slots=True)
class Address:
    """What is to be done with a member at a stage: a sentence, and what goes with it."""

    sentence: str
    information: str
    sent_by: str
    contents: tuple[Link, ...]
    """What can be sent here, itself."""


@dataclass(frozen=True, slots=True)
class StageReading:
    """A stage: who decides there and who comes or is away, in sentences; then member by member, the hardest first."""

    id: str
    title: str
    decides: str
    presence: tuple[str, ...]
    members: tuple[Address, ...]


def readings(seats: Committee, stage_model: str, reader: Reader) -> tuple[StageReading, ...]:
    """A reading for each stage of the committee."""
    return tuple(
        StageReading(
            stage,
            seats.stages[column],
            _decides(seats, column, reader),
            _presence(seats, column, reader),
            _addresses(seats, column, stage_model, reader),
        )
        for column, stage in enumerate(seats.stage_ids)
    )


def approval(seats: Committee, reader: Reader) -> str:
    """Without whose yes nothing is bought; empty where that is said of nobody."""
    approving = [member.link.text for member in seats.members if member.must_approve]
    return reader.say("committee_approval", names=together(approving, reader)) if approving else ""


def together(names: Sequence[str], reader: Reader) -> str:
    """Names in one phrase: “Ana, Ben and Zoé”."""
    if len(names) < 2:
        return "".join(names)
    return reader.say("committee_and", first=", ".join(names[:-1]), last=names[-1])


def weight_at(member: Member, column: int) -> int:
    """The weight at a stage; who has none entered there counts as absent."""
    cell = member.cells[column]
    return cell.weight if cell else 0


def _decides(seats: Committee, column: int, reader: Reader) -> str:
    most = max(weight_at(member, column) for member in seats.members)
    if not most:
        return reader.say("committee_nobody")
    names = [member.link.text for member in seats.members if weight_at(member, column) == most]
    key = "committee_decides" if most == DECIDES else "committee_weighs_most"
    return reader.say(key, n=len(names), names=together(names, reader), weight=most)


def _presence(seats: Committee, column: int, reader: Reader) -> tuple[str, ...]:
    """Who comes in here, who has not come in yet, who is away for now or for good."""
    found: dict[str, list[str]] = {"committee_new": [], "committee_not_yet": [], "committee_away": []}
    for member in seats.members:
        here = weight_at(member, column) > 0
        before = any(weight_at(member, earlier) for earlier in range(column))
        if here and not before and column:
            found["committee_new"].append(member.link.text)
        elif not here:
            found["committee_away" if before else "committee_not_yet"].append(member.link.text)
    return tuple(reader.say(key, names=together(names, reader)) for key, names in found.items() if names)


def _addresses(seats: Committee, column: int, stage_model: str, reader: Reader) -> tuple[Address, ...]:
    here = [(member, cell) for member in seats.members if (cell := member.cells[column]) and _is_told(cell)]
    here.sort(key=lambda seat: (_ORDER.index(_stance(seat[1])), -seat[1].weight))
    stage = seats.stage_ids[column]
    return tuple(_address(member, cell, _contents(member, stage, stage_model, reader), reader) for member, cell in here)


def _contents(member: Member, stage: str, stage_model: str, reader: Reader) -> tuple[Link, ...]:
    persona = reader.handbook.personas.get(member.persona)
    found = contents_for(persona, stage, stage_model, reader) if persona else ()
    return tuple(Link(one["title"], one["url"]) for one in map(reader.handbook.contents.__getitem__, found))


def _address(member: Member, cell: CommitteeCell, contents: tuple[Link, ...], reader: Reader) -> Address:
    with_information, without = _stance(cell)
    position = reader.say("committee_unknown") if cell.position is None else signed(cell.position)
    key = with_information if cell.information else without
    sentence = reader.say(key, name=member.link.text, weight=cell.weight, position=position)
    return Address(sentence, cell.information, cell.sent_by, contents)


_Stance = tuple[str, str]
"""What is to be done, as keys of the catalogue: where something is to be told, and where that is not written yet."""

_CONVINCE: _Stance = ("committee_convince", "committee_convince_how")
_ASK: _Stance = ("committee_ask", "committee_ask_how")
_WITH_US: _Stance = ("committee_with_us", "committee_with_us_how")
_LIGHT: _Stance = ("committee_light", "committee_light_how")
_ORDER = (_CONVINCE, _ASK, _WITH_US, _LIGHT)


def _stance(cell: CommitteeCell) -> _Stance:
    if cell.position is not None and cell.position >= WITH_US:
        return _WITH_US
    if cell.weight < WEIGHS:
        return _LIGHT
    return _ASK if cell.position is None else _CONVINCE


def _is_told(cell: CommitteeCell) -> bool:
    return cell.weight > 0 or bool(cell.information)
