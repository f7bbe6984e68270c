"""The words that the company agrees on."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.glossary import glossary


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("glossary/")
    file = reader.handbook.shared.get("glossary")
    terms = glossary(reader)
    yield writer.page(
        "glossary/",
        reader.say("glossary"),
        "glossary.html.j2",
        reader,
        description=reader.say("glossary_lead"),
        source=file.document.file if file else "",
        search=" · ".join(term.term for term in terms),
        in_nav=True,
        terms=terms,
    )
