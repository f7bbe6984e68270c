"""A card of each persona for other sites: a whole small document, without the theme and without a script."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.persona import Persona
from persona_handbook.rendering.assets import bundle
from persona_handbook.rendering.page import Asset
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.embed import embed_card

_ROBOTS = b"User-agent: *\nDisallow: /\n"
"""A handbook is for colleagues: search engines stay out unless the site has a robots.txt of its own."""


def assets(_: Writer) -> Iterator[Asset]:
    """The style sheet of the cards; robots.txt, which gives way to that of the site."""
    yield bundle("css", "embed")
    yield Asset("robots.txt", _ROBOTS, yields=True)


def of_persona(writer: Writer, persona: Persona) -> Iterator[Asset]:
    """Its card."""
    url = embed_url(persona.id)
    reader = writer.at(url)
    card, style = embed_card(persona, reader), bundle("css", "embed").uri
    html = writer.html("embed.html.j2", reader, language=reader.language, style=style, card=card)
    yield Asset(f"{url}index.html", html.encode())


def embed_url(persona: str) -> str:
    return f"embed/{persona}/"
