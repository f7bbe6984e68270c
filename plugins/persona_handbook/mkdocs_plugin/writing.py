"""Pages out of the navigation, and files, are written by ourselves: MkDocs would take five times as long for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from persona_handbook.mkdocs_plugin.ready import ReadyPage, is_ready
from persona_handbook.parallel import share_out
from persona_handbook.rendering.shell import Shells

_MANY = 200
"""Files that are worth a second process."""


def is_ours_alone(config: MkDocsConfig, *hooks: Callable[..., Any]) -> bool:
    """Whether no other plugin has a say in finished pages: these are our hooks there, and the only ones."""
    events = config.plugins.events
    return [*events["page_context"], *events["post_page"]] == list(hooks)


@dataclass(frozen=True, slots=True)
class Finish:
    """What makes a page of a site, beside its own HTML: the theme's shells, the navigation, all `pages`."""

    config: MkDocsConfig
    nav: Navigation
    pages: Sequence[File]
    shells: Shells

    def apart(self, files: Iterable[File]) -> list[File]:
        """Those that we write: assets, and pages that the navigation does not show."""
        return [file for file in files if is_ready(file) and not self._is_listed(file)]

    def write(self, files: Sequence[File]) -> None:
        """Write files of ours, on two processes where that pays. Raises OSError."""

        def work(some: Sequence[File]) -> list[None]:
            for file in some:
                path = Path(file.abs_dest_path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.content(file))
            return []

        share_out(work, files, worth=_MANY)

    def content(self, file: File) -> bytes:
        """What is written of a page or an asset."""
        page = file.page
        if not isinstance(page, ReadyPage):
            return file.content_bytes
        page.content, page.active = page.rendered.html, self._is_listed(file)
        context = partial(get_context, self.nav, self.pages, self.config, page)
        html = self.shells.render(context()) if page.active else self.shells.around(page, context)
        page.content, page.active = "", False
        return html.encode()

    def _is_listed(self, file: File) -> bool:
        return any(file.page is page for page in self.nav.pages)
