"""All pages of one kind, as tests ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.reader import Reader


def pages_of(kind: ModuleType, reader: Reader) -> Iterator[RenderedPage]:
    """The pages that tell of the whole handbook, then those of its segments."""
    writer = Writer(reader)
    if hasattr(kind, "pages"):
        yield from kind.pages(writer)
    for segment in reader.handbook.segments.values() if hasattr(kind, "of_segment") else ():
        yield from kind.of_segment(writer, segment)
