"""Every page of the handbook, in one language."""

from __future__ import annotations

from itertools import chain

from persona_handbook.rendering.assets import bundle, elements
from persona_handbook.rendering.page import Site
from persona_handbook.rendering.pages import (
    alignment,
    committees,
    comparisons,
    contents,
    departments,
    dictionary,
    embeds,
    finder,
    gallery,
    glossary,
    home,
    journeys,
    lead,
    messages,
    opportunities,
    personas,
    positioning,
    quality,
    rules,
    segments,
    story,
    writing,
)
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.reader import Reader

KINDS = (
    home,
    gallery,
    finder,
    segments,
    committees,
    personas,
    comparisons,
    positioning,
    departments,
    journeys,
    opportunities,
    messages,
    contents,
    story,
    lead,
    alignment,
    quality,
    rules,
    writing,
    glossary,
    dictionary,
)
WITH_FILES = (personas, journeys, messages, finder, rules, embeds)


def render_site(reader: Reader) -> Site:
    """All pages and assets."""
    writer = Writer(reader)
    pages = tuple(chain.from_iterable(kind.pages(writer) for kind in KINDS))
    files = chain.from_iterable(kind.assets(writer) for kind in WITH_FILES)
    style, script = bundle("css"), bundle("js")
    return Site(pages, (style, script, *elements(), *files), (style.uri,), (script.uri,), writer.link_terms)
