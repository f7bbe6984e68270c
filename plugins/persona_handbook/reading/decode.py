"""Bytes become text, or the one problem that prevents it."""

from __future__ import annotations

import re
from functools import cache

from persona_handbook.problems import Problem
from persona_handbook.reading.looking import finder

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no text needs: what YAML forbids, and line ends that YAML counts and editors do not."""

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that turn the reading direction around (Unicode TR 36, 2.1): what people see is not what programs read."""

LINE_END = re.compile("\r\n?|\n")
_UNSEEN = re.compile(f"{CONTROL.pattern}|{BIDI.pattern}".replace("]|[", ""))
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)

UNCLEAN = (_UNSEEN.pattern.replace("\ud800-\udfff", ""), "<{7}", "={7}", ">{7}", "%TAG")
"""What a text that was UTF-8 may be refused for, in the form that `finder` takes; surrogates are none of it."""
_unclean = cache(lambda: finder(*UNCLEAN))


def decode(raw: bytes, shown: str) -> str | Problem:
    """UTF-8 text without control characters or merge-conflict markers, or a problem at the exact place."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("file-encoding", shown, values={"byte": f"0x{raw[0]:02X}", "encoding": "UTF-16"})
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = _position(before, len(before))
        values = {"byte": f"0x{raw[error.start]:02X}", "encoding": "Windows-1252"}
        return Problem("file-encoding", shown, line, column, values=values)
    if not _unclean()(text):
        return text
    if sign := _UNSEEN.search(text):
        line, column = _position(text, sign.start())
        rule = "file-bidi-control" if BIDI.match(sign[0]) else "file-control-character"
        return Problem(rule, shown, line, column, values={"code": f"U+{ord(sign[0]):04X}"})
    if directive := _DIRECTIVE.search(text):
        return Problem("yaml-tag", shown, *_position(text, directive.start()), values={"tag": directive[0]})
    if conflict := _CONFLICT.search(text):
        line, column = _position(text, conflict.start())
        return Problem("file-merge-conflict", shown, line, column, values={"marker": conflict[1]})
    return text


def _position(text: str, index: int) -> tuple[int, int]:
    lines = LINE_END.split(text[:index])
    return len(lines), len(lines[-1]) + 1
