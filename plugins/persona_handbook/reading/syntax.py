"""What libyaml stumbled over, in our words, and where the writer made the mistake."""

from __future__ import annotations

import re

import yaml
from yaml.events import Event, ScalarEvent

from persona_handbook.model.document import Position
from persona_handbook.problems import Problem
from persona_handbook.reading.decode import LINE_END


def position(event: Event) -> Position:
    """Where an event begins."""
    mark = event.start_mark
    assert mark is not None, "libyaml marks every event"
    return mark.line + 1, mark.column + 1


_WHILE = {
    "while scanning a quoted scalar": "yaml-quote",
    "while scanning a simple key": "yaml-no-colon",
    "while scanning an alias": "yaml-alias",
    "while scanning an anchor": "yaml-alias",
    "while scanning a tag": "yaml-tag",
    "while parsing a tag": "yaml-tag",
}
"""What libyaml was reading; the mistake is where that began."""

_FOUND = {
    "mapping values are not allowed": "yaml-colon",
    "did not find expected key": "yaml-indentation",
    "did not find expected '-' indicator": "yaml-indentation",
    "did not find expected <document start>": "yaml-indentation",
    "did not find expected ',' or": "yaml-brackets",
}
"""What libyaml stumbled over; the mistake is there."""

_FIELD = re.compile(r"\s+(?:- +)?[a-z_]+")


_WIDE = re.compile(r"^(?:[ -]*|[^'\"]*?[\w-][:-]?)([\u00a0\u202f\u2007\u3000])")
"""A space where YAML wants another kind of space: at the start of a line, or around the first colon or hyphen."""


def syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str, last: Event | None) -> Problem:
    """The mistake in the YAML. `last` is the last event before it."""
    detail = (error.problem or str(error)).removesuffix(" in this context")
    rules = [rule for words, rule in _FOUND.items() if words in detail]
    rule = _WHILE.get(error.context or "") or (rules or ["yaml-syntax"])[0]
    begun = error.context_mark
    mark = begun if begun and rule in _WHILE.values() else error.problem_mark or begun
    if mark is None:
        return Problem(rule, shown, values={"detail": detail})
    lines = LINE_END.split(text)
    number, column = (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))
    before, here = lines[number][:column], lines[number][column:]
    place = number + 1, column + 1
    wide = _WIDE.search(lines[number])
    if here.startswith("\t"):
        rule = "yaml-tab"
    elif wide and rule in ("yaml-no-colon", "yaml-indentation", "yaml-syntax"):
        rule, place = "yaml-no-break-space", (number + 1, wide.start(1) + 1)
    elif rule == "yaml-colon" and _FIELD.fullmatch(before):
        rule, place = "yaml-indentation", (number + 1, len(before) - len(before.lstrip()) + 1)
    elif rule in _FOUND.values() and last and _is_quoted(last, number):
        rule, place = "yaml-quote", position(last)
    elif rule == "yaml-brackets" and begun and not here.strip() and number + 1 == len(lines):
        place = begun.line + 1, begun.column + 1
    word = here.split(maxsplit=1)[0][:60] if here.strip() else ""
    return Problem(rule, shown, *place, values={"detail": detail, "name": word, "tag": word})


def _is_quoted(event: Event, line: int) -> bool:
    """Whether it is a quoted text that ends on `line`: it is its quotes that what follows stumbles over."""
    quoted = isinstance(event, ScalarEvent) and event.style in ("'", '"')
    return quoted and event.end_mark is not None and event.end_mark.line == line
