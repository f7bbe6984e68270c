"""Personas on two scales: all of them or, where they are too many for one drawing, those of each segment."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.persona import Persona
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.comparison import MOST_TOGETHER
from persona_handbook.views.positioning import positioning
from persona_handbook.views.reader import Link, Reader

POSITIONING = "positioning/"


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """One chart, or the choice of a segment and a chart for each."""
    if writer.together:
        yield _page(writer, writer.at(POSITIONING), POSITIONING, writer.compared)
        return
    yield _page(writer, writer.at(POSITIONING), POSITIONING, [])
    for segment in writer.reader.handbook.segments:
        url = positioning_url(segment)
        yield _page(writer, writer.at(url), url, [p for p in writer.compared if p.segment == segment], segment)


def positioning_url(segment: str) -> str:
    """The chart of one segment, where there are too many personas for one chart of all."""
    return f"{POSITIONING}segment-{segment}/"


def _page(writer: Writer, reader: Reader, url: str, personas: list[Persona], segment: str = "") -> RenderedPage:
    others = [] if writer.together else reader.handbook.segments.values()
    return writer.page(
        url,
        reader.say("positioning_of", segment=reader.link("segment", segment).text)
        if segment
        else reader.say("positioning"),
        "positioning.html.j2",
        reader,
        wide=True,
        page=positioning(personas[:MOST_TOGETHER], reader),
        left_out=max(len(personas) - MOST_TOGETHER, 0),
        segment=reader.link("segment", segment) if segment else None,
        segments=[Link(reader.read(other.name), reader.base + positioning_url(other.id)) for other in others],
    )
