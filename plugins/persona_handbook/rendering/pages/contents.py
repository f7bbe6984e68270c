"""The library of contents: what we have to send, whom it serves and whom nothing serves."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.content_library import content_page


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("contents/")
    yield writer.page(
        "contents/",
        reader.say("contents"),
        "contents.html.j2",
        reader,
        description=reader.say("contents_lead"),
        wide=True,
        in_nav=True,
        page=content_page(reader),
    )
