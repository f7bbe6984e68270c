"""Pages out of the navigation, and files, are written by ourselves: MkDocs would take five times as long for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from persona_handbook.mkdocs_plugin.ready import ReadyFile, ReadyPage
from persona_handbook.parallel import share_out
from persona_handbook.rendering.shell import Shells

_MANY = 200
"""Files that are worth a second process."""


def is_ours_alone(config: MkDocsConfig, *hooks: Callable[..., Any]) -> bool:
    """Whether no other plugin has a say in finished pages: these are our hooks there, and the only ones."""
    events = config.plugins.events
    return [*events["page_context"], *events["post_page"]] == list(hooks)


def apart(files: Sequence[File], nav: Navigation) -> list[File]:
    """The files that we write: assets, and pages that the navigation does not show."""
    listed = set(map(id, nav.pages))
    return [
        file
        for file in files
        if isinstance(file, ReadyFile) or (isinstance(file.page, ReadyPage) and id(file.page) not in listed)
    ]


def write(files: Sequence[File], shells: Shells, nav: Navigation, pages: Sequence[File], config: MkDocsConfig) -> None:
    """Write them, on two processes where that pays. `pages` are all of the site, for the theme. Raises OSError."""

    def work(some: Sequence[File]) -> list[None]:
        for file in some:
            path = Path(file.abs_dest_path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_content(file, shells, partial(get_context, nav, pages, config)))
        return []

    share_out(work, files, worth=_MANY)


def _content(file: File, shells: Shells, context: Callable[[ReadyPage], Mapping[str, Any]]) -> bytes:
    page = file.page
    if not isinstance(page, ReadyPage):
        return file.content_bytes
    page.content = page.rendered.html
    html = shells.around(page, partial(context, page))
    page.content = ""
    return html.encode()
