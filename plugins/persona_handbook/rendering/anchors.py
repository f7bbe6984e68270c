"""Addresses in HTML: each of claims and fields stands once on a page."""

from __future__ import annotations

import re
from collections import Counter

_ANCHOR = re.compile(r' id="([cf]-[^"]+)"')


def without_anchors(html: str) -> str:
    """For what stands on a page, or on another, a second time. Quotes in texts are escaped, so no text looks so."""
    return _ANCHOR.sub("", html)


def unique_anchors(html: str) -> str:
    """Where two claims of one field are worded alike, the later ones are numbered."""
    met: Counter[str] = Counter()

    def numbered(found: re.Match[str]) -> str:
        anchor = found[1]
        met[anchor] += 1
        return found[0] if met[anchor] == 1 else f' id="{anchor}-{met[anchor]}"'

    return _ANCHOR.sub(numbered, html)
