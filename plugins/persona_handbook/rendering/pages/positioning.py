"""All personas on two scales."""

from __future__ import annotations

from collections.abc import Iterable

from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.writer import Writer


def pages(writer: Writer) -> Iterable[RenderedPage]:  # noqa: ARG001
    return ()
