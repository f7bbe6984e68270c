"""All personas, to be filtered."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.facets import facets, traits
from persona_handbook.views.gallery import gallery

MOST_DRAWN = 100
"""Where there are more personas, cards go without a portrait: it has more elements than the rest of the card."""


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("personas/")
    personas = reader.handbook.personas
    yield writer.page(
        "personas/",
        reader.say("personas"),
        "gallery.html.j2",
        reader,
        wide=True,
        in_nav=True,
        facets=facets(reader),
        groups=gallery(reader),
        traits={id: traits(persona, reader) for id, persona in personas.items()},
        due={id: persona.review_due for id, persona in personas.items()},
        drawn=len(personas) <= MOST_DRAWN,
        whole=len(personas),
    )
