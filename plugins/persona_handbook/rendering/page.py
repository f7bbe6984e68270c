"""What rendering yields: pages and assets, for whatever puts them into a site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from persona_handbook.keeping import Pickled
from persona_handbook.rendering.term_links import TermLinks


@dataclass(frozen=True, slots=True)
class Kept(Pickled):
    """Bytes that wait in a file until somebody asks: those of a thousand pages are larger than all else together."""

    file: Path
    start: int
    size: int

    def read(self) -> bytes:
        """Raises OSError where the file is gone."""
        with self.file.open("rb") as file:
            file.seek(self.start)
            return file.read(self.size)


Held = bytes | Kept


@dataclass(frozen=True, slots=True)
class Heading(Pickled):
    """A place on a page that its table of contents and its links know."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Asset(Pickled):
    """A file that is copied as it is. One that `yields` gives way to a file that the site has of its own."""

    uri: str
    held: Held
    yields: bool = False

    @property
    def content(self) -> bytes:
        return self.held if isinstance(self.held, bytes) else self.held.read()


@dataclass(frozen=True, slots=True)
class Picture(Pickled):
    """What is shown beside a link to a page, and the same in words."""

    asset: Asset
    alt: str


@dataclass(frozen=True, slots=True)
class RenderedPage(Pickled):
    """A page of the handbook, ready to be put into a site's shell.

    `uri` is where its Markdown would stand (`personas/claire.md`), `url` where it is read (`personas/claire/`).
    `held` is its body in UTF-8, safe HTML; all other texts are plain and still to be escaped, but titles and
    descriptions hold no angle bracket or straight quote. `source` is the file that an editor changes, from the folder
    of `personas/`. `search_text`, `search_cues` and `search_tags` are all that search knows of the page beside its
    title: each weighs more than the one before. `text_language` is theirs, where it is not the site's.
    """

    uri: str
    url: str
    title: str
    description: str
    held: Held
    headings: tuple[Heading, ...] = ()
    source: str = ""
    search_text: str = ""
    search_tags: tuple[str, ...] = ()
    wide: bool = False
    in_nav: bool = False
    search_cues: str = ""
    text_language: str = ""
    picture: Picture | None = None
    titled: bool = False

    @property
    def html(self) -> str:
        return (self.held if isinstance(self.held, bytes) else self.held.read()).decode()


@dataclass(frozen=True, slots=True)
class Site:
    """The whole handbook in one language. `styles` and `scripts` are the uris that every page loads."""

    pages: tuple[RenderedPage, ...]
    assets: tuple[Asset, ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    link_terms: TermLinks
    """Links the terms of the glossary in the body of a page that is not ours."""
