"""Findings as text for a terminal and for logs."""

from __future__ import annotations

from persona_handbook.catalogues import Catalogue
from persona_handbook.reports.finding import Finding, by_file, findings
from persona_handbook.reports.frame import frame, gutter
from persona_handbook.reports.printable import printable
from persona_handbook.reports.report import Report

MOST_PER_FILE = 50


def text(report: Report) -> str:
    """Each finding with its place, the line it is about and how to mend it, an empty line between two.

    At most MOST_PER_FILE for each file, then how many more there are. Without findings the text is empty.
    """
    parts: list[str] = []
    for file, found in by_file(findings(report)).items():
        parts += [finding_text(finding, report.words) for finding in found[:MOST_PER_FILE]]
        parts += _rest(file, len(found), report.words)
    return "\n\n".join(parts)


def finding_text(finding: Finding, words: Catalogue) -> str:
    """One finding: `file:line:column: severity: message [rule]`, a frame, a hint."""
    lines = [headline(finding, words), *frame(finding)]
    if finding.hint:
        lines.append(f"{'':>{gutter(finding)}} = {finding.hint}")
    return "\n".join(lines)


def headline(finding: Finding, words: Catalogue) -> str:
    """Where and what: the line that editors and terminals know how to follow."""
    severity = words.say(f"severity_{finding.problem.severity}")
    return printable(f"{finding.problem.place}: {severity}: {finding.message} [{finding.problem.rule}]")


def _rest(file: str, count: int, words: Catalogue) -> list[str]:
    if count <= MOST_PER_FILE:
        return []
    return [printable(f"{file}: {words.say('more_problems', n=count - MOST_PER_FILE)}")]
