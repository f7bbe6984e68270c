"""A file without any finesse of YAML becomes data at once: most files, in half the time.

ryaml is libyaml in Rust and types scalars by the core schema of YAML 1.2, as `scalars.py` does. Where the two might
differ, in what is refused here or typed otherwise, a file is not plain; and what ryaml gives counts only if the schema
accepts it, for where the schema says text a number stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import ryaml

MAX_PLAIN = 48_000
"""Bytes; no more events than `limits.py` allows fit into so many."""


Accepts = Callable[[Any], bool]

_SIGNS = (b"\\", b"<<", b"x_")
"""Escapes, merges, fields of the company's own, of which the schema says nothing."""
_NODE = re.compile(rb"[&*!](?<=[\s\[{,:].)(?=\S)")
"""Anchors, aliases and tags."""
_LINE = re.compile(rb"\n(?:[%&*!]|\.\.\.|---)")
"""Directives, ends of documents."""
_NUMBER = re.compile(rb"[0.](?:(?<=[\s\[{,:+-]0)[xob]|(?<=\.)(?:inf|Inf|INF|nan|NaN|NAN))")
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_LARGE = (b"0" * 18, b"e000", b"E000", b"e+000", b"E+000", b"e-000", b"E-000")
"""Numbers to others that are text to us: in other bases, infinite or none; and, with 0 for every digit, too large."""


def read_plain(raw: bytes, text: str, accepts: Accepts) -> dict[str, Any] | None:
    """The fields in a plain file (`raw`, and as `text`) that the schema accepts, else None."""
    if len(raw) > MAX_PLAIN or raw[:1] in b"%&*!" or any(sign in raw for sign in _SIGNS):
        return None
    if _NODE.search(raw) or _LINE.search(raw) or _NUMBER.search(raw):
        return None
    digits = raw.translate(_DIGITS)
    if any(number in digits for number in _LARGE):
        return None
    try:
        data = ryaml.loads(text)
        return data if type(data) is dict and accepts(data) else None
    except (ValueError, TypeError):  # broken, or keys that are no text
        return None
