"""How far a persona has come: its level, and how many checks it passes. No weights, nothing to trade."""

from __future__ import annotations

from collections.abc import Collection

from persona_handbook.checks.rules import LEVELS, RULES, Level
from persona_handbook.model.persona import Standing

_UNCOUNTED = frozenset({"file", "yaml", "schema", "reference", "handbook"})
_COUNTED_ALL_THE_SAME = frozenset({"incomplete", "cut-by-hash", "cut-by-comma"})
_COUNTED = tuple(
    rule
    for rule in RULES.values()
    if rule.validated is not None and (rule.theme not in _UNCOUNTED or rule.id in _COUNTED_ALL_THE_SAME)
)
"""The checks that tell personas apart: a file that cannot be read has no standing at all."""


def standing(kind: str, broken: Collection[str], excused: Collection[str]) -> Standing:
    """Where a persona stands that breaks the rules `broken`, held to what a validated one is, and excuses `excused`.

    Excused rules count as neither passed nor failed. Of those whom we do not serve (`kind`) less is asked.
    """
    asked = [rule for rule in _COUNTED if rule.id not in excused and (kind == "persona" or not rule.served)]
    failed = [rule for rule in asked if rule.id in broken]
    missed = {rule.level for rule in failed}
    reached = Level.VALID
    for level in LEVELS[1:]:
        if level in missed:
            break
        reached = level
    return Standing(reached.value, len(asked) - len(failed), len(asked), tuple(rule.id for rule in failed))
