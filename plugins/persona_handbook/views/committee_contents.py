"""What can be sent to a member of a buying committee at a stage."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.model.persona import Persona
from persona_handbook.views.places import Place, of_persona
from persona_handbook.views.reader import Reader


def contents_for(persona: Persona, stage: str, stage_model: str, reader: Reader) -> tuple[str, ...]:
    """Ids of the contents that have not expired, in the order of the library.

    A content is for the persona at a stage if the library says so, or if a journey on the committee's stages or an
    information need of the persona names it there.
    """
    named = set(_named(persona, stage, stage_model))
    today = reader.today.isoformat()
    return tuple(
        id
        for id, content in reader.handbook.contents.items()
        if (id in named or (persona.id in content["personas"] and stage in content.get("stages", ())))
        and str(content.get("expires_on", "9999")) >= today
    )


def places_at(persona: Persona, stage: str, stage_model: str) -> list[Place]:
    """Where the persona's journeys on these stages come by a stage."""
    return [
        place
        for place in of_persona(persona)
        if place.journey.stage_model == stage_model and place.stage["stage"] == stage
    ]


def _named(persona: Persona, stage: str, stage_model: str) -> Iterator[str]:
    for place in places_at(persona, stage, stage_model):
        yield from place.stage.get("contents", ())
    for need in persona.data.get("information_needs", ()):
        if need.get("stage") == stage:
            yield from need.get("contents", ())
