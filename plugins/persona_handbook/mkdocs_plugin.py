"""The thin adapter: hands the handbook's pages to MkDocs. It decides nothing and knows nothing of personas."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config import base
from mkdocs.config import config_options as opt
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from persona_handbook.exports.publication import publication
from persona_handbook.exports.site_folder import SiteFolder
from persona_handbook.rendering.compiled import make_lean
from persona_handbook.rendering.page import Asset, RenderedPage, Site
from persona_handbook.rendering.search import Entry, document_entry, search_assets
from persona_handbook.rendering.shell import Shells
from persona_handbook.rendering.store import Store

SHELL = "handbook-page.html"
"""The template of pages that the theme need not render each by itself."""
log = get_plugin_logger(__name__)


class HandbookConfig(base.Config):
    """Options accepted under `plugins: - persona-handbook:` in `mkdocs.yml`."""

    personas_dir = opt.Dir(exists=True, default="personas")
    history = opt.Type(bool, default=False)
    cache = opt.Type(bool, default=True)


class ReadyPage(Page):
    """A page whose HTML is ready: MkDocs puts it into the theme's shell and does nothing else to it."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        self.rendered, self.template = rendered, ""
        super().__init__(escape(rendered.title), file, config)
        if self.edit_url:  # MkDocs leaves the way from docs_dir to personas/ in it: `docs/en/../../personas/…`
            self.edit_url = urljoin(self.edit_url, urlsplit(self.edit_url).path)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"hide": ["navigation", "toc"], "wide": self.rendered.wide}
        if self.template:
            self.meta["template"] = self.template
        if picture := self.rendered.picture:
            self.meta["picture"] = {
                "url": urljoin(config.site_url or "", picture.asset.uri),
                "alt": escape(picture.alt),
            }
        if self.rendered.description:
            self.meta["description"] = escape(self.rendered.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
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
    def _content(self) -> str | bytes | None:
        return self.asset.content if self._changed is None else self._changed

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        """For other plugins, which may rewrite files before they are written."""
        self._changed = content


class PersonaHandbookPlugin(BasePlugin[HandbookConfig]):
    """Adds the handbook to the site."""

    _serving = _dirty = False
    _folder = SiteFolder(Path(), swapped=False)
    _site: Site
    _documents: list[Entry]
    _shells: Shells

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; merely having this hook keeps the object alive across rebuilds."""
        self._serving, self._dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, check and render before MkDocs writes anything; it then writes beside the old site."""
        self._folder = SiteFolder(Path(config.site_dir), swapped=not (self._serving or self._dirty))
        made = publication(
            Path(self.config.personas_dir),
            str(config.theme.get("language") or "en"),
            "" if self._serving else config.site_url or "",  # an address on this machine is of no use to others
            history=self.config.history,
            store=Store.of(f"{config.config_file_path} {config.site_dir}") if self.config.cache else None,
        )
        if made.report and not self._serving:
            raise PluginError(f"\n{made.report}")
        if made.report:
            log.error("\n%s", made.report)
        self._site, self._documents = made.site, []
        config.extra_css[:0] = made.site.styles  # first, so that the site's own styles win
        config.extra_javascript[:0] = made.site.scripts
        config.watch += map(str, made.sources)
        config.site_dir = self._folder.begin()
        return config

    @event_priority(50)  # early, so that plugins with later priorities see the pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add pages and assets; a destination that is already taken is an error, not a silent overwrite."""
        taken = {file.dest_uri: file.src_uri for file in files}
        root = Path(self.config.personas_dir).parent
        for rendered in self._site.pages:
            inclusion = InclusionLevel.INCLUDED if rendered.in_nav else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, rendered.uri, content="", inclusion=inclusion)
            if rendered.source:
                file.edit_uri = Path(os.path.relpath(root / rendered.source, config.docs_dir)).as_posix()
            self._add(file, files, taken)
            ReadyPage(rendered, file, config)
        pictures = [rendered.picture.asset for rendered in self._site.pages if rendered.picture]
        for asset in (*self._site.assets, *pictures):
            if not (asset.yields and asset.uri in taken):
                self._add(ReadyFile(asset, config), files, taken)
        return files

    def _add(self, file: File, files: Files, taken: dict[str, str]) -> None:
        if clash := taken.get(file.dest_uri):
            raise PluginError(f"{file.src_uri} and {clash} would both be written to {file.dest_uri}")
        taken[file.dest_uri] = file.src_uri
        files.append(file)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Pages out of the navigation look alike but for their texts, if no other plugin has a say in them."""
        if config.plugins.events["page_context"] == [self.on_page_context]:
            listed = set(map(id, nav.pages))
            for file in files.documentation_pages():
                if isinstance(file.page, ReadyPage) and id(file.page) not in listed:
                    file.page.template = SHELL
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Keep the theme's compiled templates as well: a small site compiles for longer than it renders."""
        make_lean(env)
        self._shells = Shells(env.get_template("main.html").render)
        theme = [env.loader] if env.loader else []
        env.loader = ChoiceLoader([DictLoader({SHELL: "{{ handbook_page }}"}), *theme])
        return env

    @event_priority(-100)  # after other plugins, which would otherwise parse and rewrite every page
    def on_page_context(self, context, *, page, config, nav):  # type: ignore[no-untyped-def]  # noqa: ARG002
        """Put the body in place."""
        if isinstance(page, ReadyPage):
            page.content = page.rendered.html
            if page.meta.get("template") == SHELL:
                context["handbook_page"] = self._shells.around(context)
        return context

    def on_page_content(self, html, *, page, config, files):  # type: ignore[no-untyped-def]  # noqa: ARG002
        """Remember what search shall know of a page that is not ours, and link the terms that it uses."""
        if isinstance(page, ReadyPage):
            return html
        headings = (heading.title for top in page.toc for heading in top.children)
        self._documents.append(document_entry(page.url, str(page.title), headings, html))
        return self._site.link_terms(html, "../" * page.url.count("/"))

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Let go of the body of a page that is done."""
        if isinstance(page, ReadyPage):
            page.content = ""
        return output

    @event_priority(-100)  # after other plugins, which may write files of their own
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what search needs, now that all pages are known, and put the new site in the place of the old one."""
        for asset in search_assets(self._site.pages, self._documents):
            path = Path(config.site_dir, asset.uri)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(asset.content)
        config.site_dir = self._folder.swap()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-written; say in one line what keeps a site from being written."""
        self._folder.discard()
        if isinstance(error, OSError):
            raise PluginError(f"The site cannot be written to {self._folder.site}: {error.strerror or error}") from None
