"""Pages out of the navigation, and files, are written by ourselves: MkDocs would take five times as long for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from persona_handbook.caching import write_whole
from persona_handbook.exports.old_site import OldSite, Written, states_in
from persona_handbook.mkdocs_plugin.ready import ReadyFile, ReadyPage
from persona_handbook.parallel import share_out
from persona_handbook.rendering.page import Kept, RenderedPage
from persona_handbook.rendering.search import Entry, search_assets
from persona_handbook.rendering.shell import Shells

_MANY = 200
"""Files that are worth a second process."""


def is_ours_alone(config: MkDocsConfig, *hooks: Callable[..., Any]) -> bool:
    """Whether no other plugin has a say in finished pages: these are our hooks there, and the only ones."""
    events = config.plugins.events
    return [*events["page_context"], *events["post_page"]] == list(hooks)


def write_search(pages: Iterable[RenderedPage], documents: Iterable[Entry], config: MkDocsConfig) -> None:
    """Write what search knows of our pages and of the others. Raises OSError."""
    for asset in search_assets(pages, documents):
        path = Path(config.site_dir, asset.uri)
        path.parent.mkdir(exist_ok=True)
        write_whole(path, asset.content)


@dataclass(frozen=True, slots=True)
class Finish:
    """What makes a page of a site, beside its own HTML: the theme's shells, the navigation, all `pages`."""

    config: MkDocsConfig
    nav: Navigation
    pages: Sequence[File]
    shells: Shells

    def write(self, ready: Iterable[File], old: OldSite | None) -> list[File]:
        """Write assets, and pages that the navigation does not show, but for those that the old site has.

        On two processes where that pays. Returns the files that MkDocs has no more to do with. Raises OSError.
        """
        files = [file for file in ready if not self._is_listed(file)]
        site = Path(self.config.site_dir)
        folders: dict[str, list[File]] = {}
        for file in files:
            folders.setdefault("/".join(file.dest_uri.split("/")[:-1][:2]), []).append(file)
        wanted = {name: self._identity(some) for name, some in folders.items() if "/" in name} if old else {}
        kept = old.reuse(wanted, site) if old else {}

        def work(some: Sequence[File]) -> list[None]:
            for file in some:
                path = Path(file.abs_dest_path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.content(file))
            return []

        share_out(work, [file for name, some in folders.items() if name not in kept for file in some], worth=_MANY)
        if old:
            made = {name: identity for name, identity in wanted.items() if identity and name not in kept}
            new = {name: Written(identity, states_in(f"{site}/{name}")) for name, identity in made.items()}
            old.describe({**new, **kept})
        return files

    def _identity(self, files: Sequence[File]) -> str:
        """A digest of what is written of files; nothing where that is not known before."""
        parts = [(file.dest_uri, self._digest(file)) for file in files]
        return sha256(repr(parts).encode()).hexdigest() if all(known for _, known in parts) else ""

    def _digest(self, file: File) -> str:
        page = file.page
        if isinstance(file, ReadyFile):
            return file.identity
        assert isinstance(page, ReadyPage)
        if not isinstance(page.rendered.held, Kept):
            return ""
        around = self.shells.identity(page, partial(self._context, page))
        page.content = ""
        return around and f"{around} {page.rendered.held}"

    def content(self, file: File) -> bytes:
        """What is written of a page or an asset."""
        page = file.page
        if not isinstance(page, ReadyPage):
            return file.content_bytes
        page.active, context = self._is_listed(file), partial(self._context, page)
        html = self.shells.render(context()) if page.active else self.shells.around(page, context)
        page.content, page.active = "", False
        return html.encode()

    def _context(self, page: ReadyPage) -> Mapping[str, Any]:
        """Put the body of a page in its place; returns the variables of its template."""
        page.content = page.rendered.html
        return get_context(self.nav, self.pages, self.config, page)

    def _is_listed(self, file: File) -> bool:
        return any(file.page is page for page in self.nav.pages)
