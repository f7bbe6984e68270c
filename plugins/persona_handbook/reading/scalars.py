"""Plain YAML scalars, by the core schema of YAML 1.2 (yaml.org/spec/1.2.2, section 10.3.2), without octal and hex.

So `no`, `on`, `012`, `12:30` and dates stay text. Numbers too large to be meant as numbers stay text as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from persona_handbook.model.document import Path

ExpectsText = Callable[[Path], bool]
"""Whether the schema says text at a path."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,18}|(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{0,18})?)(?:[eE][-+]?[0-9]{1,2})?")


def plain_value(text: str) -> str | int | float | bool | None:
    """What a plain (unquoted) scalar stands for."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
