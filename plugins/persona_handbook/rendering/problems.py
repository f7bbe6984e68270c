"""A page that shows what is wrong, in place of a handbook that cannot be built."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from persona_handbook.catalogues import Catalogue
from persona_handbook.problems import Problem
from persona_handbook.rendering.assets import bundle
from persona_handbook.rendering.environment import TEMPLATES
from persona_handbook.rendering.page import RenderedPage, Site
from persona_handbook.rendering.term_links import TermLinks


def render_problems(problems: Sequence[Problem], words: Catalogue) -> Site:
    """A site whose home page lists the problems, and whose index pages lead back to it."""
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    title = words.say("problems_title")
    rows = [(problem.place, words.message(problem), words.hint(problem)) for problem in problems]
    html = templates.get_template("problems.html.j2").render(title=title, lead=words.say("problems_lead"), rows=rows)
    style = bundle("css")
    uris = ("index.md", *(f"{name}/index.md" for name in ("segments", "journeys", "compare", "quality", "dictionary")))
    pages = tuple(
        RenderedPage(uri, uri.removesuffix("index.md"), title, "", html.encode(), in_nav=True) for uri in uris
    )
    return Site(pages, (style,), (style.uri,), (), TermLinks({}))
