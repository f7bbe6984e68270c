"""What marketing and sales call a lead, and whether both signed it."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("lead/")
    yield writer.page("lead/", reader.say("lead"), "lead.html.j2", reader, in_nav=True)
