"""The buying committee of a segment: who weighs what at which stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.handbook import Segment
from persona_handbook.views.reader import Link, Reader, segment_url


@dataclass(frozen=True, slots=True)
class CommitteeCell:
    """A member at a stage: weight 0–5, position −2…+2 where it is known, what they must be told and by whom."""

    weight: int
    position: int | None
    information: str
    sent_by: str


@dataclass(frozen=True, slots=True)
class Member:
    """A row of the matrix."""

    persona: str
    link: Link
    roles: tuple[str, ...]
    must_approve: bool
    influences: tuple[str, ...]
    """Ids of the personas whom the member sways."""
    cells: tuple[CommitteeCell | None, ...]


@dataclass(frozen=True, slots=True)
class Committee:
    """Members down, stages across."""

    segment: Link
    stage_ids: tuple[str, ...]
    stages: tuple[str, ...]
    members: tuple[Member, ...]
    status_quo_risk: str


def committee_url(segment: str) -> str:
    """The page of a segment's committee."""
    return f"{segment_url(segment)}committee/"


def committee(segment: Segment, reader: Reader) -> Committee | None:
    """The committee, or None where the segment has none."""
    data = segment.data.get("committee")
    if not data:
        return None
    model = reader.handbook.stage_models[data["stage_model"]]
    used = {entry["stage"] for member in data["members"] for entry in member["by_stage"]}
    stages = [stage for stage in model.stages if stage in used]
    return Committee(
        reader.link("segment", segment.id),
        tuple(stages),
        tuple(reader.read(model.stages[stage]) for stage in stages),
        tuple(_member(member, stages, reader) for member in data["members"]),
        data.get("status_quo_risk", ""),
    )


def _member(data: Mapping[str, Any], stages: list[str], reader: Reader) -> Member:
    by_stage = {entry["stage"]: entry for entry in data["by_stage"]}
    cells = (
        CommitteeCell(
            entry["weight"],
            entry.get("position"),
            entry.get("information_to_deliver", ""),
            reader.link("department", entry["sent_by"]).text if "sent_by" in entry else "",
        )
        if (entry := by_stage.get(stage))
        else None
        for stage in stages
    )
    return Member(
        data["persona"],
        reader.link("persona", data["persona"]),
        tuple(reader.value_label(role, "buying_role") for role in data["roles"]),
        bool(data.get("must_approve")),
        tuple(data.get("influences", ())),
        tuple(cells),
    )
