"""The page of a segment: its criteria, its market, its typical organisation, its committee, its personas."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.model.handbook import Segment
from persona_handbook.views.committee import Committee, committee
from persona_handbook.views.gallery import SegmentCards, segment_cards
from persona_handbook.views.journeys import JourneyRow, journey_rows
from persona_handbook.views.reader import Reader, segment_citations
from persona_handbook.views.values import Shown, show

_OWN_PLACE = frozenset({"name", "summary", "committee"})


@dataclass(frozen=True, slots=True)
class SegmentSection:
    """A section of the page."""

    id: str
    title: str
    fields: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class SegmentPage:
    """Everything on a segment's page, in reading order."""

    id: str
    name: str
    summary: str
    cards: SegmentCards
    sections: tuple[SegmentSection, ...]
    committee: Committee | None
    journeys: tuple[JourneyRow, ...]


def segment_page(segment: Segment, reader: Reader) -> SegmentPage:
    """The page of `segment`."""
    cited = segment_citations(reader, segment.id)
    root = reader.schemas.fields["segment"]
    sections = []
    for section in reader.schemas.sections("segment"):
        shown = tuple(
            show(field, segment.data[field.key], reader, cited)
            for field in root.children.values()
            if field.section == section.id and field.key in segment.data and field.key not in _OWN_PLACE
        )
        if shown:
            sections.append(SegmentSection(section.id, reader.read(section.title), shown))
    journeys = [journey for persona in reader.handbook.personas_of(segment.id) for journey in persona.journeys]
    return SegmentPage(
        segment.id,
        reader.read(segment.name),
        str(segment.data.get("summary", "")),
        segment_cards(segment.id, reader),
        tuple(sections),
        committee(segment, reader),
        tuple(journey_rows(journeys, reader)),
    )
