"""A file without any finesse of YAML becomes data at once: most files, in an eighth of the time.

What reads so fast is laxer than the careful reader, and types scalars as JSON does. Where the two might differ a file
is not plain; and what it gives counts only if the schema accepts it, for where the schema says text a number stays as
typed. Each look at a file is a search for a literal or begins with one, which costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from persona_handbook.quick_yaml import quick_data

MAX_PLAIN = 48_000
"""Bytes; no more events than `limits.py` allows fit into so many."""

Accepts = Callable[[Any], bool]

_STARTS = {sign: re.compile(rb"\%c(?<=[\s\[{,:?-].)" % sign) for sign in b":?&*!@`~%"}
"""What no text may begin with, or what makes it an anchor, an alias, a tag, null; inside a text it means nothing."""
_BEFORE_START = b":,?[{\n-"
_LOOKS = {
    **dict.fromkeys(b"\\\r\t", re.compile(b"")),  # escapes, other white space
    **{ord("|"): re.compile(rb"\|(?!-?\n)"), ord(">"): re.compile(rb">(?!-?\n)")},  # more than the sign of a long text
    ord("<"): re.compile(rb"<<"),
}
_ALWAYS = tuple(
    map(
        re.compile,
        (
            *(rb"\](?<=[\s:-]\])", rb"\}(?<=[\s:-]\})"),  # may begin a text
            *(rb"\] +-", rb"\} +-", rb"' +-", rb'" +-', rb"'' ", rb":[\[{,\]}?]"),  # two entries on a line
            *(rb"T(?:rue|RUE)", rb"F(?:alse|ALSE)", rb"N(?:ull|ULL)", rb"\.(?:I|N)(?:NF|nf|AN|aN)"),  # small in JSON
            *(rb"\n\.\.\.", rb"\n---"),  # documents
            rb"x_(?<=[\s{,'\"]x_)",  # fields of the company's own, of which the schema says nothing
        ),
    )
)
_COMMON = bytes({*range(256)} - {*_STARTS, *_LOOKS} | {*b":?"})
_NOTE = re.compile(rb"#(?<=\s#).*")
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_LARGE = re.compile(rb"0(?:0{17}|\.?[eE][-+]?000)")
"""With 0 for every digit: a number so large that to us it is text."""


def read_plain(raw: bytes, accepts: Accepts) -> dict[str, Any] | None:
    """The fields in a plain file that the schema accepts, else None."""
    if not is_plain(raw):
        return None
    try:
        data = quick_data(raw)
        return data if type(data) is dict and accepts(data) else None
    except (ValueError, TypeError):  # broken, or nothing that a schema could judge
        return None


def is_plain(raw: bytes) -> bool:
    """Whether a file has none of what might be read otherwise."""
    if len(raw) > MAX_PLAIN or raw[-1:] != b"\n" or not (raw[:1].isalpha() or raw[:1] in b"#\n\"'{"):
        return False
    signs = {*raw.translate(None, _COMMON), *b":?"}
    if any(_begins(raw, _STARTS[sign]) for sign in signs & _STARTS.keys()):
        return False
    looks = (*_ALWAYS, *(_LOOKS[sign] for sign in signs & _LOOKS.keys()))
    if any(look.search(raw) for look in looks) or _LARGE.search(raw.translate(_DIGITS)):
        return False
    return _notes_stand_apart(raw)


def _begins(raw: bytes, sign: re.Pattern[bytes]) -> bool:
    """Whether something begins with a sign."""
    befores = (raw[max(0, found.start() - 100) : found.start()].rstrip(b" ") for found in sign.finditer(raw))
    return any(before[-1:] in _BEFORE_START for before in befores)


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
