"""Bytes become a document: one pass over libyaml's events gives data, positions and every refusal.

Events, not nodes: a hostile file is refused while it is read, before it costs anything (a deeply nested file would
otherwise crash the process, and an alias bomb exhaust it).
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping
from functools import cached_property
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

from persona_handbook.model.document import Document, Path, Position
from persona_handbook.problems import Problem
from persona_handbook.reading.decode import CONTROL, decode
from persona_handbook.reading.limits import LOADER, MAX_DEPTH, MAX_EVENTS, MAX_SCALAR
from persona_handbook.reading.plain import Accepts, read_plain
from persona_handbook.reading.scalars import plain_value
from persona_handbook.reading.swift import ExpectsText, read_data
from persona_handbook.reading.syntax import position, syntax_problem

MOST_REPEATS = 100
_NO_KEY = object()


def read_document(
    raw: bytes, shown: str, expects_text: ExpectsText, accepts: Accepts | None = None
) -> tuple[Document | None, list[Problem]]:
    """The document in `raw`, or the problems that prevent it: never both.

    `expects_text` tells of a path whether the schema says text there; then `012` or `true` stays as typed. `accepts`
    tells of data whether it is valid by the schema: most files are, and are read the faster for it.
    """
    text = decode(raw, shown)
    if isinstance(text, Problem):
        return None, [text]
    if accepts is not None and (data := read_plain(raw, accepts)) is not None:
        return Document(shown, data, Positions(raw), raw, accepted=True), []
    if (data := read_data(text, expects_text)) is not None:
        return Document(shown, data, Positions(raw), raw), []
    builder, problems = _carefully(text, shown, expects_text)
    if problems:
        return None, problems
    if builder.root is None:
        return None, [Problem("file-empty", shown)]
    if not isinstance(builder.root, dict):
        return None, [Problem("file-not-mapping", shown, *builder.positions[()])]
    return Document(shown, builder.root, builder.positions, raw), []


def _carefully(text: str, shown: str, expects_text: ExpectsText) -> tuple[_Builder, list[Problem]]:
    """Read with positions; what prevents it."""
    builder = _Builder(shown, expects_text)
    loader = LOADER(text)
    try:
        if problem := builder.read(loader):
            return builder, [*builder.problems, problem]
    except yaml.MarkedYAMLError as error:
        return builder, [*builder.problems, syntax_problem(error, text, shown, builder.last)]
    except yaml.YAMLError as error:
        return builder, [Problem("yaml-syntax", shown, values={"detail": str(error).splitlines()[0]})]
    finally:
        loader.dispose()
    return builder, builder.problems


class Positions(Mapping[Path, Position]):
    """The positions in a file that was read swiftly, given as its bytes or by its name: found when somebody first asks.

    A file that has changed meanwhile, and can no longer be read, has none.
    """

    def __init__(self, file: bytes | pathlib.Path) -> None:
        self._file = file

    @cached_property
    def _found(self) -> Mapping[Path, Position]:
        try:
            raw = self._file if isinstance(self._file, bytes) else self._file.read_bytes()
        except OSError:
            return {}
        text = decode(raw, "")
        return {} if isinstance(text, Problem) else _carefully(text, "", lambda _: True)[0].positions

    def __getitem__(self, path: Path) -> Position:
        return self._found[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __reduce__(self) -> tuple[type[Positions], tuple[bytes | pathlib.Path]]:
        return Positions, (self._file,)


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
