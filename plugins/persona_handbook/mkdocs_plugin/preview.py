"""The site that `mkdocs serve` shows, brought up to date page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mkdocs.structure.files import File, Files

from persona_handbook.caching import write_whole
from persona_handbook.mkdocs_plugin.ready import ReadyFile, ReadyPage
from persona_handbook.mkdocs_plugin.writing import Finish, write_search
from persona_handbook.rendering.page import Asset, RenderedPage, Site
from persona_handbook.rendering.search import Entry


class WholeSiteNeededError(Exception):
    """There is something that other pages, or MkDocs itself, have to know of."""


@dataclass(slots=True)
class Preview:
    """The site as it was last built, and the files of ours in it by where their Markdown would stand."""

    site: Site
    files: Mapping[str, File]
    finish: Finish
    documents: Sequence[Entry]
    """What search knows of pages that are not ours."""

    def show(self, made: Iterable[RenderedPage | Asset]) -> None:
        """Write what differs from what is shown. Raises WholeSiteNeededError where that is not enough."""
        for one in made:
            file = self.files.get(one.uri)
            if isinstance(one, RenderedPage) and file is not None and isinstance(file.page, ReadyPage):
                self._show_page(one, file.page)
            elif isinstance(one, Asset) and isinstance(file, ReadyFile):
                if file.asset != one:
                    file.asset = one
                    self._write(file)
            elif file is not None or not (isinstance(one, Asset) and one.yields):
                raise WholeSiteNeededError

    def follow(self, site: Site) -> None:
        """Show the rest of a new state of the site."""
        old, new = self.site, site
        same = old.link_terms == new.link_terms and old.styles == new.styles and old.scripts == new.scripts
        if not same or _uris(old) != _uris(new):
            raise WholeSiteNeededError
        self.show((*new.pages, *new.assets))
        write_search(new.pages, self.documents, self.finish.config)
        self.site = new

    def _show_page(self, rendered: RenderedPage, page: ReadyPage) -> None:
        if page.rendered == rendered:
            return
        if (rendered.in_nav and page.rendered.title != rendered.title) or rendered.picture:
            raise WholeSiteNeededError
        page.rendered, page.title = rendered, escape(rendered.title)
        page.read_source(self.finish.config)
        page.render(self.finish.config, Files([]))
        self._write(page.file)

    def _write(self, file: File) -> None:
        """Whole: somebody may be reading the page."""
        write_whole(Path(file.abs_dest_path), self.finish.content(file))


def _uris(site: Site) -> list[str]:
    return [*(page.uri for page in site.pages), *(asset.uri for asset in site.assets)]
