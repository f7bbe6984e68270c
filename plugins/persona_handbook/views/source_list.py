"""The sources that a page cites, as its last table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from persona_handbook.views.reader import Citation, Reader


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the page lists it."""

    citation: Citation
    method: str
    date: date
    size: int | None
    who: str
    summary: str
    department: str
    link: str


def source_rows(
    cited: Mapping[str, Citation], sources: Mapping[str, Mapping[str, Any]], reader: Reader
) -> tuple[SourceRow, ...]:
    """A row for each source that is cited, in the order of its numbers."""
    return tuple(_row(citation, sources[identifier], reader) for identifier, citation in cited.items())


def _row(citation: Citation, source: Mapping[str, Any], reader: Reader) -> SourceRow:
    return SourceRow(
        citation,
        reader.value_label(source["method"], "sources", 0, "method"),
        date.fromisoformat(source["date"]),
        source.get("n"),
        source.get("who", ""),
        source["summary"],
        reader.link("department", source["department"]).text if "department" in source else "",
        source.get("link", ""),
    )
