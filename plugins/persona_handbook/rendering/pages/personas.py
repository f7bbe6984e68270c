"""A page for each persona and further journey."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.persona import Journey, Persona
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.picture import picture_of
from persona_handbook.rendering.search import search_cues, search_tags, search_text
from persona_handbook.rendering.writer import Writer, redirect
from persona_handbook.views.committee import committee
from persona_handbook.views.gallery import portrait_uri
from persona_handbook.views.journey_page import journey_page
from persona_handbook.views.message_page import journey_messages_url
from persona_handbook.views.opportunities import opportunities_url
from persona_handbook.views.persona_page import persona_page
from persona_handbook.views.reader import Reader, journey_url, persona_url


def of_persona(writer: Writer, persona: Persona) -> Iterator[RenderedPage | Asset]:
    """Its page, its further journeys, its portrait, and a small page at each old address."""
    yield _persona(writer, persona)
    for journey in persona.journeys[1:]:
        yield _journey(writer, persona, journey)
    for alias in persona.data.get("aliases", ()):
        yield redirect(persona_url(alias), f"../{persona.id}/", persona.name, writer.reader.language)
    if persona.portrait is not None:
        yield Asset(portrait_uri(persona), persona.portrait.read_bytes())


def _persona(writer: Writer, persona: Persona) -> RenderedPage:
    reader = writer.at(persona_url(persona.id))
    segment = reader.handbook.segments.get(persona.segment)
    seats = committee(segment, reader) if segment else None
    view = persona_page(writer.told(persona), seats, writer.mentions, reader)
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
