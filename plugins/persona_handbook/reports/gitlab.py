"""GitLab: a Code Quality report, shown in merge requests.

Format: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
"""

from __future__ import annotations

from persona_handbook.reports.finding import findings
from persona_handbook.reports.fingerprints import fingerprints
from persona_handbook.reports.printable import to_json
from persona_handbook.reports.report import Report


def gitlab(report: Report) -> str:
    """A JSON array with an object for each finding. An error is `major`, a warning `minor`; lines count from 1."""
    found = findings(report)
    return to_json(
        [
            {
                "description": finding.sentences,
                "check_name": finding.problem.rule,
                "fingerprint": fingerprint,
                "severity": "major" if finding.is_error else "minor",
                "location": {"path": finding.path, "lines": {"begin": finding.problem.line}},
            }
            for finding, fingerprint in zip(found, fingerprints(found), strict=True)
        ]
    )
