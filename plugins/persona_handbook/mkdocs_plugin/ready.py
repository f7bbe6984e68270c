"""What is ready before MkDocs begins: pages and files of the handbook as it knows them."""

from __future__ import annotations

import os
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from persona_handbook.rendering.page import Asset, RenderedPage, Site


class ReadyPage(Page):
    """A page whose HTML is ready: MkDocs puts it into the theme's shell and does nothing else to it."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        self.rendered = rendered
        super().__init__(escape(rendered.title), file, config)
        if self.edit_url:  # MkDocs leaves the way from docs_dir to personas/ in it: `docs/en/../../personas/…`
            self.edit_url = urljoin(self.edit_url, urlsplit(self.edit_url).path)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"hide": ["navigation", "toc"], "wide": self.rendered.wide}
        if picture := self.rendered.picture:
            self.meta["picture"] = {
                "url": urljoin(config.site_url or "", picture.asset.uri),
                "alt": escape(picture.alt),
            }
        if self.rendered.description:
            self.meta["description"] = escape(self.rendered.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """The table of contents is hidden; of a page out of the navigation, the way to its beginning is enough."""
        headings = self.rendered.headings if self.rendered.in_nav else self.rendered.headings[:1]
        self.content = ""
        self.toc = get_toc([{"level": 2, "id": h.id, "name": h.title, "children": []} for h in headings])
        self.present_anchor_ids = {heading.id for heading in self.rendered.headings}
        self.links_to_anchors = {}


class ReadyFile(File):
    """An asset that is read when it is written: together they are larger than all that MkDocs keeps in memory."""

    def __init__(self, asset: Asset, config: MkDocsConfig) -> None:
        super().__init__(asset.uri, None, config.site_dir, config.use_directory_urls)
        self.asset, self.generated_by, self.abs_src_path = asset, "persona-handbook", None
        self._changed: str | bytes | None = None

    @property
    def identity(self) -> str:
        """A digest of the content; nothing where another plugin may have changed it."""
        held = self.asset.held
        return "" if self._changed is not None else sha256(held).hexdigest() if isinstance(held, bytes) else str(held)

    @property
    def _content(self) -> str | bytes | None:
        return self.asset.content if self._changed is None else self._changed

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        """For other plugins, which may rewrite files before they are written."""
        self._changed = content


def is_ready(file: File) -> bool:
    """Whether it is a page or an asset of the handbook."""
    return isinstance(file, ReadyFile) or isinstance(file.page, ReadyPage)


def add_ready(site: Site, files: Files, config: MkDocsConfig, root: Path) -> Files:
    """Add the pages and assets of a handbook that stands in `root`.

    A destination that is already taken is a PluginError, not a silent overwrite.
    """
    taken = {file.dest_uri: file.src_uri for file in files}
    for rendered in site.pages:
        inclusion = InclusionLevel.INCLUDED if rendered.in_nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, rendered.uri, content="", inclusion=inclusion)
        if rendered.source:
            file.edit_uri = Path(os.path.relpath(root / rendered.source, config.docs_dir)).as_posix()
        _add(file, files, taken)
        ReadyPage(rendered, file, config)
    pictures = [rendered.picture.asset for rendered in site.pages if rendered.picture]
    for asset in (*site.assets, *pictures):
        if not (asset.yields and asset.uri in taken):
            _add(ReadyFile(asset, config), files, taken)
    return files


def _add(file: File, files: Files, taken: dict[str, str]) -> None:
    if clash := taken.get(file.dest_uri):
        raise PluginError(f"{file.src_uri} and {clash} would both be written to {file.dest_uri}")
    taken[file.dest_uri] = file.src_uri
    files.append(file)
