"""The atlas of journeys, and each journey as files to take along."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.handbook import Segment
from persona_handbook.model.persona import Persona
from persona_handbook.rendering.journey_files import FILES
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.journey_map import journey_uri
from persona_handbook.views.journeys import atlas, atlas_parts


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """All journeys on one page or, where they are too many, the way to those of each segment."""
    reader = writer.at("journeys/")
    together = writer.division.lists_all_journeys
    segments = reader.handbook.segments.values() if not together else ()
    yield writer.page(
        "journeys/",
        reader.say("journeys"),
        "journeys.html.j2",
        reader,
        in_nav=True,
        groups=atlas(reader.handbook.journeys if together else (), reader),
        parts=[part for segment in segments for part in atlas_parts(segment, reader)],
    )


def of_segment(writer: Writer, segment: Segment) -> Iterator[RenderedPage]:
    """The part of a large atlas that a segment takes."""
    for part in atlas_parts(segment, writer.reader) if not writer.division.lists_all_journeys else ():
        there = writer.at(part.url)
        yield writer.page(part.url, part.title, "journeys.html.j2", there, groups=atlas(part.journeys, there), parts=())


def of_persona(writer: Writer, persona: Persona) -> Iterator[Asset]:
    """Each journey as a picture, a diagram and data."""
    for journey in persona.journeys:
        for end, written in FILES.items():
            yield Asset(journey_uri(persona.id, journey.id, end), written(writer, persona, journey).encode())
