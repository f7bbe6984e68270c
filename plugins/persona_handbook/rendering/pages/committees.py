"""The buying committee of each segment."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.handbook import Segment
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.committee import committee_url
from persona_handbook.views.committee_page import committee_page


def of_segment(writer: Writer, segment: Segment) -> Iterator[RenderedPage]:
    reader = writer.at(committee_url(segment.id))
    if view := committee_page(segment, reader):
        yield writer.page(
            committee_url(segment.id),
            reader.say("committee_of", segment=view.seats.segment.text),
            "committees.html.j2",
            reader,
            description=reader.say("committee_lead"),
            source=segment.document.file,
            search=str(segment.data["committee"].get("status_quo_risk", "")),
            wide=True,
            page=view,
        )
