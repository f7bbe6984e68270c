"""A journey as a log of single touchpoints: who does or says what to whom, by which channel.

The terms are those of the Customer Journey Modelling Language (R. Halvorsrud, K. Kvale, A. Følstad, "Improving service
quality through customer journey analysis", 2016; https://www.cjml.no): a journey is planned or actual, its touchpoints
are atomic, an action has an initiator alone, a communication point an initiator, a receiver and a channel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.views.emotions import stage_name
from persona_handbook.views.reader import Reader


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes part."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A stage."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Touch:
    """An action, which has no receiver, or a communication point. Actors are named by their ids."""

    id: str
    phase: str
    label: str
    initiator: str
    receiver: str
    channel: str


@dataclass(frozen=True, slots=True)
class Experience:
    """What is felt in a phase, −2 to +2."""

    phase: str
    rating: str
    description: str


@dataclass(frozen=True, slots=True)
class TouchpointLog:
    """A whole journey."""

    id: str
    title: str
    planned: bool
    summary: str
    planned_reference: str
    """The target that it pairs with."""
    end_user: Actor
    providers: tuple[Actor, ...]
    phases: tuple[Phase, ...]
    touches: tuple[Touch, ...]
    experiences: tuple[Experience, ...]
    """None in a planned journey: nobody has lived it."""


def touchpoint_log(persona: Persona, journey: Journey, reader: Reader) -> TouchpointLog:
    """The log of one journey."""
    planned = journey.state == "to_be"
    end_user = Actor("A0", persona.name)
    actors = {persona.name: end_user}
    touches = tuple(_touches(persona, journey, actors, reader))
    return TouchpointLog(
        journey.id,
        journey.title,
        planned,
        str(journey.data["scenario"]),
        "" if planned else str(journey.data.get("pairs_with", "")),
        end_user,
        tuple(actors.values())[1:],
        tuple(Phase(stage["stage"], stage_name(journey, stage, reader)) for stage in journey.stages),
        touches,
        () if planned else tuple(_experiences(journey)),
    )


def _touches(persona: Persona, journey: Journey, actors: dict[str, Actor], reader: Reader) -> Iterator[Touch]:
    """Actions and touchpoints in the order of the stages; actors are numbered as they are met."""
    number = 0
    for stage in journey.stages:
        for action in stage.get("actions", ()):
            number += 1
            label = action if isinstance(action, str) else action["text"]
            yield Touch(f"T{number}", stage["stage"], label, actors[persona.name].id, "", "")
        for point in stage.get("touchpoints", ()):
            number += 1
            sender, receiver = _sides(point, persona, reader)
            ids = [actors.setdefault(name, Actor(f"A{len(actors)}", name)).id for name in (sender, receiver)]
            channel = reader.link("channel", point["channel"]).text
            yield Touch(f"T{number}", stage["stage"], point["name"], ids[0], ids[1], channel)


def _sides(point: Mapping[str, Any], persona: Persona, reader: Reader) -> tuple[str, str]:
    """Who speaks and who listens: where one is not said, it is the persona or, facing the persona, we or others."""
    other = reader.handbook.company if point.get("owned", True) else reader.say("somebody_else")
    sender, receiver = point.get("sender"), point.get("receiver")
    if sender is None:
        sender = other if receiver == persona.name else persona.name
    if receiver is None:
        receiver = other if sender == persona.name else persona.name
    return str(sender), str(receiver)


def _experiences(journey: Journey) -> Iterator[Experience]:
    for stage in journey.stages:
        if "emotion" in stage:
            emotion = stage["emotion"]
            said = f"{emotion['label']}: {emotion['reason']}" if "reason" in emotion else emotion["label"]
            yield Experience(stage["stage"], f"{emotion['score']:g}", said)
