"""All rules, a page for each theme, an address for each rule."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.checks.rules import RULES
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.writer import Writer, redirect
from persona_handbook.views.rules import rule_themes


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """All rules, and a page for each theme."""
    reader = writer.at("rules/")
    themes = rule_themes(reader.words)
    yield writer.page("rules/", reader.say("rules"), "rules.html.j2", reader, themes=themes)
    for theme in themes:
        url = f"rules/{theme.id}/"
        names = tuple(f"{rule.name} {rule.id}" for rule in theme.rules)
        yield writer.page(url, theme.title, "rule_theme.html.j2", writer.at(url), tags=names, theme=theme)


def assets(writer: Writer) -> Iterator[Asset]:
    """A small page at an address of its own for each rule."""
    for rule in RULES.values():
        yield redirect(f"rules/{rule.id}/", f"../{rule.theme}/#{rule.id}", rule.id, writer.reader.language)
