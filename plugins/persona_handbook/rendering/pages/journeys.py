"""The atlas of journeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.journeys import atlas


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("journeys/")
    yield writer.page(
        "journeys/", reader.say("journeys"), "journeys.html.j2", reader, in_nav=True, groups=atlas(reader)
    )


def assets(writer: Writer) -> Iterable[Asset]:  # noqa: ARG001
    """Each journey as files to take along."""
    return ()
