"""A problem: one finding, at one place, in a file that somebody edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `rule` names it; the message catalogues word it, with `values`, in each language.

    `line` and `column` count from 1, columns in Unicode code points. `path` is the place in the data, such as
    `("goals", "personal", 0)`. A value that is a mapping from language to text is worded in the reader's language.
    """

    rule: str
    file: str
    line: int = 1
    column: int = 1
    path: tuple[str | int, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """`file:line:column`, as editors and terminals understand it."""
        return f"{self.file}:{self.line}:{self.column}"

    def sort_key(self) -> tuple[str, int, int, str]:
        """Problems are reported in reading order."""
        return (self.file, self.line, self.column, self.rule)
