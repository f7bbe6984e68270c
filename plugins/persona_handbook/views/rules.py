"""What each rule is about, theme by theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from persona_handbook.catalogues import Catalogue
from persona_handbook.checks.rules import RULES, THEMES, Rule
from persona_handbook.model.words import Words
from persona_handbook.reports.rule_texts import rule_texts
from persona_handbook.rule_examples import load_example

_STATUSES = ("draft", "validated", "retired")


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule in the reader's language. `facts` are sentences: how severe it is, which level it guards, what softens it.

    `wrong` and `right` are shown as typed in `file` or, where they are a sentence in each language, as such; each is
    None where there is no example.
    """

    id: str
    name: str
    what: str
    why: str
    hint: str
    facts: tuple[str, ...]
    wrong: Words | str | None
    right: Words | str | None
    file: str


@dataclass(frozen=True, slots=True)
class RuleTheme:
    """Rules that are about the same thing, on one page."""

    id: str
    title: str
    rules: tuple[RuleEntry, ...]


def rule_themes(words: Catalogue) -> tuple[RuleTheme, ...]:
    """All rules, in the order of the themes."""
    return tuple(
        RuleTheme(
            theme,
            words.say(f"theme_{theme}"),
            tuple(rule_entry(rule.id, words) for rule in RULES.values() if rule.theme == theme),
        )
        for theme in THEMES
    )


def rule_entry(id: str, words: Catalogue) -> RuleEntry:
    """One rule; raises KeyError where there is none of that id."""
    rule, told, example = RULES[id], rule_texts(words, id), load_example(id)
    return RuleEntry(
        id,
        told.name,
        told.what,
        told.why,
        told.hint,
        tuple(_facts(rule, words)),
        example.wrong if example else None,
        example.right if example else None,
        f"personas/{example.file}" if example and example.file else "",
    )


def rule_url(id: str) -> str:
    """Where a rule is explained, from the root of the site."""
    return f"rules/{RULES[id].theme}/#{id}"


def _facts(rule: Rule, words: Catalogue) -> Iterator[str]:
    severities = {status: words.say(f"severity_{rule.severity(status) or 'off'}") for status in _STATUSES}
    yield words.say("explain_severity", **severities)
    if rule.level:
        yield words.say("guards_level", level=words.say(f"level_{rule.level}"))
    else:
        yield words.say("guards_nothing")
    if rule.dated:
        yield words.say("is_dated")
    if rule.excusable:
        yield words.say("is_excusable")
