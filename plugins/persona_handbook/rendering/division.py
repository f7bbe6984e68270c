"""What is told on one page in a small handbook, and a segment at a time in a large one."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.views.comparison import MOST_TOGETHER, compared
from persona_handbook.views.journeys import MOST_ROWS
from persona_handbook.views.message_plan import has_grids
from persona_handbook.views.opportunities import segments_apart
from persona_handbook.views.reader import Reader


@dataclass(frozen=True, slots=True)
class Division:
    """Whether all personas are compared on one page, and all journeys listed; the segments that have pages of their own
    for opportunities and for messages."""

    compares_all: bool
    lists_all_journeys: bool
    opportunities: tuple[str, ...]
    messages: tuple[str, ...]


def division(reader: Reader) -> Division:
    """How the pages of a whole handbook are divided."""
    handbook = reader.handbook
    return Division(
        len(compared(reader)) <= MOST_TOGETHER,
        len(handbook.journeys) <= MOST_ROWS,
        segments_apart(handbook),
        tuple(segment.id for segment in handbook.segments.values() if has_grids(segment, handbook)),
    )
