"""The page of a journey that does not stand on the page of its persona."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.views.journey_map import JourneyMap, journey_map
from persona_handbook.views.journey_pair import JourneyPair, counterpart, journey_pair
from persona_handbook.views.reader import Link, Reader, citations, journey_url
from persona_handbook.views.source_list import SourceRow, source_rows


@dataclass(frozen=True, slots=True)
class FurtherJourney:
    """A further journey of a persona, as the persona's page and its other journeys lead to it."""

    link: Link
    state: str
    beside: bool
    """Whether its page shows another journey beside it, stage by stage."""


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """A journey, the one that it pairs with beside it, and the sources of both."""

    persona: Link
    segment: Link
    title: str
    scenario: str
    pair: JourneyPair | None
    map: JourneyMap
    sources: tuple[SourceRow, ...]


def further_journeys(persona: Persona, reader: Reader) -> tuple[FurtherJourney, ...]:
    """All journeys of a persona but the first."""
    return tuple(_further(persona, journey, reader) for journey in persona.journeys[1:])


def journey_page(persona: Persona, journey: Journey, reader: Reader) -> JourneyPage:
    """The page of one journey."""
    cited = citations(reader, persona)
    return JourneyPage(
        reader.link("persona", persona.id),
        reader.link("segment", persona.segment),
        journey.title,
        str(journey.data["scenario"]),
        journey_pair(persona, journey, reader),
        journey_map(persona, journey, reader, cited),
        source_rows(cited, reader.handbook.sources_for(persona), reader),
    )


def _further(persona: Persona, journey: Journey, reader: Reader) -> FurtherJourney:
    return FurtherJourney(
        Link(journey.title, reader.base + journey_url(journey)),
        reader.value_label(journey.state, "journeys", 0, "state"),
        counterpart(persona, journey) is not None,
    )
