"""The home page: our story, and everybody at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.gallery import gallery

MOST_TOGETHER = 24
"""Where there are more personas, the home page shows the segments, and the gallery the personas."""


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.reader
    story = reader.handbook.shared.get("story")
    yield writer.page(
        "",
        reader.say("home"),
        "home.html.j2",
        reader,
        in_nav=True,
        groups=gallery(reader),
        company=reader.handbook.company,
        about=reader.read(reader.handbook.about),
        story=story.data if story else {},
        personas=len(reader.handbook.personas),
        together=len(reader.handbook.personas) <= MOST_TOGETHER,
    )
