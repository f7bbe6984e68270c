"""A journey as it is lived and as it is meant to be, side by side, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.views.curves_chart import CurvesChart, curves_chart
from persona_handbook.views.emotions import signed, stage_name
from persona_handbook.views.reader import Reader

_WHAT_CHANGES = ("actions", "touchpoints", "promises")


@dataclass(frozen=True, slots=True)
class Side:
    """A stage today or tomorrow."""

    title: str
    score: str
    label: str
    duration: str


@dataclass(frozen=True, slots=True)
class Change:
    """What comes, or goes, in one lane of a stage."""

    lane: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StagePair:
    """One stage today and tomorrow; a side is None where its journey has no such stage."""

    title: str
    today: Side | None
    tomorrow: Side | None
    difference: str
    """The change of the score in words."""
    added: tuple[Change, ...]
    dropped: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class JourneyPair:
    """Two journeys that pair with each other."""

    anchor: str
    today: str
    tomorrow: str
    stages: tuple[StagePair, ...]
    chart: CurvesChart


def journey_pair(persona: Persona, journey: Journey, reader: Reader) -> JourneyPair | None:
    """The pair of a lived journey and a target that `journey` is a part of; None where it stands alone."""
    found = counterpart(persona, journey)
    if found is None:
        return None
    return _pair(journey, found, reader) if journey.state == "as_is" else _pair(found, journey, reader)


def counterpart(persona: Persona, journey: Journey) -> Journey | None:
    """The target of a lived journey, or what is lived where a target is meant; None where neither names the other."""
    for other in persona.journeys:
        paired = journey.data.get("pairs_with") == other.id or other.data.get("pairs_with") == journey.id
        if paired and {journey.state, other.state} == {"as_is", "to_be"}:
            return other
    return None


def _pair(lived: Journey, target: Journey, reader: Reader) -> JourneyPair:
    model = reader.handbook.stage_models.get(lived.stage_model)
    today = {stage["stage"]: stage for stage in lived.stages}
    tomorrow = {stage["stage"]: stage for stage in target.stages}
    known = list(model.stages) if model else []
    stages = [stage for stage in dict.fromkeys([*known, *today, *tomorrow]) if stage in today or stage in tomorrow]
    named = [(reader.say("today"), lived), (reader.say("tomorrow"), target)]
    return JourneyPair(
        f"pair-{lived.id}",
        lived.title,
        target.title,
        tuple(_stage(lived, today.get(stage), target, tomorrow.get(stage), reader) for stage in stages),
        curves_chart(named, stages, reader),
    )


def _stage(
    lived: Journey,
    before: Mapping[str, Any] | None,
    target: Journey,
    after: Mapping[str, Any] | None,
    reader: Reader,
) -> StagePair:
    stage = before or after or {}
    return StagePair(
        reader.stage_title(lived.stage_model, stage["stage"]),
        _side(lived, before, reader),
        _side(target, after, reader),
        _difference(before, after, reader),
        tuple(_changes(after or {}, before or {}, reader)),
        tuple(_changes(before or {}, after or {}, reader)),
    )


def _side(journey: Journey, stage: Mapping[str, Any] | None, reader: Reader) -> Side | None:
    if stage is None:
        return None
    emotion = stage.get("emotion", {})
    return Side(
        stage_name(journey, stage, reader),
        signed(emotion["score"]) if emotion else "",
        emotion.get("label", ""),
        stage.get("duration", ""),
    )


def _difference(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, reader: Reader) -> str:
    if before is None:
        return reader.say("stage_new")
    if after is None:
        return reader.say("stage_gone")
    if "emotion" not in before or "emotion" not in after:
        return reader.say("no_difference_known")
    change = after["emotion"]["score"] - before["emotion"]["score"]
    key = "feels_better" if change > 0 else "feels_worse" if change < 0 else "feels_the_same"
    return reader.say(key, n=signed(change))


def _changes(here: Mapping[str, Any], there: Mapping[str, Any], reader: Reader) -> Iterator[Change]:
    """What a stage says here and not there."""
    for key in _WHAT_CHANGES:
        known = _entries(there, key)
        entries = tuple(entry for entry in _entries(here, key) if entry not in known)
        if entries:
            yield Change(reader.label("journeys", 0, "stages", 0, key), entries)


def _entries(stage: Mapping[str, Any], key: str) -> list[str]:
    """What a lane says at a stage, without sources and other notes."""
    entries = stage.get(key, ())
    return [entry if isinstance(entry, str) else str(entry.get("text") or entry.get("name", "")) for entry in entries]
