"""Texts from YAML become HTML: inline Markdown only (emphasis, links, code). HTML in them is shown as text, never run.

markdown-it-py with HTML off already escapes it; nh3 then removes whatever is not on a short list, so that neither is
trusted alone. Texts without any Markdown, which are most, take neither way.
"""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

_PLAIN = re.compile(r"[^*_`\[\]\\<&!|~]*")
_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "backticks", "escape"])
_TAGS = {"em", "strong", "code", "a"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"http", "https", "mailto"}


@lru_cache(maxsize=50_000)
def inline(text: str) -> Markup:
    """One run of text."""
    if _PLAIN.fullmatch(text):
        return escape(text)
    html = _MARKDOWN.renderInline(text)
    return Markup(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener"))


def paragraphs(text: str) -> list[Markup]:
    """A longer text, a paragraph at each blank line."""
    return [inline(" ".join(part.split())) for part in re.split(r"\n\s*\n", str(text)) if part.strip()]
