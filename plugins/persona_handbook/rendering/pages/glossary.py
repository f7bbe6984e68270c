"""The words that the company agrees on."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("glossary/")
    yield writer.page("glossary/", reader.say("glossary"), "glossary.html.j2", reader, in_nav=True)
