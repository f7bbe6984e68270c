"""The careful way to read: one pass over libyaml's events gives data, positions and every refusal.

Events, not nodes: a hostile file is refused while it is read, before it costs anything (a deeply nested file would
otherwise crash the process, and an alias bomb exhaust it).
"""

from __future__ import annotations

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
    StreamEndEvent,
)

from persona_handbook.model.document import Path, Position
from persona_handbook.problems import Problem
from persona_handbook.reading.decode import CONTROL
from persona_handbook.reading.limits import LOADER, MAX_DEPTH, MAX_EVENTS, MAX_SCALAR
from persona_handbook.reading.scalars import ExpectsText, plain_value
from persona_handbook.reading.syntax import position, syntax_problem

MOST_REPEATS = 100
_NO_KEY = object()


def read_carefully(text: str, shown: str, expects_text: ExpectsText) -> tuple[Any, dict[Path, Position], list[Problem]]:
    """The data in `text`, its positions, and what prevents it from being read."""
    builder = _Builder(shown, expects_text)
    problems = builder.problems
    loader = LOADER(text)
    try:
        if problem := builder.read(loader):
            problems.append(problem)
    except yaml.MarkedYAMLError as error:
        problems.append(syntax_problem(error, text, shown, builder.last))
    except yaml.YAMLError as error:
        problems.append(Problem("yaml-syntax", shown, values={"detail": str(error).splitlines()[0]}))
    finally:
        loader.dispose()
    return builder.root, builder.positions, problems


class _Builder:
    """Builds data and positions out of events."""

    def __init__(self, shown: str, expects_text: ExpectsText) -> None:
        self.root: Any = None
        self.positions: dict[Path, Position] = {}
        self.problems: list[Problem] = []
        self.last: Event | None = None
        self._shown = shown
        self._expects_text = expects_text
        self._container: Any = None
        """The mapping or list that is open, and `_path`, where it stands."""
        self._path: Path = ()
        self._key: Any = _NO_KEY
        """The key whose value is awaited."""
        self._around: list[tuple[Any, Path]] = []
        self._documents = 0

    def read(self, loader: Any) -> Problem | None:
        """Take every event; a problem means: stopped there."""
        for _ in range(MAX_EVENTS):
            event = loader.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                problem = self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                problem = self._open(event, kind)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._container, self._path = self._around.pop()
                problem = None
            elif kind is StreamEndEvent:
                return None
            else:
                problem = self._other(event)
            self.last = event
            if problem is not None:
                return problem
        return self._problem("yaml-too-many", loader.get_event(), limit=MAX_EVENTS)

    def _scalar(self, event: Any) -> Problem | None:
        value = event.value
        if event.anchor is not None or event.tag is not None:
            return self._decorated(event)
        if event.style == '"' and (control := CONTROL.search(value)):
            return self._problem("file-control-character", event, code=f"U+{ord(control[0]):04X}")
        if type(self._container) is dict and self._key is _NO_KEY:
            return self._take_key(event, value)
        if len(value) > MAX_SCALAR:
            return self._problem("yaml-long-text", event, limit=MAX_SCALAR)
        path = self._place(event)
        if event.implicit[0]:
            typed = plain_value(value)
            if typed is None or not (typed is value or self._expects_text(path)):
                value = typed
        self._put(value)
        return None

    def _take_key(self, event: Any, key: str) -> Problem | None:
        if key == "<<" and event.implicit[0]:
            return self._problem("yaml-alias", event, name="<<")
        if not key.strip():
            return self._problem("yaml-key-not-text", event)
        if event.implicit[0] and key[0].isspace():  # a no-break space, say, which YAML takes for a letter
            return self._problem("yaml-no-break-space", event)
        path = (*self._path, key)
        here = position(event)
        if key in self._container:
            values = {"key": key[:60], "first": self.positions[path][0]}
            repeated = Problem("yaml-duplicate-key", self._shown, *here, path, values)
            if len(self.problems) >= MOST_REPEATS:
                return repeated
            self.problems.append(repeated)
        self.positions[path] = here
        self._key = key
        return None

    def _open(self, event: Any, kind: type[Event]) -> Problem | None:
        if event.anchor is not None or event.tag is not None:
            return self._decorated(event)
        if type(self._container) is dict and self._key is _NO_KEY:
            return self._problem("yaml-key-not-text", event)
        if len(self._around) >= MAX_DEPTH:
            return self._problem("yaml-too-deep", event, limit=MAX_DEPTH)
        path = self._place(event)
        opened: Any = {} if kind is MappingStartEvent else []
        self._around.append((self._container, self._path))
        self._put(opened)
        self._container, self._path = opened, path
        return None

    def _other(self, event: Event) -> Problem | None:
        if isinstance(event, AliasEvent):
            return self._problem("yaml-alias", event, name=f"*{event.anchor}")
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            return self._problem("yaml-several-documents", event) if self._documents > 1 else None
        return None

    def _decorated(self, event: Any) -> Problem:
        """Refuse an anchor or a tag."""
        if event.anchor is not None:
            return self._problem("yaml-alias", event, name=f"&{event.anchor}")
        return self._problem("yaml-tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _place(self, event: Any) -> Path:
        """Where the value that comes will stand: its path, and its position unless its key has given it one."""
        if self._key is not _NO_KEY:
            return (*self._path, self._key)
        path = self._path if self._container is None else (*self._path, len(self._container))
        self.positions[path] = position(event)
        return path

    def _put(self, value: Any) -> None:
        if self._key is not _NO_KEY:
            self._container[self._key] = value
            self._key = _NO_KEY
        elif self._container is None:
            self.root = value
        else:
            self._container.append(value)

    def _problem(self, rule: str, event: Event, **values: object) -> Problem:
        path = self._path if self._key is _NO_KEY else (*self._path, self._key)
        return Problem(rule, self._shown, *position(event), path, values)
