"""A file that was read: its data, and where in the file each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from persona_handbook.problems import Problem

Path = tuple[str | int, ...]
Position = tuple[int, int]
Trail = tuple[Any, ...]
"""A path from its end, `(((), "goals"), 0)`: a step costs nothing, and few are ever asked for whole."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file. `positions` maps a path to (line, column): of the key for entries, of the value for list items.

    `file` is the path that problems and edit links show, with forward slashes; `raw` is what stands in it.
    """

    file: str
    data: Mapping[str, Any]
    positions: Mapping[Path, Position]
    raw: bytes = b""
    accepted: bool = False
    """Whether the schema has accepted the data while it was read."""

    def position(self, path: Path) -> Position:
        """Where `path` stands, or the nearest thing around it that stands in the file."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))

    def problem(self, rule: str, path: Path, **values: object) -> Problem:
        """A problem of this file at `path`."""
        line, column = self.position(path)
        return Problem(rule, self.file, line, column, path, values)


class Reference(NamedTuple):
    """An id, written in a file, that stands for something else: `kind` says what (persona, source, stage, …)."""

    kind: str
    id: str
    trail: Trail

    @property
    def path(self) -> Path:
        """Where it is written."""
        steps, trail = [], self.trail
        while trail:
            trail, step = trail
            steps.append(step)
        return tuple(reversed(steps))
