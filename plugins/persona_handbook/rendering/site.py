"""Every page of the handbook, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from jinja2 import Environment

from persona_handbook.checks.rules import RULES
from persona_handbook.model.handbook import Segment
from persona_handbook.model.persona import Persona
from persona_handbook.parallel import share_out
from persona_handbook.rendering.assets import bundle
from persona_handbook.rendering.environment import environment
from persona_handbook.rendering.page import Asset, Heading, RenderedPage, Site
from persona_handbook.rendering.search import search_tags, search_text, unaccented
from persona_handbook.schema.lenses import ALL_FIELDS, Lens
from persona_handbook.views.committee import Committee, committee
from persona_handbook.views.comparison import MOST_TOGETHER, compared, comparison
from persona_handbook.views.dictionary import dictionary
from persona_handbook.views.gallery import gallery, portrait_uri
from persona_handbook.views.journeys import atlas
from persona_handbook.views.persona_page import persona_page
from persona_handbook.views.portrayal import Portrayal, portray
from persona_handbook.views.quality import quality
from persona_handbook.views.reader import Link, Reader, persona_url, segment_url
from persona_handbook.views.rules import rule_themes
from persona_handbook.views.segment_page import segment_page

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAME = str.maketrans({"<": "‹", ">": "›", '"': "”"})
"""Themes print titles and descriptions unescaped, or un-escape them: what could end a tag gets no further than here."""
_BLANK_LINES = re.compile(r"\n\s*\n")


def render_site(reader: Reader) -> Site:
    """All pages and assets."""
    writer = _Writer(reader)
    pages = (
        writer.home(),
        *writer.segments(),
        *writer.personas_by_segment(),
        *writer.comparisons(),
        writer.journeys(),
        writer.quality(),
        *writer.rules(),
        writer.dictionary(),
    )
    style, script = bundle("css"), bundle("js")
    assets = (style, script, *writer.redirects(), *writer.rule_redirects(), *writer.portraits())
    return Site(pages, assets, (style.uri,), (script.uri,))


class _Writer:
    """Renders views with the templates of one language."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._environment: Environment = environment(reader)
        self._compared = compared(reader)
        self._together = len(self._compared) <= MOST_TOGETHER
        self._portrayals: dict[str, Portrayal] = {}

    def home(self) -> RenderedPage:
        reader = self._reader
        story = reader.handbook.shared.get("story")
        return self._page(
            "",
            reader.say("home"),
            "home.html.j2",
            reader,
            in_nav=True,
            groups=gallery(reader),
            company=reader.handbook.company,
            about=reader.read(reader.handbook.about),
            story=story.data if story else {},
            personas=len(reader.handbook.personas),
        )

    def segments(self) -> Iterator[RenderedPage]:
        reader = self._at("segments/")
        yield self._page(
            "segments/",
            reader.say("segments"),
            "segments.html.j2",
            reader,
            in_nav=True,
            groups=gallery(reader),
        )
        reader = self._at(segment_url("x"))
        for segment in reader.handbook.segments.values():
            view = segment_page(segment, reader)
            yield self._page(
                segment_url(segment.id),
                view.name,
                "segment.html.j2",
                reader,
                description=view.summary,
                source=segment.document.file,
                search=view.summary,
                wide=True,
                page=view,
            )

    def personas_by_segment(self) -> list[RenderedPage]:
        """The page of every persona and, where they are too many for one table, the comparison of each segment."""
        return share_out(self._of_segments, list(self._reader.handbook.segments.values()), worth=4)

    def _of_segments(self, segments: Sequence[Segment]) -> list[RenderedPage]:
        pages = []
        reader = self._at(persona_url("x"))
        for segment in segments:
            seats = committee(segment, reader)
            members = self._reader.handbook.personas_of(segment.id)
            pages += [self._persona(persona, seats, reader) for persona in members]
            if not self._together:
                served = [persona for persona in self._compared if persona.segment == segment.id][:MOST_TOGETHER]
                pages += [self._comparison_of(segment, served)] if served else []
        return pages

    def _told(self, persona: Persona) -> Portrayal:
        """The persona's fields, told once for its own page and all comparisons, which stand as deep in the site."""
        if persona.id not in self._portrayals:
            self._portrayals[persona.id] = portray(persona, self._at(persona_url(persona.id)))
        return self._portrayals[persona.id]

    def _persona(self, persona: Persona, seats: Committee | None, reader: Reader) -> RenderedPage:
        seated = seats is not None and any(member.persona == persona.id for member in seats.members)
        view = persona_page(self._told(persona), seats if seated else None, reader)
        return self._page(
            persona_url(persona.id),
            f"{view.name}, {view.title}" if view.title else view.name,
            "persona.html.j2",
            reader,
            description=view.summary,
            source=persona.document.file,
            search=search_text(persona),
            tags=search_tags(persona),
            wide=True,
            page=view,
        )

    def journeys(self) -> RenderedPage:
        reader = self._at("journeys/")
        return self._page(
            "journeys/", reader.say("journeys"), "journeys.html.j2", reader, in_nav=True, groups=atlas(reader)
        )

    def comparisons(self) -> Iterator[RenderedPage]:
        """A page for each lens: the table or, where there are too many personas for one, the choice of a segment."""
        together = self._compared if self._together else []
        for index, lens in enumerate(self._reader.schemas.lenses.values()):
            page = self._comparison(lens, together)
            if index == 0:
                yield self._entrance(page)
            yield page

    def _entrance(self, page: RenderedPage) -> RenderedPage:
        """The comparison that the navigation leads to: that of the first lens, a floor higher up."""
        html = page.html.replace('href="../../', 'href="../').replace('src="../../', 'src="../')
        title = self._reader.say("compare")
        return replace(page, uri="compare/index.md", url="compare/", title=title, html=html, in_nav=True)

    def _comparison(self, lens: Lens, personas: list[Persona]) -> RenderedPage:
        """The personas through one lens; without personas, the way to each segment's table, seen through that lens."""
        url = f"compare/{lens.id}/"
        reader = self._at(url)
        segments = [] if personas else self._reader.handbook.segments.values()
        return self._page(
            url,
            reader.say("compare_by", lens=reader.read(lens.title)),
            "compare.html.j2",
            reader,
            wide=True,
            page=comparison(lens, [self._told(persona) for persona in personas], reader),
            lenses=[
                Link(reader.read(other.title), f"{reader.base}compare/{other.id}/")
                for other in reader.schemas.lenses.values()
            ],
            segments=[
                Link(reader.read(found.name), f"{reader.base}{comparison_url(found.id)}?l={lens.id}")
                for found in segments
            ],
            choices={},
        )

    def _comparison_of(self, segment: Segment, personas: list[Persona]) -> RenderedPage:
        """Every comparable field of the personas of a segment; the lens is chosen on the page."""
        url = comparison_url(segment.id)
        reader = self._at(url)
        lenses = reader.schemas.lenses
        title = reader.read(segment.name)
        return self._page(
            url,
            reader.say("compare_by", lens=title),
            "compare.html.j2",
            reader,
            wide=True,
            page=comparison(lenses[ALL_FIELDS], [self._told(persona) for persona in personas], reader, title),
            lenses=[],
            segments=[
                Link(reader.read(other.name), reader.base + comparison_url(other.id))
                for other in reader.handbook.segments.values()
            ],
            choices={lens.id: reader.read(lens.title) for lens in lenses.values() if lens.id != ALL_FIELDS},
        )

    def quality(self) -> RenderedPage:
        reader = self._at("quality/")
        return self._page(
            "quality/",
            reader.say("quality"),
            "quality.html.j2",
            reader,
            in_nav=True,
            wide=True,
            page=quality(reader),
            today=reader.today,
        )

    def dictionary(self) -> RenderedPage:
        reader = self._at("dictionary/")
        return self._page(
            "dictionary/", reader.say("dictionary"), "dictionary.html.j2", reader, in_nav=True, parts=dictionary(reader)
        )

    def rules(self) -> Iterator[RenderedPage]:
        """All rules, and a page for each theme."""
        reader = self._at("rules/")
        themes = rule_themes(reader.words)
        yield self._page("rules/", reader.say("rules"), "rules.html.j2", reader, themes=themes)
        for theme in themes:
            url = f"rules/{theme.id}/"
            names = " ".join(f"{rule.name} {rule.id}" for rule in theme.rules)
            yield self._page(url, theme.title, "rule_theme.html.j2", self._at(url), search=names, theme=theme)

    def rule_redirects(self) -> Iterator[Asset]:
        """A small page at an address of its own for each rule."""
        for rule in RULES.values():
            yield _redirect(f"rules/{rule.id}/", f"../{rule.theme}/#{rule.id}", rule.id, self._reader.language)

    def redirects(self) -> Iterator[Asset]:
        """A small page at each old address of a persona."""
        for persona in self._reader.handbook.personas.values():
            for alias in persona.data.get("aliases", ()):
                yield _redirect(persona_url(alias), f"../{persona.id}/", persona.name, self._reader.language)

    def portraits(self) -> Iterator[Asset]:
        for persona in self._reader.handbook.personas.values():
            if persona.portrait is not None:
                yield Asset(portrait_uri(persona), persona.portrait.read_bytes())

    def _at(self, url: str) -> Reader:
        return replace(self._reader, base="../" * url.count("/"))

    def _page(
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
        wide: bool = False,
        in_nav: bool = False,
        **shown: object,
    ) -> RenderedPage:
        html = self._environment.get_template(template).render(base=reader.base, title=title, **shown)
        html = _BLANK_LINES.sub("\n", html).strip() + "\n"
        headings = tuple(Heading(match[1], _text(match[2])) for match in _HEADING.finditer(html))
        section = url.rstrip("/")
        index = url.count("/") < 2
        uri = f"{section}/index.md" if index and section else f"{section}.md" if section else "index.md"
        return RenderedPage(
            uri,
            url,
            title.translate(_TAME),
            description.translate(_TAME),
            html,
            headings,
            source,
            search or f"{title} {unaccented(title)}",
            tags,
            wide,
            in_nav,
        )


def _redirect(url: str, target: str, name: str, language: str) -> Asset:
    html = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}">'
        f'<title>{escape(name)}</title><a href="{target}">{escape(name)}</a></html>\n'
    )
    return Asset(f"{url}index.html", html.encode())


def comparison_url(segment: str) -> str:
    """The table of a segment: as deep in the site as its personas, so that the same fields lead to the same places."""
    return f"compare/segment-{segment}/"


def _text(html: str) -> str:
    """The text of a heading of ours, which holds no tags but spans."""
    return re.sub(r"<[^>]+>", "", html).strip()
