"""Every field, and what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.dictionary import dictionary


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("dictionary/")
    yield writer.page(
        "dictionary/", reader.say("dictionary"), "dictionary.html.j2", reader, in_nav=True, parts=dictionary(reader)
    )
