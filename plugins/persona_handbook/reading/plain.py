"""A file without any finesse of YAML becomes data at once: most files, in an eighth of the time.

What reads so fast is laxer than the careful reader, and types scalars as JSON does. Where the two might differ a file
is not plain; and what it gives counts only if the schema accepts it, for where the schema says text a number stays as
typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from persona_handbook.quick_yaml import quick_data
from persona_handbook.reading.decode import UNCLEAN
from persona_handbook.reading.looking import finder

MAX_PLAIN = 48_000
"""Bytes; no more events than `limits.py` allows fit into so many."""

Accepts = Callable[[Any], bool]

_FINESSE = (
    r"[:,?\[{\n-] *[:?&*!@`~%]",  # begins an anchor, an alias, a tag, null or no text; inside one it is nothing
    r"[\\\r\t]",  # escapes, other white space
    r"[|>](?:[^\n-]|-[^\n])",  # more than the sign of a long text
    "<<",
    r"[ \n:-][\]}]",  # may begin a text
    *(r"[\]}'\"] +-", "'' ", r":[\[{,\]}?]"),  # two entries on a line
    *("T(?:rue|RUE)", "F(?:alse|ALSE)", "N(?:ull|ULL)", r"\.[IN](?:NF|nf|AN|aN)"),  # small in JSON
    *(r"\n\.\.\.", r"\n---"),  # documents
    r"[ \n{,'\"]x_",  # fields of the company's own, of which the schema says nothing
    r"[0-9](?:[0-9]{17}|\.?[eE][-+]?[0-9]{3})",  # a number so large that to us it is text
)
_not_plain = cache(lambda: finder(*UNCLEAN, *_FINESSE))
_NOTE = re.compile(rb"#(?<=\s#).*")


def read_plain(raw: bytes, accepts: Accepts) -> dict[str, Any] | None:
    """The fields in a plain file that the schema accepts, else None."""
    try:
        data = quick_data(raw) if is_plain(raw) else None
        return data if type(data) is dict and accepts(data) else None
    except (ValueError, TypeError):  # not UTF-8, broken, or nothing that a schema could judge
        return None


def is_plain(raw: bytes) -> bool:
    """Whether a file has none of what might be read otherwise. Raises ValueError where it is not UTF-8."""
    if len(raw) > MAX_PLAIN or raw[-1:] != b"\n" or not (raw[:1].isalpha() or raw[:1] in b"#\n\"'{"):
        return False
    return not _not_plain()(raw.decode()) and _notes_stand_apart(raw)


def _notes_stand_apart(raw: bytes) -> bool:
    """Whether no note stands within brackets, where a comma may be missing after it."""
    depth = end = 0
    for note in _NOTE.finditer(raw):
        before = raw[end : note.start()]
        depth += sum(map(before.count, (b"[", b"{"))) - sum(map(before.count, (b"]", b"}")))
        if depth:
            return False
        end = note.end()
    return True
