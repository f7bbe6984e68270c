"""`mkdocs serve`: what changes in the handbook alone is shown without building the whole site again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _timestamp
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from persona_handbook.exports.publication import Publication
from persona_handbook.mkdocs_plugin.preview import Preview, WholeSiteNeededError
from persona_handbook.reading.folders import states_of
from persona_handbook.rendering.store import Made

Publish = Callable[[MkDocsConfig, Callable[[Made], None]], Publication]
"""Makes the handbook ready again, and tells at once of what is made."""
_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
"""Not that files are opened, which we do ourselves a thousand times."""
_QUIET = 0.05
"""Seconds without a change after which a rebuild begins."""
_PAUSE = 0.03
"""Seconds in which those who were let in are served, before work goes on."""


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

        waiting = True

        def show(made: Made) -> None:
            nonlocal waiting
            preview.show(made)
            if waiting:
                self._let_readers_in()
            waiting = False

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


def serve_quickly(
    server: LiveReloadServer,
    config: MkDocsConfig,
    personas: Path,
    builder: Callable[[], None],
    preview: Callable[[], Preview | None],
    publish: Publish,
) -> None:
    """Put our way of rebuilding into the server, and have the system tell of changes to the folder `personas`: MkDocs
    would look for them twice a second."""
    theme = [config.theme.custom_dir] if config.theme.custom_dir else []
    rest = {*map(Path, filter(None, (config.docs_dir, config.config_file_path, *theme, *config.watch)))} - {personas}
    server.builder = Rebuild(server, builder, preview, publish, sorted(rest))
    with suppress(OSError):  # the system may have run out of watches
        observer = Observer()
        observer.daemon = True
        observer.schedule(_Notice(server), str(personas), recursive=True, event_filter=_CHANGES)
        observer.start()
        config.watch[:] = [path for path in config.watch if Path(path) != personas]
        server.build_delay = _QUIET


def _state(path: Path) -> bytes:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}".encode()
