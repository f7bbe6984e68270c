"""The page of a buying committee: read aloud first, then its figures, its gaps, its paths and what drives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from persona_handbook.model.handbook import Segment
from persona_handbook.views.committee import Committee, committee
from persona_handbook.views.committee_coverage import Coverage, coverage
from persona_handbook.views.committee_quadrant import Quadrant, quadrant
from persona_handbook.views.committee_reading import StageReading, approval, readings, together
from persona_handbook.views.decision_paths import DecisionPaths, decision_paths
from persona_handbook.views.reader import Citation, Reader, segment_citations
from persona_handbook.views.source_list import SourceRow, source_rows
from persona_handbook.views.values import Shown, show

_OWN_PLACE = frozenset({"stage_model", "members"})


@dataclass(frozen=True, slots=True)
class Driver:
    """Another field of the committee, such as its triggers; `shown` is None where nothing is known yet."""

    id: str
    title: str
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """Everything on the page, in reading order."""

    seats: Committee
    approval: str
    blank: str
    """The stages at which nobody has been entered, in a sentence; empty where there are none."""
    readings: tuple[StageReading, ...]
    quadrant: Quadrant
    coverage: Coverage
    paths: DecisionPaths
    drivers: tuple[Driver, ...]
    sources: tuple[SourceRow, ...]


def committee_page(segment: Segment, reader: Reader) -> CommitteePage | None:
    """The page of a segment's committee, or None where it has none."""
    seats = committee(segment, reader)
    if seats is None:
        return None
    model = segment.data["committee"]["stage_model"]
    cited = _cited(segment, reader)
    drawn = quadrant(seats, reader)
    return CommitteePage(
        seats,
        approval(seats, reader),
        _blank(seats, model, reader),
        readings(seats, model, reader),
        drawn,
        coverage(seats, model, reader),
        decision_paths(seats, drawn.peaks, reader),
        tuple(_drivers(segment, reader, cited)),
        source_rows(cited, reader.handbook.sources_for_segment(segment.id), reader),
    )


def _blank(seats: Committee, model: str, reader: Reader) -> str:
    stages = reader.handbook.stage_models[model].stages
    titles = [reader.read(title) for stage, title in stages.items() if stage not in seats.stage_ids]
    return reader.say("committee_blank", stages=together(titles, reader)) if titles else ""


def _cited(segment: Segment, reader: Reader) -> dict[str, Citation]:
    """The sources that the committee cites, numbered for its own page."""
    used = {one.id for one in segment.references if one.kind == "source" and one.path[0] == "committee"}
    cited = [citation for citation in segment_citations(reader, segment.id).values() if citation.id in used]
    return {citation.id: replace(citation, number=number) for number, citation in enumerate(cited, 1)}


def _drivers(segment: Segment, reader: Reader, cited: dict[str, Citation]) -> Iterator[Driver]:
    """The other fields of the committee, as the schema names them, and the company's own."""
    data, field = segment.data["committee"], reader.schemas.fields["segment"].children["committee"]
    whole = show(field, {key: value for key, value in data.items() if key not in _OWN_PLACE}, reader, cited)
    titles = {key: reader.read(child.title) for key, child in field.children.items() if key not in _OWN_PLACE}
    for key, title in (titles | {child.key: child.title for child in whole.children}).items():
        yield Driver(key.replace("_", "-"), title, whole.child(key))
