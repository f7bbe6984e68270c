"""What a rule is about, apart from any one finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from persona_handbook.catalogues import Catalogue
from persona_handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """The name of a rule, what it refuses, why that matters, and how to mend it. None is empty."""

    name: str
    what: str
    why: str
    hint: str


def rule_texts(words: Catalogue, rule: str) -> RuleTexts:
    """The texts of `rule`; where the catalogue does not explain it, its message and its hint with `…` for each value.

    Raises KeyError for a rule that the catalogue lacks.
    """
    names = re.findall(r"\{(\w+)\}", str(words.words["problems"][rule]))
    any_problem = Problem(rule, "", values=dict.fromkeys(names, "…"))
    message, hint = words.message(any_problem), words.hint(any_problem)
    told: Mapping[str, str] = {}
    with suppress(KeyError):
        told = words.explain(rule)
    what = told.get("what") or message
    return RuleTexts(told.get("name") or rule, what, told.get("why") or hint, hint or what)
