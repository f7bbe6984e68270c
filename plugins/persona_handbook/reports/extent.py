"""How far a finding reaches: a problem knows where it starts, the line shows where that key or value ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

Span = tuple[int, int]
"""The start and the end of a part of a line: offsets in code points from 0, the end exclusive."""

_QUOTED = r"""(?P<scalar>"(?:[^"\\]|\\.)*+"?|'(?:[^']|'')*+'?)"""
_COMMENT = r"(?P<comment>(?:(?<=\s)|^)\#.*)"
_BLOCK_WORD = r"(?:[^\s:]|:(?=\S))"
_BLOCK = re.compile(
    rf"{_COMMENT}|{_QUOTED}|(?P<open>[\[{{])|[\]}},]|[-?:](?=\s|$)"
    rf"|(?P<plain>{_BLOCK_WORD}++(?:[ \t]++(?!\#){_BLOCK_WORD}++)*+)"
)
_FLOW_WORD = r"(?:[^\s:,\[\]{}]|:(?=[^\s,\[\]{}]))"
_FLOW = re.compile(
    rf"{_COMMENT}|{_QUOTED}|(?P<open>[\[{{])|(?P<close>[\]}}])|[:,]"
    rf"|(?P<plain>{_FLOW_WORD}++(?:[ \t]++(?!\#){_FLOW_WORD}++)*+)"
)
"""The scalars of YAML 1.2 (yaml.org/spec/1.2.2, sections 7.3 and 6.6) on one line, outside and inside of brackets."""


def end_column(line: str, column: int) -> int:
    """The column after the key or value at `column`: columns in code points, from 1.

    A key ends before its colon, a quoted text after its closing quote, any other text before a comment, in brackets
    also before `,`, `]` or `}`, and at the latest with the line. What is none of these, or lies beyond the end of the
    line, is one character long.
    """
    found = span_at(line, column)
    return found[1] + 1 if found else column + 1


def span_at(line: str, column: int) -> Span | None:
    """The key or value that `column` (from 1) lies in, from there on; nothing where it lies in none."""
    spans = scalars(line)
    index = bisect_right(spans, (column - 1, len(line))) - 1
    if index < 0 or spans[index][1] < column:
        return None
    return column - 1, spans[index][1]


def value_after(line: str, key: Span) -> Span | None:
    """The value of a key, where both stand on the same line."""
    spans = scalars(line)
    following = bisect_right(spans, (key[1], -1))
    if following == len(spans) or not re.fullmatch(r"\s*:\s*", line[key[1] : spans[following][0]]):
        return None
    return spans[following]


@lru_cache(maxsize=8)
def scalars(line: str) -> tuple[Span, ...]:
    """Every key and value on a line. Brackets that opened on an earlier line are not known of."""
    found: list[Span] = []
    depth = position = 0
    while match := (_FLOW if depth else _BLOCK).search(line, position):
        depth += bool(match["open"])
        depth -= bool(match.groupdict().get("close"))
        if match["scalar"] or match["plain"]:
            found.append(match.span())
        position = match.end()
    return tuple(found)
