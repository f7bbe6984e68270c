"""Text becomes a document: one pass over libyaml's events gives data, positions and every refusal.

Events, not nodes: a hostile file is refused while it is read, before it costs anything (a deeply nested file would
otherwise crash the process, and an alias bomb exhaust it).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from persona_handbook.model.document import Document, Path, Position
from persona_handbook.problems import Problem
from persona_handbook.reading.decode import CONTROL, LINE_END, decode
from persona_handbook.reading.scalars import plain_value

MAX_DEPTH = 32
MAX_EVENTS = 50_000
MAX_SCALAR = 20_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ExpectsText = Callable[[Path], bool]


def read_document(raw: bytes, shown: str, expects_text: ExpectsText) -> tuple[Document | None, list[Problem]]:
    """The document in `raw`, or the problems that prevent it: never both.

    `expects_text` tells of a path whether the schema says text there; then `012` or `true` stays as typed.
    """
    text = decode(raw, shown)
    if isinstance(text, Problem):
        return None, [text]
    builder = _Builder(shown, expects_text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if problem := builder.take(event):
                return None, [*builder.problems, problem]
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(error, text, shown, builder.last)]
    except yaml.YAMLError as error:
        return None, [Problem("yaml-syntax", shown, values={"detail": str(error).splitlines()[0]})]
    if builder.problems:
        return None, builder.problems
    if builder.root is None:
        return None, [Problem("file-empty", shown)]
    if not isinstance(builder.root, dict):
        return None, [Problem("file-not-mapping", shown, *builder.positions[()])]
    return Document(shown, builder.root, builder.positions), []


class _Builder:
    """Builds data and positions out of events; keeps the path to where it is."""

    def __init__(self, shown: str, expects_text: ExpectsText) -> None:
        self.root: Any = None
        self.positions: dict[Path, Position] = {}
        self.problems: list[Problem] = []
        self.last: Event | None = None
        self._shown = shown
        self._expects_text = expects_text
        self._stack: list[dict[str, Any] | list[Any]] = []
        self._path: list[str | int] = []
        self._pending_key = False
        self._events = 0
        self._documents = 0

    def take(self, event: Event) -> Problem | None:
        """Take the next event; a problem means: stop reading here."""
        self._events += 1
        self.last = event
        if refusal := self._refusal(event):
            return refusal
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            return self._open(event)
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._close()
        return None

    def _refusal(self, event: Event) -> Problem | None:
        if self._events > MAX_EVENTS:
            return self._problem("yaml-too-many", event, limit=MAX_EVENTS)
        if isinstance(event, AliasEvent):
            return self._problem("yaml-alias", event, name=f"*{event.anchor}")
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            return self._problem("yaml-several-documents", event) if self._documents > 1 else None
        if anchor := getattr(event, "anchor", None):
            return self._problem("yaml-alias", event, name=f"&{anchor}")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            return self._problem("yaml-tag", event, tag=tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(event, ScalarEvent) and (control := CONTROL.search(event.value)):
            return self._problem("file-control-character", event, code=f"U+{ord(control[0]):04X}")
        return None

    def _scalar(self, event: ScalarEvent) -> Problem | None:
        here = _position(event)
        if self._awaits_key():
            return self._key(event, here)
        if len(event.value) > MAX_SCALAR:
            return self._problem("yaml-long-text", event, limit=MAX_SCALAR)
        path = self._enter(here)
        value: Any = event.value
        if event.implicit[0]:
            value = plain_value(event.value)
            if not isinstance(value, str) and value is not None and self._expects_text(path):
                value = event.value
        self._put(value)
        self._leave()
        return None

    def _key(self, event: ScalarEvent, here: Position) -> Problem | None:
        mapping = self._stack[-1]
        key = event.value
        if key == "<<" and event.implicit[0]:
            return self._problem("yaml-alias", event, name="<<")
        if not key.strip():
            return self._problem("yaml-key-not-text", event)
        self._path.append(key)
        path = tuple(self._path)
        if key in mapping:
            first = self.positions[path][0]
            self.problems.append(
                Problem("yaml-duplicate-key", self._shown, *here, path, {"key": key[:60], "first": first})
            )
        self.positions[path] = here
        self._pending_key = True
        return None

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> Problem | None:
        if self._awaits_key():
            return self._problem("yaml-key-not-text", event)
        if len(self._stack) >= MAX_DEPTH:
            return self._problem("yaml-too-deep", event, limit=MAX_DEPTH)
        self._enter(_position(event))
        container: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        self._put(container)
        self._stack.append(container)
        self._pending_key = False
        return None

    def _close(self) -> None:
        self._stack.pop()
        self._leave()

    def _awaits_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1], dict) and not self._pending_key

    def _enter(self, here: Position) -> Path:
        """Step onto the value that comes: into a list, or behind the key that was just read."""
        if self._stack and isinstance(self._stack[-1], list):
            self._path.append(len(self._stack[-1]))
        path = tuple(self._path)
        self.positions.setdefault(path, here)
        return path

    def _put(self, value: Any) -> None:
        if not self._stack:
            self.root = value
        elif isinstance(parent := self._stack[-1], list):
            parent.append(value)
        else:
            parent[str(self._path[-1])] = value

    def _leave(self) -> None:
        if self._stack:
            self._path.pop()
            self._pending_key = False

    def _problem(self, rule: str, event: Event, **values: object) -> Problem:
        return Problem(rule, self._shown, *_position(event), tuple(self._path), values)


def _position(event: Event) -> Position:
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


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str, last: Event | None) -> Problem:
    """The mistake in the YAML: in our words where we have some, and where the writer made it."""
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
    if here.startswith("\t"):
        rule = "yaml-tab"
    elif rule == "yaml-colon" and _FIELD.fullmatch(before):
        rule, place = "yaml-indentation", (number + 1, len(before) - len(before.lstrip()) + 1)
    elif rule in _FOUND.values() and last and _is_quoted(last, number):
        rule, place = "yaml-quote", _position(last)
    elif rule == "yaml-brackets" and begun and not here.strip() and number + 1 == len(lines):
        place = begun.line + 1, begun.column + 1
    word = here.split(maxsplit=1)[0][:60] if here.strip() else ""
    return Problem(rule, shown, *place, values={"detail": detail, "name": word, "tag": word})


def _is_quoted(event: Event, line: int) -> bool:
    """Whether it is a quoted text that ends on `line`: it is its quotes that what follows stumbles over."""
    quoted = isinstance(event, ScalarEvent) and event.style in ("'", '"')
    return quoted and event.end_mark is not None and event.end_mark.line == line
