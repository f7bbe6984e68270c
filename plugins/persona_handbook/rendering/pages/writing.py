"""How we write: the four faults and three pillars, and where our texts meet them."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.writing import writing_aid


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("writing/")
    yield writer.page(
        "writing/",
        reader.say("writing"),
        "writing.html.j2",
        reader,
        description=reader.say("writing_lead"),
        in_nav=True,
        page=writing_aid(reader),
    )
