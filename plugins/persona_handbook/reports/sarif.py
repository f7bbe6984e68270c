"""SARIF, which GitHub code scanning and many other tools read.

Format: OASIS, Static Analysis Results Interchange Format 2.1.0 with errata 01; beyond that docs.github.com, "SARIF
support for code scanning".
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from persona_handbook import __version__
from persona_handbook.catalogues import Catalogue
from persona_handbook.reports.finding import Finding, by_file, findings
from persona_handbook.reports.fingerprints import line_hashes
from persona_handbook.reports.printable import to_json
from persona_handbook.reports.report import Report
from persona_handbook.reports.rule_texts import rule_texts

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

MOST_DESCRIBED = 1024
"""Characters of a rule's description that GitHub takes."""


def sarif(report: Report) -> str:
    """One run, with each rule that occurs and each finding.

    Lines and columns count from 1, columns in Unicode code points, the end exclusive; file names are relative URIs
    from the top of the repository.
    """
    found = findings(report)
    rules = list(dict.fromkeys(finding.problem.rule for finding in found))
    driver = {
        "name": "persona-handbook",
        "version": __version__,
        "rules": [_rule(rule, report.words) for rule in rules],
    }
    hashes = {file: line_hashes(group[0].lines or ("",)) for file, group in by_file(found).items()}
    run = {
        "tool": {"driver": driver},
        "language": report.words.language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, rules.index(finding.problem.rule), hashes[finding.problem.file]) for finding in found
        ],
    }
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str, words: Catalogue) -> Mapping[str, Any]:
    texts = rule_texts(words, rule)
    described = f"{texts.what} {texts.why}"
    return {
        "id": rule,
        "shortDescription": {"text": texts.name[:MOST_DESCRIBED]},
        "fullDescription": {"text": described[:MOST_DESCRIBED]},
        "help": {"text": texts.hint},
    }


def _result(finding: Finding, rule: int, hashes: Sequence[str]) -> Mapping[str, Any]:
    problem = finding.problem
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endLine": problem.line,
        "endColumn": finding.end_column,
    }
    artifact = {"uri": quote(os.fsencode(finding.path))}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": "error" if finding.is_error else "warning",
        "message": {"text": finding.sentences},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": hashes[min(problem.line, len(hashes)) - 1]},
    }
