"""Whether a persona says what others need: enough, about more than data, for more than one department."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from persona_handbook.checks.context import Context, is_sentence, texts
from persona_handbook.model.document import Path
from persona_handbook.model.persona import Persona
from persona_handbook.model.words import nearest
from persona_handbook.problems import Problem

COUNTED = ("motivations", "expectations", "barriers")
"""What a validated persona needs several of, and some with a source."""

_WHY_THEY_ACT = frozenset(
    {
        *("levers", "expectations", "delights", "jobs", "unspoken_needs", "insight", "triggers", "pains", "objections"),
        *("quotes", "day", "story", "habits", "psychographics", "emotional_profile", "empathy", "goals", "decision"),
        *("buying_style", "tone", "care", "journeys"),
    }
)
_FEELINGS = ("levers", "psychographics", "emotional_profile", "empathy", "unspoken_needs", "habits")
_FEELING_GOALS = ("personal", "concerns", "frustrations")
_SCALES = ("distance", "tactics", "roughness", "speed", "technical", "transparency")


def content(persona: Persona, context: Context) -> Iterator[Problem]:
    """All rules about what a persona holds."""
    yield from _minimums(persona, context)
    yield from _more_than_data(persona)
    yield from _departments(persona, context)
    yield from _objections(persona)
    yield from _journeys(persona, context)
    yield from _not_applicable(persona, context)
    if not context.example_fingerprints.isdisjoint(persona.fingerprints):
        yield from _examples_left(persona, context)


def _minimums(persona: Persona, context: Context) -> Iterator[Problem]:
    minimum = int(context.handbook.thresholds["min_statements"])
    for key in COUNTED if persona.kind == "persona" else ():
        if 0 < (count := len(persona.data.get(key, ()))) < minimum:
            yield _too_few(persona, (key,), count, minimum, context)
    styles = persona.data.get("buying_style")
    minimum = int(context.handbook.thresholds["min_buying_styles"])
    if styles and "b2b" in persona.data["market"] and (count := sum(key in styles for key in _SCALES)) < minimum:
        yield _too_few(persona, ("buying_style",), count, minimum, context)


def _too_few(persona: Persona, path: Path, count: int, minimum: int, context: Context) -> Problem:
    return persona.document.problem("below-minimum", path, field=context.title(path), count=count, limit=minimum)


def _more_than_data(persona: Persona) -> Iterator[Problem]:
    """003, 1 e: a persona is not a demographic segment, and its psychology is not left out."""
    if persona.kind != "persona":
        return
    reasons = len(persona.data["motivations"]) + len(persona.data["barriers"])
    if len(persona.data.get("profile", ())) > reasons and not _WHY_THEY_ACT & persona.data.keys():
        yield persona.document.problem("demographic-only", ("profile",))
    elif not _says_what_they_feel(persona.data):
        yield persona.document.problem("no-psychology", ("motivations",))


def _says_what_they_feel(data: Any) -> bool:
    goals = data.get("goals", {})
    stages = (stage for journey in data.get("journeys", ()) for stage in journey["stages"])
    return (
        any(key in data for key in _FEELINGS)
        or any(key in goals for key in _FEELING_GOALS)
        or any("reason" in stage.get("emotion", {}) for stage in stages)
    )


def _departments(persona: Persona, context: Context) -> Iterator[Problem]:
    """004: departments that each see a part only do not serve one customer."""
    told, limit = persona.data.get("implications", {}), int(context.handbook.thresholds["min_departments"])
    if 0 < len(told) < limit:
        titles = [context.handbook.departments.get(department, department) for department in told]
        yield persona.document.problem("single-department", ("implications",), department=titles, limit=limit)


def _objections(persona: Persona) -> Iterator[Problem]:
    for index, objection in enumerate(persona.data.get("objections", ())):
        missing = [key for key in ("answer", "proof") if key not in objection]
        if missing:
            yield persona.document.problem("unanswered-objection", ("objections", index), part=missing)


def _journeys(persona: Persona, context: Context) -> Iterator[Problem]:
    """004: from before the first contact to the recommendation, each stage with its department; 001: a message meets
    a need."""
    for index, journey in enumerate(persona.data.get("journeys", ())):
        path: Path = ("journeys", index, "stages")
        stages = journey["stages"]
        if model := context.handbook.stage_models.get(journey["stage_model"]):
            ends = list(model.stages)
            for rule, place, end in (
                ("journey-starts-late", 0, ends[0]),
                ("journey-ends-early", len(stages) - 1, ends[-1]),
            ):
                if stages[place]["stage"] != end and stages[place]["stage"] in model.stages:
                    where, wanted = (*path, place, "stage"), model.stages[end]
                    yield persona.document.problem(rule, where, stage=wanted, model=model.title)
        for number, stage in enumerate(stages):
            if "departments" not in stage:
                name = context.handbook.stages.get(stage["stage"], stage["stage"])
                yield persona.document.problem("stage-without-department", (*path, number), stage=name)
            for place, message in enumerate(stage.get("messages", ())):
                if "addresses" not in message:
                    yield persona.document.problem("message-without-need", (*path, number, "messages", place))


def _not_applicable(persona: Persona, context: Context) -> Iterator[Problem]:
    for field in persona.data.get("not_applicable", {}):
        path = ("not_applicable", field)
        if field not in context.fields:
            meant = nearest(field, {name: name for name in context.fields})
            yield persona.document.problem("unknown-not-applicable", path, key=field[:60], meant=meant)
        elif _value_at(persona.data, field) is not None:
            yield persona.document.problem("filled-in-anyway", path, field=context.title(tuple(field.split("."))))


def _value_at(data: Any, field: str) -> Any:
    for key in field.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _examples_left(persona: Persona, context: Context) -> Iterator[Problem]:
    for path, text in texts(persona.data):
        if text in context.examples and is_sentence(text):
            yield persona.document.problem("example-left", path, text=text)


def statements(data: Any, path: Path = ()) -> Iterator[tuple[Path, list[Any]]]:
    """Every list of statements in the data, with its place."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from statements(value, (*path, key))
    elif isinstance(data, list):
        if all(isinstance(entry, str) or (isinstance(entry, dict) and "text" in entry) for entry in data):
            yield path, data
        else:
            for index, value in enumerate(data):
                yield from statements(value, (*path, index))
