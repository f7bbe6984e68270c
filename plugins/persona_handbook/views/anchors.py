"""Addresses of what a page says: the same words in the same field keep theirs wherever they are moved."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


def claim_anchor(path: Iterable[str], text: str) -> str:
    """The address of a claim: `c-` and six hexadecimal digits, from the path of its field and its text."""
    return f"c-{blake2b('/'.join((*path, text)).encode(), digest_size=3).hexdigest()}"


def field_anchor(path: Iterable[str]) -> str:
    """The address of a field inside a group, such as `f-goals-personal`; a field that stands alone is `field-goals`."""
    return f"f-{'-'.join(path)}"
