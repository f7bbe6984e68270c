"""GitHub: the summary of a job, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from persona_handbook.catalogues import Catalogue
from persona_handbook.reports.finding import Finding, by_file, findings
from persona_handbook.reports.printable import visible
from persona_handbook.reports.report import Report

MOST_BYTES = 1_000_000
"""Below the 1,024 KiB above which GitHub refuses a whole summary (docs.github.com, "Workflow commands")."""

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def step_summary(report: Report) -> str:
    """GitHub-flavoured Markdown for GITHUB_STEP_SUMMARY: for each file a table with a row for each finding.

    At most MOST_BYTES of UTF-8; what does not fit is counted in the last line. Without findings it is empty. What the
    files hold is text only: no markup, no HTML, no links, and nobody is mentioned.
    """
    found = findings(report)
    left = MOST_BYTES - len(_rest(len(found), report.words).encode())
    parts: list[str] = []
    for file, group in by_file(found).items():
        head = _head(file, group, report.words)
        for finding in group:
            row = head + _row(finding, report.words)
            left -= len(row.encode())
            if left < 0:
                return "".join([*parts, _rest(len(found) - len(parts), report.words)])
            parts.append(row)
            head = ""
    return "".join(parts)


def _head(file: str, found: Sequence[Finding], words: Catalogue) -> str:
    """The head of a table has two cells, as its rows have: the file, and how many problems it has."""
    errors = sum(finding.is_error for finding in found)
    counts = {"errors_found": errors, "warnings_found": len(found) - errors}
    said = ", ".join(words.say(key, n=count) for key, count in counts.items() if count)
    return f"\n| {_escaped(file)} | {_escaped(said)} |\n| --- | --- |\n"


def _row(finding: Finding, words: Catalogue) -> str:
    problem = finding.problem
    severity = words.say(f"severity_{problem.severity}")
    hint = f"<br>{_escaped(finding.hint)}" if finding.hint else ""
    place = f"{problem.line}:{problem.column} **{_escaped(severity)}**"
    return f"| {place} | {_escaped(finding.message)}{hint} `{problem.rule}` |\n"


def _rest(count: int, words: Catalogue) -> str:
    return f"\n{_escaped(words.say('more_problems', n=count))}\n"


def _escaped(text: str) -> str:
    """Every punctuation mark behind a backslash (CommonMark 2.4); mentions are looked for after that: taken apart."""
    return _PUNCTUATION.sub(r"\\\1", visible(text)).replace("@", "@\N{ZERO WIDTH SPACE}")
