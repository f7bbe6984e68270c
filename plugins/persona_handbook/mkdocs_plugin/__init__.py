"""The thin adapter: hands the handbook's pages to MkDocs. It decides nothing and knows nothing of personas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from persona_handbook.collector import collector_at_rest, spare_the_collector
from persona_handbook.exports.publication import Publication, publication
from persona_handbook.exports.site_cache import SiteCache
from persona_handbook.exports.site_folder import SiteFolder
from persona_handbook.mkdocs_plugin.preview import Preview
from persona_handbook.mkdocs_plugin.ready import ReadyPage, add_ready, is_ready
from persona_handbook.mkdocs_plugin.serving import serve_quickly
from persona_handbook.mkdocs_plugin.settings import HandbookConfig
from persona_handbook.mkdocs_plugin.writing import Finish, is_ours_alone, write_search
from persona_handbook.rendering.compiled import make_lean
from persona_handbook.rendering.page import Site
from persona_handbook.rendering.search import Entry, document_entry
from persona_handbook.rendering.shell import Shells
from persona_handbook.rendering.store import Made

log = get_plugin_logger(__name__)


class PersonaHandbookPlugin(BasePlugin[HandbookConfig]):
    """Adds the handbook to the site."""

    _serving = _dirty = False
    _folder = SiteFolder(Path(), swapped=False)
    _site: Site
    _documents: list[Entry]
    _nav: Navigation
    _pages: Sequence[File]
    _cache: SiteCache | None = None
    _preview: Preview | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; merely having this hook keeps the object alive across rebuilds."""
        self._serving, self._dirty = command == "serve", dirty

    @collector_at_rest()
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, check and render before MkDocs writes anything; it then writes beside the old site."""
        self._folder = SiteFolder(Path(config.site_dir), swapped=not (self._serving or self._dirty))
        if self.config.cache and not self._cache:
            self._cache = SiteCache.of(config.config_file_path or "", stays=self._serving)
        made = self._publish(config)
        if not self._serving:
            spare_the_collector()
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

    def _publish(self, config: MkDocsConfig, at_once: Callable[[Made], None] | None = None) -> Publication:
        return publication(
            Path(self.config.personas_dir),
            str(config.theme.get("language") or "en"),
            "" if self._serving else config.site_url or "",  # an address on this machine is of no use to others
            history=self.config.history,
            cache=self._cache,
            at_once=at_once,
        )

    @event_priority(50)  # early, so that plugins with later priorities see the pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add pages and assets; a destination that is already taken is an error, not a silent overwrite."""
        return add_ready(self._site, files, config, Path(self.config.personas_dir).parent)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the navigation, which pages that we write show."""
        self._nav = nav
        return nav

    @event_priority(-100)  # after other plugins, which may add to the environment and to the files
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's compiled templates; write what no other plugin has a say in, and take it from MkDocs."""
        make_lean(env)
        self._pages = files.documentation_pages()
        self._preview = None
        if is_ours_alone(config, self.on_page_context, self.on_post_page):
            finish = Finish(config, self._nav, self._pages, Shells(env.get_template("main.html").render))
            ready = {file.src_uri: file for file in files if is_ready(file)}
            self._preview = Preview(self._site, ready, finish, self._documents)
            old = self._cache.old if self._cache and self._folder.swapped else None
            for file in finish.write(ready.values(), old):
                files.remove(file)
        return env

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        """Show what changes in the handbook alone without building the whole site again."""
        if self._preview is not None and not self._dirty:
            serve_quickly(server, config, Path(self.config.personas_dir), builder, lambda: self._preview, self._publish)

    def on_template_context(self, context, *, template_name, config):  # type: ignore[no-untyped-def]  # noqa: ARG002
        """The sitemap names all pages, whoever wrote them."""
        return {**context, "pages": self._pages}

    @event_priority(-100)  # after other plugins, which would otherwise parse and rewrite every page
    def on_page_context(self, context, *, page, config, nav):  # type: ignore[no-untyped-def]  # noqa: ARG002
        """Put the body in place."""
        if isinstance(page, ReadyPage):
            page.content = page.rendered.html
        return {**context, "pages": self._pages}

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
        write_search(self._site.pages, self._documents, config)
        if not self._serving:
            spare_the_collector()
        config.site_dir = self._folder.swap(self._cache.old if self._cache else None)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-written; say in one line what keeps a site from being written."""
        self._folder.discard()
        if isinstance(error, OSError):
            raise PluginError(f"The site cannot be written to {self._folder.site}: {error.strerror or error}") from None
