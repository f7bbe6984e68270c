"""Renders views with the templates of one language: what the pages of the handbook have in common."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from functools import cached_property
from html import escape

from jinja2 import Environment

from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.rendering.anchors import unique_anchors
from persona_handbook.rendering.division import Division, division
from persona_handbook.rendering.environment import environment
from persona_handbook.rendering.page import Asset, Heading, Picture, RenderedPage
from persona_handbook.rendering.prose import inline
from persona_handbook.rendering.term_links import TermLinks
from persona_handbook.rendering.widgets import Widgets
from persona_handbook.views.cited_by import Mentions, mentions
from persona_handbook.views.glossary import linked_terms
from persona_handbook.views.portrayal import Portrayal, portray
from persona_handbook.views.reader import Reader, persona_url

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAME = str.maketrans({"<": "‹", ">": "›", '"': "”"})
"""Themes print titles and descriptions unescaped, or un-escape them: what could end a tag gets no further than here."""
_BLANK_LINES = re.compile(r"\n\s*\n")


class Writer:
    """Writes pages for one reader."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._widgets = Widgets(reader)
        self._environment: Environment = environment(reader, self._widgets)
        self._portrayals: dict[str, Portrayal] = {}

    @cached_property
    def division(self) -> Division:
        """What is told on one page and what by segment."""
        return division(self.reader)

    @cached_property
    def mentions(self) -> Mentions:
        """Where personas and segments are mentioned."""
        return mentions(self.reader.handbook)

    def seeing(self, handbook: Handbook, found: Mentions) -> Writer:
        """A writer of the same site that sees no more than this of the handbook and of the mentions in it."""
        writer = copy(self)
        writer.reader = replace(self.reader, handbook=handbook, findings=(), past=None)
        writer.mentions = found
        return writer

    def forget(self) -> None:
        """Drop what has been remembered of the fields of personas, once their pages are written."""
        self._portrayals.clear()
        self._widgets.forget()

    @cached_property
    def link_terms(self) -> TermLinks:
        """Links the first use of each term of the glossary."""
        return TermLinks.of(linked_terms(self.reader))

    def told(self, persona: Persona) -> Portrayal:
        """The persona's fields, told once for its own page and all comparisons, which stand as deep in the site."""
        if persona.id not in self._portrayals:
            self._portrayals[persona.id] = portray(persona, self.at(persona_url(persona.id)))
        return self._portrayals[persona.id]

    def at(self, url: str) -> Reader:
        """The reader on the page at `url`."""
        return replace(self.reader, base="../" * url.count("/"))

    def html(self, template: str, reader: Reader, **shown: object) -> str:
        """What a template makes of what is shown."""
        html = self._environment.get_template(template).render(base=reader.base, **shown)
        return _BLANK_LINES.sub("\n", html).strip() + "\n"

    def page(
        self,
        url: str,
        title: str,
        template: str,
        reader: Reader,
        *,
        description: str = "",
        source: str = "",
        search: str = "",
        tags: tuple[str, ...] = (),
        cues: str = "",
        wide: bool = False,
        in_nav: bool = False,
        picture: Picture | None = None,
        **shown: object,
    ) -> RenderedPage:
        """A page at `url`, which ends in a slash; its headings are read from its HTML."""
        html = unique_anchors(self.html(template, reader, title=title, **shown))
        headings = tuple(Heading(match[1], _text(match[2])) for match in _HEADING.finditer(html))
        html = self.link_terms(html, reader.base)
        section = url.rstrip("/")
        index = url.count("/") < 2
        uri = f"{section}/index.md" if index and section else f"{section}.md" if section else "index.md"
        return RenderedPage(
            uri,
            url,
            title.translate(_TAME),
            inline(description).striptags().translate(_TAME),
            html.encode(),
            headings,
            source,
            search,
            tags,
            wide,
            in_nav,
            cues,
            self.reader.foreign if source else "",
            picture,
            "<h1" in html,
        )


def redirect(url: str, target: str, name: str, language: str) -> Asset:
    """A page that leads on at once, for addresses that are no longer or never were a page's own."""
    html = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}">'
        f'<title>{escape(name)}</title><a href="{target}">{escape(name)}</a></html>\n'
    )
    return Asset(f"{url}index.html", html.encode())


def _text(html: str) -> str:
    """The text of a heading of ours, which holds no tags but spans."""
    return re.sub(r"<[^>]+>", "", html).strip()
