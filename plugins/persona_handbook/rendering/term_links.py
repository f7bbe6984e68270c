"""On each page, the first use of a term of the glossary leads to what it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

MOST = 12
"""Terms that are linked on one page: more would be in the way, and pages have a budget."""

_APART = re.compile(
    r"<(/?)(?:a|h[1-6]|button|svg|summary|label|option|legend|caption|th|dt|nav|blockquote|q|code|pre|script|style)\b"
    r"|<(?:li class=\"ph-card\"|(/)li)"
)
"""Elements in which nothing is linked: links and controls, names of things, what customers said, what is typed; and
cards, which are links as a whole."""


@dataclass(frozen=True, slots=True)
class TermLinks:
    """Links terms. `addresses` are those of all writings of all terms, counted from the root of the site."""

    addresses: Mapping[str, str]

    @classmethod
    def of(cls, forms: Mapping[str, str]) -> TermLinks:
        """Of the forms that texts may use, by address."""
        escaped = ((escape(form, quote=False), address) for form, address in forms.items())
        return cls({written: address for form, address in escaped for written in _writings(form)})

    def __call__(self, html: str, base: str) -> str:
        """The body of a page, as it is but for the links; `base` leads from the page to the root of the site."""
        apart = _Apart(html)
        first: dict[str, tuple[int, str]] = {}
        for written, address in self.addresses.items():
            at = next(_uses(html, written, apart, first.get(address, (len(html), ""))[0]), -1)
            if at >= 0:
                first[address] = (at, written)
        parts, done = [], 0
        for address, (at, written) in _apart_from_each_other(first):
            parts += [html[done:at], f'<a class="ph-term" href="{base}{address}">{written}</a>']
            done = at + len(written)
        return "".join([*parts, html[done:]])


class _Apart:
    """Where a page has elements in which nothing is linked."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._edges: list[int] | None = None

    def __contains__(self, at: int) -> bool:
        """Whether the place `at` is inside a tag or one of those elements."""
        if self._html.rfind("<", 0, at) > self._html.rfind(">", 0, at):
            return True
        if self._edges is None:
            self._edges = list(self._found())
        return bisect_right(self._edges, at) % 2 == 1

    def _found(self) -> Iterator[int]:
        """The begins and ends of the outermost of them, by turns."""
        depth = cards = 0
        for tag in _APART.finditer(self._html):
            if tag[2] and not cards:
                continue
            ends = bool(tag[1] or tag[2])
            if tag[1] is None:
                cards += -1 if ends else 1
            depth += -1 if ends else 1
            if depth == (0 if ends else 1):
                yield tag.start()


def _writings(form: str) -> tuple[str, ...]:
    """A form as it is written within and at the beginning of a sentence; abbreviations only as they are."""
    if form[1:] != form[1:].lower():
        return (form,)
    return tuple(dict.fromkeys((form[:1].lower() + form[1:], form[:1].upper() + form[1:])))


def _uses(html: str, written: str, apart: _Apart, before: int) -> Iterator[int]:
    """Where the word stands by itself, or in the plural, before a place: from the first to the last."""
    at = html.find(written, 0, before)
    while at >= 0:
        end = at + len(written)
        end += html[end : end + 1] == "s"
        if not (html[at - 1 : at].isalnum() or html[end : end + 1].isalnum()) and at not in apart:
            yield at
        at = html.find(written, at + 1, before)


def _apart_from_each_other(first: Mapping[str, tuple[int, str]]) -> Iterator[tuple[str, tuple[int, str]]]:
    """By place; a term within another one is not linked."""
    end = shown = 0
    for address, (at, written) in sorted(first.items(), key=lambda item: (item[1][0], -len(item[1][1]))):
        if at >= end and shown < MOST:
            yield address, (at, written)
            end, shown = at + len(written), shown + 1
