"""Exceptions: rules that a persona may break for a while, with a reason and a last day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from persona_handbook.checks.rules import RULES
from persona_handbook.model.durations import add_duration
from persona_handbook.model.persona import Persona
from persona_handbook.model.words import nearest
from persona_handbook.problems import Problem

_LONGEST = "P1Y"
"""What nobody looks at for longer is no exception but the rule."""


def without_excused(
    problems: Iterable[Problem], persona: Persona, fields: Collection[str], today: date
) -> Iterator[Problem]:
    """The problems of one persona without those that it excuses, and what is wrong with its exceptions.

    `fields` are those that a persona may have. An exception that has run out still excuses; that it has run out is the
    finding, which no unrelated pull request fails for.
    """
    exceptions = list(enumerate(persona.data.get("exceptions", ())))
    used = {index for index, exception in exceptions if exception["rule"] in persona.inherited_faults}
    for problem in problems:
        excusing = [index for index, exception in exceptions if _excuses(exception, problem)]
        used.update(excusing)
        if not excusing:
            yield problem
    for index, exception in exceptions:
        if ("exceptions", index) in persona.document.positions:  # else it is the parent's
            yield from _exception(exception, index, persona, fields, used=index in used, today=today)


def _exception(
    exception: Mapping[str, Any], index: int, persona: Persona, fields: Collection[str], *, used: bool, today: date
) -> Iterator[Problem]:
    path, rule, until = ("exceptions", index, "rule"), exception["rule"], exception["until"]
    field, last = exception.get("field"), ("exceptions", index, "until")
    if rule not in RULES:
        yield persona.document.problem("unknown-rule", path, id=rule, meant=nearest(rule, {id: id for id in RULES}))
    elif not RULES[rule].excusable:
        yield persona.document.problem("rule-without-exceptions", path, id=rule)
    elif field is not None and field not in fields:
        meant = nearest(field, {name: name for name in fields})
        yield persona.document.problem("unknown-not-applicable", ("exceptions", index, "field"), key=field, meant=meant)
    elif until > add_duration(today, _LONGEST).isoformat():
        yield persona.document.problem("exception-too-long", last, id=rule, date=until)
    elif not used:
        yield persona.document.problem("unused-exception", path, id=rule)
    elif until < today.isoformat():
        yield persona.document.problem("exception-expired", last, id=rule, date=until)


def _excuses(exception: Mapping[str, Any], problem: Problem) -> bool:
    if problem.rule != exception["rule"] or not RULES[problem.rule].excusable:
        return False
    field = exception.get("field")
    where = ".".join(step for step in problem.path if isinstance(step, str))
    return field is None or where == field or where.startswith(f"{field}.")
