"""What makes a finding the same finding after other lines have moved."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from persona_handbook.problems import Problem
from persona_handbook.reports.finding import Finding

_ELSEWHERE = frozenset({"first", "example", "allowed", "meant", "belongs", "field", "status"})
"""Values that depend on other lines, other files or the schema rather than on what is wrong."""

_BLOCK, _FACTOR, _MASK, _END_OF_FILE = 100, 37, 2**64 - 1, 65535


def fingerprints(found: Iterable[Finding]) -> list[str]:
    """For each finding the SHA-256, in hexadecimal, of its rule, file, place in the data and values, never its line.

    Equal ones are numbered, so that all are different.
    """
    seen: Counter[str] = Counter()
    prints: list[str] = []
    for finding in found:
        identity = _identity(finding)
        seen[identity] += 1
        prints.append(hashlib.sha256(f"{identity}{seen[identity]}".encode("utf-8", "surrogatepass")).hexdigest())
    return prints


def _identity(finding: Finding) -> str:
    problem = finding.problem
    return json.dumps([problem.rule, finding.path, problem.path, _normalised(problem)], ensure_ascii=False)


def _normalised(problem: Problem) -> Mapping[str, str]:
    """Values without differences of spacing and without the lines (`file:12`) that they may name."""
    return {
        name: re.sub(r":\d+$", "", " ".join(str(value).split()))
        for name, value in sorted(problem.values.items())
        if name not in _ELSEWHERE
    }


def line_hashes(lines: Sequence[str]) -> list[str]:
    """For each line what GitHub calls `primaryLocationLineHash`: `hash:number`, the number telling equal hashes apart.

    The hash is over the 100 UTF-16 code units other than spaces and tabs from the start of the line on, as in
    github/codeql-action, src/fingerprints.ts; another value than its own makes it complain about each finding.
    """
    starts: list[int] = []
    units: list[int] = []
    for line in lines:
        starts.append(len(units))
        raw = (re.sub("[ \t]", "", line) + "\n").encode("utf-16-be", "surrogatepass")
        units += [high << 8 | low for high, low in zip(raw[::2], raw[1::2], strict=True)]
    units[-1:] = [_END_OF_FILE, *[0] * _BLOCK]
    sums = list(accumulate(units, lambda total, unit: (total * _FACTOR + unit) & _MASK, initial=0))
    shift = pow(_FACTOR, _BLOCK, _MASK + 1)
    seen: Counter[str] = Counter()
    hashes: list[str] = []
    for start in starts:
        value = f"{(sums[start + _BLOCK] - sums[start] * shift) & _MASK:x}"
        seen[value] += 1
        hashes.append(f"{value}:{seen[value]}")
    return hashes
