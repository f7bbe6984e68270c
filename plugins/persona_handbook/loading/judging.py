"""Findings become problems: excused or not, and as severe as the status of their file makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from persona_handbook.checks.exceptions import without_excused
from persona_handbook.checks.rules import RULES
from persona_handbook.checks.standing import standing
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Standing
from persona_handbook.model.policy import Policy
from persona_handbook.problems import Problem, Severity


def judge(
    findings: Iterable[Problem], handbook: Handbook | None, fields: Collection[str], policy: Policy
) -> tuple[list[Problem], dict[str, Standing]]:
    """The problems to report, in reading order, and how far each persona that is not retired has come.

    `fields` are those that a persona may have, by their paths.
    """
    if handbook is None:
        return sorted(findings, key=Problem.sort_key), {}
    by_file: dict[str, list[Problem]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    standings: dict[str, Standing] = {}
    for persona in handbook.personas.values():
        found = by_file.get(persona.document.file, [])
        kept = list(without_excused(found, persona, fields, policy.today))
        by_file[persona.document.file] = kept
        if persona.status != "retired":
            granted = {exception["rule"] for exception in persona.data.get("exceptions", ())}
            broken = {problem.rule for problem in kept} | (persona.inherited_faults - granted)
            excused = {problem.rule for problem in found} | persona.inherited_faults
            standings[persona.id] = standing(persona.kind, broken, excused - broken)
    statuses = _statuses(handbook)
    problems = (
        judged
        for file, found in by_file.items()
        for problem in found
        for judged in _judged(problem, statuses.get(file, "validated"), policy)
    )
    return sorted(problems, key=Problem.sort_key), standings


def _statuses(handbook: Handbook) -> Mapping[str, str]:
    """The status of each file: a segment's is the best that its personas have."""
    statuses = {persona.document.file: persona.status for persona in handbook.personas.values()}
    for segment in handbook.segments.values():
        validated = any(persona.status == "validated" for persona in handbook.personas_of(segment.id))
        statuses[segment.document.file] = "validated" if validated else "draft"
    return statuses


def _judged(problem: Problem, status: str, policy: Policy) -> Iterator[Problem]:
    rule = RULES[problem.rule]
    severity = rule.severity(status)
    if severity is None:
        return
    concerned = policy.changed is None or problem.file in policy.changed
    if rule.dated and policy.strict_dates and concerned:
        severity = Severity.ERROR
    yield problem if severity is problem.severity else replace(problem, severity=severity)
