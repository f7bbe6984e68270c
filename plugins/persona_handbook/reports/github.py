"""GitHub: annotations in the changes of a pull request, and a summary of the job.

Format: docs.github.com, "Workflow commands for GitHub Actions" (actions/toolkit, packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from persona_handbook.catalogues import Catalogue
from persona_handbook.problems import Severity
from persona_handbook.reports.finding import Finding, by_file, findings
from persona_handbook.reports.printable import visible
from persona_handbook.reports.report import Report
from persona_handbook.reports.rule_texts import rule_texts
from persona_handbook.reports.text import text

MOST_ANNOTATIONS = 10
"""Annotations of each severity that GitHub takes from one step; it drops the others without a word."""


def github(report: Report) -> str:
    """Workflow commands for the findings that GitHub will show, then all findings as text, for the log.

    At most MOST_ANNOTATIONS errors and as many warnings, spread over the files, and a notice of how many more there
    are. Columns are code points from 1, the end exclusive.
    """
    found = findings(report)
    if not found:
        return ""
    chosen = [
        *_spread([finding for finding in found if finding.is_error]),
        *_spread([finding for finding in found if not finding.is_error]),
    ]
    commands = [_annotation(finding, report.words) for finding in chosen]
    if more := len(found) - len(chosen):
        commands.append(f"::notice::{_data(report.words.say('more_problems', n=more))}")
    return "\n".join([*commands, text(report)])


def _spread(found: Sequence[Finding]) -> list[Finding]:
    """The first finding of each file, then the second of each, until there are MOST_ANNOTATIONS."""
    ranked = [(rank, finding) for group in by_file(found).values() for rank, finding in enumerate(group)]
    return [finding for _, finding in sorted(ranked, key=lambda pair: pair[0])[:MOST_ANNOTATIONS]]


def _annotation(finding: Finding, words: Catalogue) -> str:
    problem = finding.problem
    properties = {
        "file": finding.path,
        "line": str(problem.line),
        "endLine": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(finding.end_column),
        "title": rule_texts(words, problem.rule).name,
    }
    level = "error" if problem.severity is Severity.ERROR else "warning"
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join(_lines(finding))
    return f"::{level} {joined}::{_data(message)}"


def _lines(finding: Finding) -> Iterator[str]:
    yield finding.message
    if finding.hint:
        yield finding.hint


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return visible(_data(value)).replace(":", "%3A").replace(",", "%2C")
