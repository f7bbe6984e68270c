"""A card of each persona for other sites: a whole small document, without the theme and without a script."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.assets import bundle
from persona_handbook.rendering.page import Asset
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.embed import embed_card

_ROBOTS = b"User-agent: *\nDisallow: /\n"
"""A handbook is for colleagues: search engines stay out unless the site has a robots.txt of its own."""


def assets(writer: Writer) -> Iterator[Asset]:
    """The cards and their style sheet; robots.txt, which gives way to that of the site."""
    style = bundle("css", "embed")
    yield style
    yield Asset("robots.txt", _ROBOTS, yields=True)
    for persona in writer.reader.handbook.personas.values():
        url = embed_url(persona.id)
        reader = writer.at(url)
        card = embed_card(persona, reader)
        html = writer.html("embed.html.j2", reader, language=reader.language, style=style.uri, card=card)
        yield Asset(f"{url}index.html", html.encode())


def embed_url(persona: str) -> str:
    return f"embed/{persona}/"
