"""Our own JSON, for scripts."""

from __future__ import annotations

from persona_handbook.reports.finding import findings
from persona_handbook.reports.printable import to_json
from persona_handbook.reports.report import Report

VERSION = 1
"""Of the format: it grows when a key changes its meaning or goes, not when one is added."""


def plain_json(report: Report) -> str:
    """One JSON object with `version`, the counts `checked` (files), `errors` and `warnings`, `findings` and `levels`.

    A finding has `rule`, `severity` (`error` or `warning`), `file` (from the folder that holds `personas/`), `line`,
    `column`, `endLine` and `endColumn` (from 1, in code points, the end exclusive), `path` (the place in the data, as a
    list of keys and of list indices from 0), and in the reader's language `message` and `hint`, which may be empty.
    `levels` has for each persona that can be read, by id, its `level`, and of its checks how many `passed`, how many
    were `asked` and which rules `failed`.
    """
    found = findings(report)
    errors = sum(finding.is_error for finding in found)
    return to_json(
        {
            "version": VERSION,
            "checked": len(report.checked),
            "errors": errors,
            "warnings": len(found) - errors,
            "findings": [
                {
                    "rule": finding.problem.rule,
                    "severity": finding.problem.severity,
                    "file": finding.problem.file,
                    "line": finding.problem.line,
                    "column": finding.problem.column,
                    "endLine": finding.problem.line,
                    "endColumn": finding.end_column,
                    "path": list(finding.problem.path),
                    "message": finding.message,
                    "hint": finding.hint,
                }
                for finding in found
            ],
            "levels": {id: dict(standing) for id, standing in report.levels.items()},
        }
    )
