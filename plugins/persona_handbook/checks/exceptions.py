"""Exceptions: rules that a persona may break for a while, with a reason and a last day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from persona_handbook.checks.rules import RULES
from persona_handbook.model.persona import Persona
from persona_handbook.model.words import nearest
from persona_handbook.problems import Problem


def without_excused(problems: Iterable[Problem], persona: Persona, today: date) -> Iterator[Problem]:
    """The problems of one persona without those that it excuses, and what is wrong with its exceptions.

    An exception that has run out still excuses; that it has run out is the finding, which no unrelated pull request
    fails for.
    """
    exceptions = list(enumerate(persona.data.get("exceptions", ())))
    used: set[int] = set()
    for problem in problems:
        excusing = [index for index, exception in exceptions if _excuses(exception, problem)]
        used.update(excusing)
        if not excusing:
            yield problem
    for index, exception in exceptions:
        yield from _exception(exception, index, persona, used=index in used, today=today)


def _exception(
    exception: Mapping[str, Any], index: int, persona: Persona, *, used: bool, today: date
) -> Iterator[Problem]:
    path, rule = ("exceptions", index, "rule"), exception["rule"]
    if rule not in RULES:
        meant = nearest(rule, {id: id for id in RULES})
        yield persona.document.problem("unknown-rule", path, id=rule[:60], meant=meant)
    elif not RULES[rule].excusable:
        yield persona.document.problem("rule-without-exceptions", path, id=rule)
    elif not used:
        yield persona.document.problem("unused-exception", path, id=rule)
    elif exception["until"] < today.isoformat():
        place = ("exceptions", index, "until")
        yield persona.document.problem("exception-expired", place, id=rule, date=exception["until"])


def _excuses(exception: Mapping[str, Any], problem: Problem) -> bool:
    if problem.rule != exception["rule"] or not RULES[problem.rule].excusable:
        return False
    field = exception.get("field")
    where = ".".join(step for step in problem.path if isinstance(step, str))
    return field is None or where == field or where.startswith(f"{field}.")
