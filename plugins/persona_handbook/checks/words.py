"""The words of a text."""

from __future__ import annotations

import re

_TYPOGRAPHIC = (re.compile(rb"\xe2\x80.", re.DOTALL), re.compile(rb"\xc2[\xa0\xab\xbb]"))
"""Curly quotes and apostrophes, dashes, the ellipsis, guillemets and no-break spaces, in UTF-8."""
_TO_SPACES = bytes(32 if chr(code) in "\t\n\r\"#%&'()*,-./:;<=>?@[\\]^_`{|}~!$" else code for code in range(256))


def words_in(raw: bytes) -> frozenset[bytes]:
    """The words of a text in UTF-8, as typed."""
    for signs in _TYPOGRAPHIC:
        raw = signs.sub(b" ", raw)
    return frozenset(raw.translate(_TO_SPACES).split())
