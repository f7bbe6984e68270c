"""What marketing and sales call a lead, and whether both signed it."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer
from persona_handbook.views.lead_page import lead_page


def pages(writer: Writer) -> Iterator[RenderedPage]:
    """The charter; where nobody has written it down, how to begin."""
    reader = writer.at("lead/")
    file = reader.handbook.shared.get("lead")
    agreed = str(file.data["agreed"]) if file else ""
    yield writer.page(
        "lead/",
        reader.say("lead"),
        "lead.html.j2",
        reader,
        in_nav=True,
        wide=True,
        description=agreed,
        source=file.document.file if file else "",
        search=agreed,
        page=lead_page(file, reader) if file else None,
        label=lambda *path: reader.label(*path, kind="lead"),
    )
