"""Personas on two scales: all of them or, where they are too many for one drawing, those of each segment."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.handbook import Segment
from persona_handbook.model.persona import Persona
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.comparison import MOST_TOGETHER, compared
from persona_handbook.views.positioning import positioning
from persona_handbook.views.reader import Link

POSITIONING = "positioning/"


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """One chart, or the choice of a segment."""
    yield _page(writer, POSITIONING, compared(writer.reader) if writer.division.compares_all else [])


def of_segment(writer: Writer, segment: Segment) -> Iterator[RenderedPage]:
    """Its chart, where there are too many personas for one chart of all."""
    if not writer.division.compares_all:
        yield _page(writer, positioning_url(segment.id), compared(writer.reader, segment.id), segment.id)


def positioning_url(segment: str) -> str:
    """The chart of one segment, where there are too many personas for one chart of all."""
    return f"{POSITIONING}segment-{segment}/"


def _page(writer: Writer, url: str, personas: list[Persona], segment: str = "") -> RenderedPage:
    reader = writer.at(url)
    others = [] if writer.division.compares_all else reader.handbook.segments.values()
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
