"""A page for each persona and further journey and, where they are too many for one table, each segment's comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from persona_handbook.model.handbook import Segment
from persona_handbook.model.persona import Journey, Persona
from persona_handbook.parallel import share_out
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.pages.comparisons import comparison_of_segment
from persona_handbook.rendering.picture import picture_of
from persona_handbook.rendering.search import search_cues, search_tags, search_text
from persona_handbook.rendering.writer import Writer, redirect
from persona_handbook.views.cited_by import Mentions, mentions
from persona_handbook.views.committee import Committee, committee
from persona_handbook.views.comparison import MOST_TOGETHER
from persona_handbook.views.gallery import portrait_uri
from persona_handbook.views.journey_page import journey_page
from persona_handbook.views.message_page import journey_messages_url
from persona_handbook.views.opportunities import opportunities_url
from persona_handbook.views.persona_page import persona_page
from persona_handbook.views.reader import Reader, journey_url, persona_url


def pages(writer: Writer) -> list[RenderedPage]:
    """Segment by segment, on two processes where that pays."""
    segments = list(writer.reader.handbook.segments.values())
    found = mentions(writer.reader.handbook)
    return share_out(lambda some: _of_segments(writer, some, found), segments, worth=4)


def _of_segments(writer: Writer, segments: Sequence[Segment], found: Mentions) -> list[RenderedPage]:
    pages = []
    reader = writer.at(persona_url("x"))
    for segment in segments:
        seats = committee(segment, reader)
        members = writer.reader.handbook.personas_of(segment.id)
        for persona in members:
            pages += [_persona(writer, persona, seats, found, reader)]
            pages += [_journey(writer, persona, journey) for journey in persona.journeys[1:]]
        if not writer.together:
            served = [persona for persona in writer.compared if persona.segment == segment.id][:MOST_TOGETHER]
            pages += [comparison_of_segment(writer, segment, served)] if served else []
    return pages


def _persona(
    writer: Writer, persona: Persona, seats: Committee | None, found: Mentions, reader: Reader
) -> RenderedPage:
    seated = seats is not None and any(member.persona == persona.id for member in seats.members)
    view = persona_page(writer.told(persona), seats if seated else None, found, reader)
    return writer.page(
        persona_url(persona.id),
        f"{view.name}, {view.title}" if view.title else view.name,
        "persona.html.j2",
        reader,
        description=view.summary,
        source=persona.document.file,
        search=search_text(persona),
        tags=search_tags(persona),
        cues=search_cues(persona),
        wide=True,
        picture=picture_of(persona, reader),
        page=view,
        opportunities=_opportunities(persona, reader),
        messages=reader.base + journey_messages_url(persona, persona.journeys[0]) if persona.journeys else "",
    )


def _journey(writer: Writer, persona: Persona, journey: Journey) -> RenderedPage:
    url = journey_url(journey).partition("#")[0]
    reader = writer.at(url)
    view = journey_page(persona, journey, reader)
    return writer.page(
        url,
        f"{persona.name}: {journey.title}",
        "journey_page.html.j2",
        reader,
        description=view.scenario,
        source=persona.document.file,
        wide=True,
        page=view,
        opportunities=_opportunities(persona, reader),
        messages=reader.base + journey_messages_url(persona, journey),
    )


def _opportunities(persona: Persona, reader: Reader) -> str:
    return f"{reader.base}{opportunities_url()}?persona={persona.id}"


def assets(writer: Writer) -> Iterator[Asset]:
    """Portraits, and a small page at each old address."""
    for persona in writer.reader.handbook.personas.values():
        for alias in persona.data.get("aliases", ()):
            yield redirect(persona_url(alias), f"../{persona.id}/", persona.name, writer.reader.language)
        if persona.portrait is not None:
            yield Asset(portrait_uri(persona), persona.portrait.read_bytes())
