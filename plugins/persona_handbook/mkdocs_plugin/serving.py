"""`mkdocs serve`: what changes in the handbook alone is shown without building the whole site again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.structure.files import File, Files
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from persona_handbook.caching import write_whole
from persona_handbook.exports.publication import Publication
from persona_handbook.mkdocs_plugin.ready import ReadyFile, ReadyPage
from persona_handbook.mkdocs_plugin.writing import Finish
from persona_handbook.reading.folders import states_of
from persona_handbook.rendering.page import Asset, RenderedPage, Site
from persona_handbook.rendering.search import Entry, search_assets
from persona_handbook.rendering.store import Made

Publish = Callable[[MkDocsConfig, Callable[[Made], None]], Publication]
"""Makes the handbook ready again, and tells at once of what is made."""


_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
"""Not that files are opened, which we do ourselves a thousand times."""
_PAUSE = 0.03
"""Seconds in which those who were let in are served, before work goes on."""


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
        for asset in search_assets(new.pages, self.documents):
            write_whole(Path(self.finish.config.site_dir, asset.uri), asset.content)
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


class Rebuild:
    """Takes the place of MkDocs' builder: builds the whole site only where something beside the handbook changed."""

    def __init__(
        self,
        server: LiveReloadServer,
        whole: Callable[[], None],
        preview: Callable[[], Preview | None],
        publish: Publish,
        watched: Iterable[Path],
    ) -> None:
        self._server, self._whole, self._preview, self._publish = server, whole, preview, publish
        self._watched = [*watched]
        self._state = self._state_of_the_rest()

    def __call__(self) -> None:
        preview, state = self._preview(), self._state_of_the_rest()
        if preview is None or state != self._state:
            self._build()
            return
        try:
            self._update(preview)
        except WholeSiteNeededError:
            self._build()

    def _update(self, preview: Preview) -> None:
        """The page of a persona that was changed can be read as soon as it is written, then all others are."""

        def show(made: Made) -> None:
            preview.show(made)
            self._let_readers_in()

        made = self._publish(preview.finish.config, show)
        if made.report:
            raise WholeSiteNeededError
        preview.follow(made.site)
        self._server._wanted_epoch = _timestamp()  # whoever was let in before reads again

    def _build(self) -> None:
        """What is saved meanwhile is built next; nobody is let in to half a site, even if some were before."""
        self._server._wanted_epoch = _timestamp()
        state = self._state_of_the_rest()
        self._whole()
        self._state = state

    def _state_of_the_rest(self) -> list[bytes]:
        return [states_of(path, ("",))[0] if path.is_dir() else _state(path) for path in self._watched]

    def _let_readers_in(self) -> None:
        """MkDocs holds readers back, and does not tell browsers to read again, until all is built."""
        server = self._server
        with server._epoch_cond:
            server._visible_epoch = server._wanted_epoch
            server._epoch_cond.notify_all()
        time.sleep(_PAUSE)


class _Notice(FileSystemEventHandler):
    """Tells the server that something changed."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002
        with self._server._rebuild_cond:
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()


def watch_closely(server: LiveReloadServer, config: MkDocsConfig, personas: Path) -> None:
    """Have the system tell of changes to the personas, where MkDocs would look for them twice a second."""
    with suppress(OSError):  # the system may have run out of watches
        observer = Observer()
        observer.daemon = True
        observer.schedule(_Notice(server), str(personas), recursive=True, event_filter=_CHANGES)
        observer.start()
        config.watch[:] = [path for path in config.watch if Path(path) != personas]
        server.build_delay = 0.05


def _state(path: Path) -> bytes:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}".encode()
