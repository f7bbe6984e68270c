"""The cues of all personas as tables, for a page that is read without any script."""

from __future__ import annotations

from dataclasses import dataclass

from persona_handbook.views.cues import Cues, CueTable
from persona_handbook.views.reader import Link, Reader

MOST_OF_SEGMENT = 40
MOST_OF_ALL = 400
"""Personas in the tables, of a segment and of all together: so that the page stays under 1 MB."""


@dataclass(frozen=True, slots=True)
class CueGroup:
    """The personas of a segment with their cues; `rest` of them are left to the page of the segment."""

    segment: Link
    rows: tuple[Cues, ...]
    rest: int


def cue_groups(table: CueTable, reader: Reader) -> tuple[CueGroup, ...]:
    """Segment by segment, without those that hold nobody."""
    by_segment: dict[str, list[Cues]] = {}
    for entry in table.personas:
        by_segment.setdefault(entry.segment, []).append(entry)
    most = min(MOST_OF_SEGMENT, max(1, MOST_OF_ALL // max(1, len(by_segment))))
    return tuple(
        CueGroup(reader.link("segment", segment), tuple(rows[:most]), max(0, len(rows) - most))
        for segment, rows in by_segment.items()
    )
