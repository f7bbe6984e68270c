"""Personas side by side: a page for each lens, or for each segment where they are too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from persona_handbook.model.handbook import Segment
from persona_handbook.model.persona import Persona
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.pages.positioning import POSITIONING, positioning_url
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.lenses import ALL_FIELDS, Lens
from persona_handbook.views.comparison import MOST_TOGETHER, compared, comparison
from persona_handbook.views.reader import Link


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """A page for each lens: the table or, where there are too many personas for one, the choice of a segment."""
    together = compared(writer.reader) if writer.division.compares_all else []
    for index, lens in enumerate(writer.reader.schemas.lenses.values()):
        page = _comparison(writer, lens, together)
        if index == 0:
            yield _entrance(writer, page)
        yield page


def _entrance(writer: Writer, page: RenderedPage) -> RenderedPage:
    """The comparison that the navigation leads to: that of the first lens, a floor higher up."""
    html = page.html.replace('href="../../', 'href="../').replace('src="../../', 'src="../')
    title = writer.reader.say("compare")
    return replace(page, uri="compare/index.md", url="compare/", title=title, held=html.encode(), in_nav=True)


def _comparison(writer: Writer, lens: Lens, personas: list[Persona]) -> RenderedPage:
    """The personas through one lens; without personas, the way to each segment's table, seen through that lens."""
    url = f"compare/{lens.id}/"
    reader = writer.at(url)
    segments = [] if personas else writer.reader.handbook.segments.values()
    return writer.page(
        url,
        reader.say("compare_by", lens=reader.read(lens.title)),
        "compare.html.j2",
        reader,
        wide=True,
        page=comparison(lens, [writer.told(persona) for persona in personas], reader),
        lenses=[
            Link(reader.read(other.title), f"{reader.base}compare/{other.id}/")
            for other in reader.schemas.lenses.values()
        ],
        segments=[
            Link(reader.read(found.name), f"{reader.base}{comparison_url(found.id)}?l={lens.id}") for found in segments
        ],
        choices={},
        positions=f"{reader.base}{POSITIONING}",
    )


def of_segment(writer: Writer, segment: Segment) -> Iterator[RenderedPage]:
    """Every comparable field of the personas of a segment, where all are too many for one table; the lens is chosen on
    the page."""
    personas = compared(writer.reader, segment.id)[:MOST_TOGETHER]
    if writer.division.compares_all or not personas:
        return
    url = comparison_url(segment.id)
    reader = writer.at(url)
    lenses = reader.schemas.lenses
    title = reader.read(segment.name)
    yield writer.page(
        url,
        reader.say("compare_by", lens=title),
        "compare.html.j2",
        reader,
        wide=True,
        page=comparison(lenses[ALL_FIELDS], [writer.told(persona) for persona in personas], reader, title),
        lenses=[],
        segments=[
            Link(reader.read(other.name), reader.base + comparison_url(other.id))
            for other in reader.handbook.segments.values()
        ],
        choices={lens.id: reader.read(lens.title) for lens in lenses.values() if lens.id != ALL_FIELDS},
        positions=reader.base + positioning_url(segment.id),
    )


def comparison_url(segment: str) -> str:
    """The table of a segment: as deep in the site as its personas, so that the same fields lead to the same places."""
    return f"compare/segment-{segment}/"
