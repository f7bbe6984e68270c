"""What a browser would take a page for, without a browser: its elements, its attributes, where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

SCHEMES = {"", "http", "https", "mailto"}
_LINKS = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcdoc", "srcset", "background"}


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attributes}))


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a page with its attributes, their entities resolved."""
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.found


def dangers(html: str, known: set[str]) -> Iterator[str]:
    """What runs, fetches or has no business here: `known` holds the elements and the attributes that may occur."""
    for tag, attributes in elements(html):
        if alien := {tag, *attributes} - known:
            yield f"<{tag}> with {sorted(alien)}"
        for name in attributes.keys() & _LINKS:
            scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.\t\n\r-]*):", attributes[name], re.IGNORECASE)
            if scheme and scheme[1].lower() not in SCHEMES:
                yield f"<{tag} {name}={attributes[name]!r}>"
        if "pwned" in attributes.get("style", "") or "url(" in attributes.get("style", ""):
            yield f"<{tag} style={attributes['style']!r}>"


def vocabulary(html: str) -> set[str]:
    """The elements and the attributes that occur in a page beyond doubt."""
    return {name for tag, attributes in elements(html) for name in (tag, *attributes)}
