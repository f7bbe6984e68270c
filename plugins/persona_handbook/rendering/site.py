"""The whole handbook in one language."""

from __future__ import annotations

from collections.abc import Callable

from persona_handbook.rendering.assets import bundle, elements
from persona_handbook.rendering.page import RenderedPage, Site
from persona_handbook.rendering.parts import make
from persona_handbook.rendering.store import Made, Store
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.reader import Reader


def render_site(
    reader: Reader,
    store: Store | None = None,
    surroundings: str = "",
    at_once: Callable[[Made], None] | None = None,
) -> Site:
    """All pages and assets; with a store, what it holds is not made again. See `make` for the rest."""
    writer = Writer(reader)
    made = make(writer, store, surroundings, at_once)
    pages = tuple(one for one in made if isinstance(one, RenderedPage))
    files = tuple(one for one in made if not isinstance(one, RenderedPage))
    style, script = bundle("css"), bundle("js")
    return Site(pages, (style, script, *elements(), *files), (style.uri,), (script.uri,), writer.link_terms)
