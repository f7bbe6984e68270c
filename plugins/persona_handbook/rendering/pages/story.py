"""The story that all tell."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("story/")
    yield writer.page("story/", reader.say("story"), "story.html.j2", reader, in_nav=True)
