"""A card of each persona for other sites."""

from __future__ import annotations

from collections.abc import Iterable

from persona_handbook.rendering.page import Asset, RenderedPage
from persona_handbook.rendering.writer import Writer


def pages(writer: Writer) -> Iterable[RenderedPage]:  # noqa: ARG001
    return ()


def assets(writer: Writer) -> Iterable[Asset]:  # noqa: ARG001
    return ()
