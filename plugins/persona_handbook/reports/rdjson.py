"""rdjson: what reviewdog turns into review comments, with suggestions to accept.

Format: github.com/reviewdog/reviewdog, proto/rdf (reviewdog.proto, DiagnosticResult).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from persona_handbook.reports.extent import Span, span_at, value_after
from persona_handbook.reports.finding import Finding, findings
from persona_handbook.reports.printable import to_json
from persona_handbook.reports.report import Report

_TYPED = {"unknown-field": "key", "not-in-list": "value", "unknown-reference": "id"}
"""Rules that know what was meant, and the value of theirs that says what was typed."""

_PLAIN = re.compile(r"[^\W_][\w./-]*(?: [^\W_][\w./-]*)*")
"""Texts that surely need no quotes."""


def rdjson(report: Report) -> str:
    """One DiagnosticResult. Lines and columns count from 1, columns in bytes of UTF-8, the end exclusive."""
    diagnostics = [_diagnostic(finding) for finding in findings(report)]
    return to_json({"source": {"name": "persona-handbook"}, "diagnostics": diagnostics})


def _diagnostic(finding: Finding) -> Mapping[str, Any]:
    problem = finding.problem
    span = (problem.column - 1, finding.end_column - 1)
    diagnostic = {
        "message": finding.sentences,
        "location": {"path": finding.path, "range": _range(finding, span)},
        "severity": "ERROR" if finding.is_error else "WARNING",
        "code": {"value": problem.rule},
    }
    suggestions = _suggestions(finding)
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic


def _suggestions(finding: Finding) -> Sequence[Mapping[str, Any]]:
    """What was meant in place of what was typed, where the line shows beyond doubt which of its parts that is."""
    problem = finding.problem
    typed, meant = problem.values.get(_TYPED.get(problem.rule, "")), problem.values.get("meant")
    here = span_at(finding.line, problem.column)
    if here is None or not isinstance(meant, str) or not meant:
        return []
    spans = [here] if problem.rule == "unknown-field" else [here, value_after(finding.line, here)]
    fitting = [span for span in spans if span and _unquoted(finding.line[slice(*span)]) == typed]
    if len(fitting) != 1:
        return []
    return [{"range": _range(finding, fitting[0]), "text": _as_typed(meant, finding.line[fitting[0][0]])}]


def _unquoted(scalar: str) -> str:
    return scalar[1:-1] if len(scalar) > 1 and scalar[0] in "\"'" and scalar[-1] == scalar[0] else scalar


def _as_typed(meant: str, first: str) -> str:
    """`meant` in the quotes that were typed, where `first` is one; else in quotes only where it may need them."""
    if first == "'":
        return "'" + meant.replace("'", "''") + "'"
    return meant if first != '"' and _PLAIN.fullmatch(meant) else json.dumps(meant, ensure_ascii=False)


def _range(finding: Finding, span: Span) -> Mapping[str, Any]:
    return {
        end: {"line": finding.problem.line, "column": _bytes_before(finding.line, offset) + 1}
        for end, offset in zip(("start", "end"), span, strict=True)
    }


def _bytes_before(line: str, offset: int) -> int:
    """Bytes before an offset; beyond the end of a line that is not known, each character counts as one."""
    return _byte_offsets(line)[min(offset, len(line))] + max(0, offset - len(line))


@lru_cache(maxsize=8)
def _byte_offsets(line: str) -> Sequence[int]:
    """For each character, and for the end, where its UTF-8 bytes begin."""
    return tuple(accumulate((len(sign.encode("utf-8", "surrogatepass")) for sign in line), initial=0))
