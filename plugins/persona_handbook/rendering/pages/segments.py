"""The segments, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.handbook import Segment
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.gallery import gallery
from persona_handbook.views.reader import segment_url
from persona_handbook.views.segment_page import segment_page


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("segments/")
    yield writer.page(
        "segments/",
        reader.say("segments"),
        "segments.html.j2",
        reader,
        in_nav=True,
        groups=gallery(reader),
    )


def of_segment(writer: Writer, segment: Segment) -> Iterator[RenderedPage]:
    reader = writer.at(segment_url(segment.id))
    view = segment_page(segment, reader)
    yield writer.page(
        segment_url(segment.id),
        view.name,
        "segment.html.j2",
        reader,
        description=view.summary,
        source=segment.document.file,
        search=view.summary,
        wide=True,
        page=view,
    )
