"""What could be better, in all journeys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from persona_handbook.model.handbook import Segment
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.handoffs import department_url
from persona_handbook.views.impact_grid import CELL, CORNER
from persona_handbook.views.opportunities import (
    FIRST,
    MOST,
    Opportunity,
    found,
    opportunities,
    opportunities_url,
)
from persona_handbook.views.reader import Link


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """All or, where they are too many for one page, the best of them."""
    ranked = found(writer.reader.handbook)
    yield _page(writer, ranked, FIRST if writer.division.opportunities else MOST)


def of_segment(writer: Writer, segment: Segment) -> Iterator[RenderedPage]:
    """Its own, where all are too many for one page."""
    if segment.id in writer.division.opportunities:
        yield _page(writer, found(writer.reader.handbook, segment.id), MOST, segment.id)


def _page(writer: Writer, ranked: Sequence[Opportunity], most: int, segment: str = "") -> RenderedPage:
    url = opportunities_url(segment)
    reader = writer.at(url)
    name = reader.link("segment", segment).text if segment else ""
    return writer.page(
        url,
        reader.say("opportunities_of", segment=name) if segment else reader.say("opportunities"),
        "opportunities.html.j2",
        reader,
        description=reader.say("opportunities_lead"),
        wide=True,
        in_nav=not segment,
        page=opportunities(ranked, most, reader, segment),
        segment=name,
        segments=[
            Link(reader.link("segment", one).text, reader.base + opportunities_url(one))
            for one in writer.division.opportunities
        ],
        departments={id: reader.base + department_url(id) for id in reader.handbook.departments},
        cell=CELL,
        corner=CORNER,
    )
