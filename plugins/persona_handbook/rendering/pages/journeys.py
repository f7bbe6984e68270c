"""The atlas of journeys, and each journey as files to take along."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.journey_files import FILES
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.journey_map import journey_uri
from persona_handbook.views.journeys import atlas, atlas_parts


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """All journeys on one page or, where they are too many, the way to those of each segment."""
    reader = writer.at("journeys/")
    title = reader.say("journeys")
    parts = atlas_parts(reader)
    together = list(reader.handbook.journeys) if not parts else []
    yield writer.page(
        "journeys/", title, "journeys.html.j2", reader, in_nav=True, groups=atlas(together, reader), parts=parts
    )
    for part in parts:
        there = writer.at(part.url)
        yield writer.page(part.url, part.title, "journeys.html.j2", there, groups=atlas(part.journeys, there), parts=())


def assets(writer: Writer) -> Iterator[Asset]:
    """Each journey as a picture, a diagram and data."""
    for persona in writer.reader.handbook.personas.values():
        for journey in persona.journeys:
            for end, written in FILES.items():
                text = written(writer, persona, journey)
                yield Asset(journey_uri(persona.id, journey.id, end), text.encode())
