"""What is said to whom, when, by which channel: the message plan."""

from __future__ import annotations

from collections.abc import Iterator

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer


def pages(writer: Writer) -> Iterator[RenderedPage]:
    reader = writer.at("messages/")
    yield writer.page("messages/", reader.say("messages"), "messages.html.j2", reader, in_nav=True)
