"""The story that all tell."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.story_page import story_page


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """The story; where nobody has written it down, how to begin."""
    reader = writer.at("story/")
    file = reader.handbook.shared.get("story")
    why = str(file.data["why"]) if file else ""
    yield writer.page(
        "story/",
        reader.say("story"),
        "story.html.j2",
        reader,
        in_nav=True,
        wide=True,
        description=why,
        source=file.document.file if file else "",
        search=why,
        page=story_page(file, reader) if file else None,
        label=lambda *path: reader.label(*path, kind="story"),
    )
