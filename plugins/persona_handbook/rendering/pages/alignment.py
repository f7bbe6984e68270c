"""Whether sales and marketing say the same: one figure for each question."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.alignment import alignment


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("alignment/")
    yield writer.page(
        "alignment/",
        reader.say("alignment"),
        "alignment.html.j2",
        reader,
        description=reader.say("alignment_lead"),
        in_nav=True,
        page=alignment(reader),
        today=reader.today,
    )
