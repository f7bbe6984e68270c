"""Where sales and marketing do not say the same: what is missing between the files, counted question by question.

The questions follow article 001: messages that meet a need, needs that a message meets, both departments served, one
definition of a lead, signed by both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.checks.answers import unanswered
from persona_handbook.checks.context import said
from persona_handbook.model.handbook import Handbook, Segment
from persona_handbook.model.persona import Journey, Persona
from persona_handbook.model.states import Figure

NEEDS = ("pains", "barriers", "unspoken_needs")
"""Fields of a persona that say what a message may answer."""
BOTH = ("sales", "marketing")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: where, as far as it has a place, and its words. `field` is a field of the persona."""

    text: str = ""
    persona: Persona | None = None
    journey: Journey | None = None
    stage: str = ""
    field: str = ""
    segment: Segment | None = None
    departments: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The answer to one question: of `whole` things those that are `missing`."""

    missing: tuple[Gap, ...]
    whole: int

    @property
    def figure(self) -> Figure:
        return Figure(len(self.missing), self.whole)


def served(handbook: Handbook) -> list[Persona]:
    """The personas that we serve: neither retired nor anti-personas."""
    return [
        persona for persona in handbook.personas.values() if persona.kind == "persona" and persona.status != "retired"
    ]


def gaps(handbook: Handbook) -> dict[str, Gaps]:
    """Every question by its name, in the order in which they are asked."""
    personas = served(handbook)
    return {name: question(handbook, personas) for name, question in QUESTIONS.items()}


def acceptance(handbook: Handbook) -> Mapping[str, Any]:
    """The share of leads that sales accepted (`value`, `unit`, `date`, `source`); empty where nobody said."""
    lead = handbook.shared.get("lead")
    found: Mapping[str, Any] = lead.data.get("acceptance_rate", {}) if lead else {}
    return found


def stages(personas: list[Persona]) -> Iterator[tuple[Persona, Journey, Mapping[str, Any]]]:
    """Every stage of every journey."""
    for persona in personas:
        for journey in persona.journeys:
            for stage in journey.stages:
                yield persona, journey, stage


def messages(personas: list[Persona]) -> Iterator[tuple[Persona, Journey, str, Mapping[str, Any]]]:
    """Every message, with the stage at which it is said."""
    for persona, journey, stage in stages(personas):
        for message in stage.get("messages", ()):
            yield persona, journey, str(stage["stage"]), message


def _messages_without_need(_: Handbook, personas: list[Persona]) -> Gaps:
    every = list(messages(personas))
    missing = (
        Gap(str(message["text"]), persona, journey, stage)
        for persona, journey, stage, message in every
        if "addresses" not in message
    )
    return Gaps(tuple(missing), len(every))


def _needs_without_message(_: Handbook, personas: list[Persona]) -> Gaps:
    missing: list[Gap] = []
    whole = 0
    for persona in personas:
        answers = [str(message["addresses"]) for *_, message in messages([persona]) if "addresses" in message]
        for field in NEEDS:
            needs = [said(need) for need in persona.data.get(field, ())]
            whole += len(needs)
            missing += [Gap(need, persona, field=field) for need in unanswered(needs, answers)]
    return Gaps(tuple(missing), whole)


def _implications_missing(handbook: Handbook, personas: list[Persona]) -> Gaps:
    asked = [department for department in BOTH if department in handbook.departments]
    missing = []
    for persona in personas:
        silent = tuple(department for department in asked if department not in persona.data.get("implications", {}))
        if silent:
            missing.append(Gap(persona=persona, departments=silent))
    return Gaps(tuple(missing), len(personas) if asked else 0)


def _stages_without_owner(_: Handbook, personas: list[Persona]) -> Gaps:
    every = list(stages(personas))
    missing = (
        Gap(str(stage.get("name", "")), persona, journey, str(stage["stage"]))
        for persona, journey, stage in every
        if "owner" not in stage.get("departments", {})
    )
    return Gaps(tuple(missing), len(every))


def _contents_unused(handbook: Handbook, personas: list[Persona]) -> Gaps:
    used = {reference.id for persona in personas for reference in persona.references if reference.kind == "content"}
    used |= {one.id for segment in handbook.segments.values() for one in segment.references if one.kind == "content"}
    missing = (Gap(str(entry["title"]), content=id) for id, entry in handbook.contents.items() if id not in used)
    return Gaps(tuple(missing), len(handbook.contents))


def _lead_unsigned(handbook: Handbook, _: list[Persona]) -> Gaps:
    lead = handbook.shared.get("lead")
    signed = {signatory["department"] for signatory in lead.data["signatories"]} if lead else set()
    asked = [department for department in BOTH if department in handbook.departments]
    return Gaps(tuple(Gap(departments=(one,)) for one in asked if one not in signed), len(asked))


def _segments_without_committee(handbook: Handbook, personas: list[Persona]) -> Gaps:
    selling = {persona.segment for persona in personas if "b2b" in persona.data["market"]}
    every = [segment for segment in handbook.segments.values() if segment.id in selling]
    return Gaps(tuple(Gap(segment=one) for one in every if "committee" not in one.data), len(every))


QUESTIONS: Mapping[str, Callable[[Handbook, list[Persona]], Gaps]] = {
    "messages_without_need": _messages_without_need,
    "needs_without_message": _needs_without_message,
    "implications_missing": _implications_missing,
    "stages_without_owner": _stages_without_owner,
    "contents_unused": _contents_unused,
    "lead_unsigned": _lead_unsigned,
    "segments_without_committee": _segments_without_committee,
}
"""Each is one figure; they are never added up."""
