"""How far each persona has come."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.quality import quality


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("quality/")
    yield writer.page(
        "quality/",
        reader.say("quality"),
        "quality.html.j2",
        reader,
        in_nav=True,
        wide=True,
        page=quality(reader),
        today=reader.today,
    )
