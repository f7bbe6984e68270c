"""A problem as every format shows it: worded, with its place in the repository and its extent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from persona_handbook.problems import Problem, Severity
from persona_handbook.reports.extent import end_column
from persona_handbook.reports.printable import printable
from persona_handbook.reports.report import Report

MOST_QUOTED = 60
"""Characters of a value that are shown."""

_UNCUT = frozenset({"example", "instead"})
"""Values that are of use only whole; they come from the schema and from word lists, which bound them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in the words of a reader.

    `path` names the file from the top of the repository, `end_column` is the column after the last that is concerned,
    on the line where the problem starts. `lines` are those of the file, none where they are not known. `message` and
    `hint` are each one printable line; `hint` may be empty.
    """

    problem: Problem
    path: str
    lines: Sequence[str]
    end_column: int
    message: str
    hint: str

    @property
    def line(self) -> str:
        """The text of the line where the problem starts; nothing where it is not known."""
        return _line(self.lines, self.problem.line)

    @property
    def is_error(self) -> bool:
        return self.problem.severity is Severity.ERROR

    @property
    def sentences(self) -> str:
        """What is wrong and how to mend it."""
        return f"{self.message} {self.hint}".rstrip()


def findings(report: Report) -> list[Finding]:
    """Every problem of `report`, in its order.

    Raises KeyError for a rule that the catalogue lacks.
    """
    lines = {file: report.lines(file) for file in {problem.file for problem in report.problems}}
    return [_finding(problem, report, lines[problem.file]) for problem in report.problems]


def by_file(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings grouped by the name of their file, in the order in which the files come first."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.problem.file, []).append(finding)
    return groups


def _finding(problem: Problem, report: Report, lines: Sequence[str]) -> Finding:
    shown = replace(problem, values={name: _cut(name, value) for name, value in problem.values.items()})
    return Finding(
        problem,
        f"{report.base}/{problem.file}" if report.base else problem.file,
        lines,
        end_column(_line(lines, problem.line), problem.column),
        printable(report.words.message(shown)),
        printable(report.words.hint(shown)),
    )


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _cut(name: str, value: object) -> object:
    """The value as a message quotes it: the one place where its length is bounded."""
    if isinstance(value, list):
        return [_cut(name, item) for item in value]
    if isinstance(value, Mapping):
        return {language: _cut(name, text) for language, text in value.items()}
    if isinstance(value, str) and len(value) > MOST_QUOTED and name not in _UNCUT:
        return value[: MOST_QUOTED - 1] + "…"
    return value
