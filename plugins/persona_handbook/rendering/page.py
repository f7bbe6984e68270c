"""What rendering yields: pages and assets, for whatever puts them into a site."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.rendering.term_links import TermLinks


@dataclass(frozen=True, slots=True)
class Heading:
    """A place on a page that its table of contents and its links know."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is copied as it is. One that `yields` gives way to a file that the site has of its own."""

    uri: str
    content: bytes
    yields: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown beside a link to a page, and the same in words."""

    asset: Asset
    alt: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page of the handbook, ready to be put into a site's shell.

    `uri` is where its Markdown would stand (`personas/claire.md`), `url` where it is read (`personas/claire/`).
    `html` is its body, safe; all other texts are plain and still to be escaped, but titles and descriptions hold no
    angle bracket or straight quote. `source` is the file that an editor changes, from the folder of `personas/`.
    `search_text`, `search_cues` and `search_tags` are all that search knows of the page beside its title: each weighs
    more than the one before. `text_language` is theirs, where it is not the site's.
    """

    uri: str
    url: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...] = ()
    source: str = ""
    search_text: str = ""
    search_tags: tuple[str, ...] = ()
    wide: bool = False
    in_nav: bool = False
    search_cues: str = ""
    text_language: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """The whole handbook in one language. `styles` and `scripts` are the uris that every page loads."""

    pages: tuple[RenderedPage, ...]
    assets: tuple[Asset, ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    link_terms: TermLinks
    """Links the terms of the glossary in the body of a page that is not ours."""
