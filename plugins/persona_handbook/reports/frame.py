"""The place of a finding as it stands in the file, with carets below: what compilers show."""

from __future__ import annotations

import unicodedata

from persona_handbook.reports.finding import Finding
from persona_handbook.reports.printable import visible

WINDOW = 100
"""Characters of a long line that are shown."""

_BEFORE = 40
"""Of these, how many stand before the finding."""

_TAB = "    "
_NARROWEST_GUTTER = 2


def gutter(finding: Finding) -> int:
    """The width of line numbers beside a finding."""
    return max(_NARROWEST_GUTTER, len(str(finding.problem.line)))


def frame(finding: Finding) -> list[str]:
    """The line before, the line, and carets below what is concerned; nothing where the lines of the file are not known.

    What the file holds always stands behind the gutter, so that it starts no line.
    """
    number = finding.problem.line
    if not 0 < number <= len(finding.lines):
        return []
    width = gutter(finding)
    start, end = finding.problem.column - 1, finding.end_column - 1
    first = max(0, min(start - _BEFORE, len(finding.line) - WINDOW))
    cells = _cells(finding.line, first)
    carets = " " * _columns(cells[: start - first]) + "^" * max(1, _columns(cells[start - first : end - first]))
    shown = [(at, _cells(finding.lines[at - 1], first)) for at in (number - 1, number) if at > 0]
    rows = [f"{at:>{width}} | {''.join(line)}" for at, line in shown]
    return [row.rstrip() for row in (*rows, f"{'':>{width}} | {carets}")]


def _cells(line: str, first: int) -> list[str]:
    """What is shown for each character of the window that begins at `first`; `…` stands for what is cut off."""
    window = line[first : first + WINDOW]
    cells = [_TAB if sign == "\t" else shown for sign, shown in zip(window, visible(window), strict=True)]
    if first and line:
        cells[:1] = ["…"]
    if len(line) > first + WINDOW:
        cells[-1:] = ["…"]
    return cells


def _columns(cells: list[str]) -> int:
    """The columns of a terminal that text takes (Unicode Standard Annex 11)."""
    return sum(_width(sign) for cell in cells for sign in cell)


def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
