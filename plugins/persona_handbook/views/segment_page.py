"""The page of a segment: its criteria, its market, its typical organisation, its committee, its personas."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.model.handbook import Segment
from persona_handbook.views.committee import Committee, committee
from persona_handbook.views.gallery import SegmentCards, segment_cards
from persona_handbook.views.journeys import JourneyRow, journey_rows
from persona_handbook.views.reader import Reader, segment_citations
from persona_handbook.views.sections import PageSection, page_sections
from persona_handbook.views.segment_curves import MOST_ROWS, SegmentCurves, segment_curves
from persona_handbook.views.source_list import SourceRow, source_rows
from persona_handbook.views.values import show

_OWN_PLACE = frozenset({"name", "summary", "committee", "sources"})


@dataclass(frozen=True, slots=True)
class SegmentPage:
    """Everything on a segment's page, in reading order."""

    id: str
    name: str
    summary: str
    cards: SegmentCards
    sections: tuple[PageSection, ...]
    committee: Committee | None
    curves: tuple[SegmentCurves, ...]
    journeys: tuple[JourneyRow, ...]
    more_journeys: int
    """Journeys that only the atlas lists."""
    sources: tuple[SourceRow, ...]


def segment_page(segment: Segment, reader: Reader) -> SegmentPage:
    """The page of `segment`."""
    cited = segment_citations(reader, segment.id)
    fields = reader.schemas.fields["segment"].children
    told = {key: show(field, segment.data[key], reader, cited) for key, field in fields.items() if key in segment.data}
    journeys = [journey for persona in reader.handbook.personas_of(segment.id) for journey in persona.journeys]
    return SegmentPage(
        segment.id,
        reader.read(segment.name),
        str(segment.data.get("summary", "")),
        segment_cards(segment.id, reader),
        tuple(page_sections("segment", segment.data, told, reader, left_out=_OWN_PLACE, is_gap=lambda _: False)),
        committee(segment, reader),
        segment_curves(journeys, reader),
        tuple(journey_rows(journeys[:MOST_ROWS], reader)),
        max(0, len(journeys) - MOST_ROWS),
        source_rows(cited, reader.handbook.sources_for_segment(segment.id), reader),
    )
