"""What a rule is about, as text for a terminal."""

from __future__ import annotations

import textwrap

from persona_handbook.catalogues import Catalogue
from persona_handbook.checks.rules import RULES
from persona_handbook.model.words import in_language
from persona_handbook.views.rules import rule_entry, rule_themes

_WIDTH = 100


def listed(words: Catalogue) -> str:
    """All rules by theme, each with its name."""
    width = max(map(len, RULES))
    blocks = [
        "\n".join([theme.title, *(f"  {rule.id:<{width}}  {rule.name}" for rule in theme.rules)])
        for theme in rule_themes(words)
    ]
    return "\n\n".join(blocks)


def explained(rule: str, words: Catalogue) -> str:
    """Name, what it checks, why that matters, a wrong and a right example, and how to mend what it finds.

    Raises KeyError for a rule that does not exist.
    """
    entry = rule_entry(rule, words)
    parts = [f"{entry.name}  [{rule}]", _part(words.say("explain_what"), entry.what), _wrapped(" ".join(entry.facts))]
    parts.append(_part(words.say("explain_why"), entry.why))
    for title, shown in (("explain_wrong", entry.wrong), ("explain_right", entry.right)):
        if shown is not None:
            where = f" ({entry.file})" if entry.file else ""
            typed = textwrap.indent(in_language(shown, words.language).rstrip("\n"), "    ")
            parts.append(f"{words.say(title)}{where}\n{typed}")
    parts.append(_part(words.say("explain_mend"), entry.hint))
    return "\n\n".join(parts)


def _part(title: str, text: str) -> str:
    return f"{title}\n{_wrapped(text)}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
