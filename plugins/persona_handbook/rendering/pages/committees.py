"""The buying committee of each segment."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer


def pages(writer: Writer) -> Iterator[RenderedPage]:
    for segment in writer.reader.handbook.segments.values():
        if "committee" in segment.data:
            url = f"segments/{segment.id}/committee/"
            reader = writer.at(url)
            yield writer.page(url, reader.say("committee"), "committees.html.j2", reader)
