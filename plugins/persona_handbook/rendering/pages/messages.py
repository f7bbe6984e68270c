"""What is said to whom, when, by which channel: the message plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from persona_handbook.model.handbook import Segment
from persona_handbook.rendering.message_files import FILES, MOST_ROWS
from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.message_page import message_page, messages_url
from persona_handbook.views.message_plan import Grid, grids, grids_of
from persona_handbook.views.message_table import message_table
from persona_handbook.views.reader import Link

FOLDER = "messages/"


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """All segments in brief."""
    yield _page(writer, grids(writer.reader.handbook))


def of_segment(writer: Writer, segment: Segment) -> Iterator[RenderedPage]:
    """Every field of its messages."""
    if found := grids_of(segment, writer.reader.handbook):
        yield _page(writer, found, segment.id)


def assets(writer: Writer) -> Iterator[Asset]:
    """The whole plan as files; a workbook that would be large is left to the command."""
    table = message_table(writer.reader)
    for form, written in FILES.items():
        if form in _offered(len(table.messages) + len(table.plan)):
            yield Asset(f"{FOLDER}messages.{form}", written(table, writer.reader))


def _offered(rows: int) -> list[str]:
    return [form for form in FILES if form == "csv" or rows <= MOST_ROWS]


def _page(writer: Writer, found: Sequence[Grid], segment: str = "") -> RenderedPage:
    url = messages_url(segment)
    reader = writer.at(url)
    name = reader.link("segment", segment).text if segment else ""
    page = message_page(found, reader, whole=bool(segment))
    return writer.page(
        url,
        reader.say("messages_of", segment=name) if segment else reader.say("messages"),
        "messages.html.j2",
        reader,
        description=reader.say("messages_lead"),
        wide=True,
        in_nav=not segment,
        page=page,
        segment=name,
        segments=[
            Link(reader.link("segment", one).text, reader.base + messages_url(one)) for one in writer.division.messages
        ],
        files=[Link(form.upper(), f"{reader.base}{FOLDER}messages.{form}") for form in _offered(page.said + page.empty)]
        if not segment
        else [],
    )
