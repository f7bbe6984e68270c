"""Whether sales and marketing say the same: one figure for each question, its gaps, and how it went before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from persona_handbook.checks.gaps import Gap, acceptance, gaps
from persona_handbook.model.states import Figure, State
from persona_handbook.views.reader import Link, Reader, journey_url, persona_url
from persona_handbook.views.sparkline import Sparkline, sparkline

MOST = 40
"""Gaps of a question that the page names."""
CONTENTS, LEAD = "contents/", "lead/"


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something that is missing. Its words are in the reader's language only where they are `ours`."""

    text: str
    url: str
    ours: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`part` of `whole` are missing; `rows` are the first of them, `more` counts the others."""

    name: str
    part: int
    whole: int
    rows: tuple[GapRow, ...]
    more: int
    line: Sparkline | None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The share of leads that sales accepted; `told` says by whose count. `source` is empty where none is given."""

    value: float
    unit: str
    day: date | None
    source: str
    line: Sparkline | None


@dataclass(frozen=True, slots=True)
class Day:
    """The figures of a day in the order of the questions, None where the files of that day cannot be read."""

    day: date
    figures: tuple[Figure | None, ...]
    accepted: float | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The whole page. `days` are the oldest first, today last; one alone where there is no history to show."""

    questions: tuple[Question, ...]
    accepted: Acceptance | None
    days: tuple[Day, ...]
    asked: bool
    """Whether git was asked, and answered."""


def alignment(reader: Reader) -> Alignment:
    """The page of alignment."""
    found = gaps(reader.handbook)
    rate = acceptance(reader.handbook)
    figures = {name: one.figure for name, one in found.items()}
    states = (*(reader.past or ()), State(reader.today, figures, rate.get("value")))
    questions = (
        Question(
            name,
            len(one.missing),
            one.whole,
            tuple(_row(gap, reader) for gap in one.missing[:MOST]),
            max(0, len(one.missing) - MOST),
            _line(states, name),
        )
        for name, one in found.items()
    )
    return Alignment(
        tuple(questions), _accepted(states, reader), tuple(_days(states, tuple(found))), reader.past is not None
    )


def _days(states: Sequence[State], names: tuple[str, ...]) -> Iterator[Day]:
    for state in states:
        yield Day(state.day, tuple(state.figures.get(name) for name in names), state.accepted)


def _line(states: Sequence[State], name: str) -> Sparkline | None:
    return sparkline([(state.day, state.figures[name].part) for state in states if name in state.figures])


def _accepted(states: Sequence[State], reader: Reader) -> Acceptance | None:
    rate = acceptance(reader.handbook)
    if "value" not in rate:
        return None
    sources = {source["id"]: source for source in reader.handbook.settings.data.get("sources", ())}
    source = sources.get(rate.get("source", ""))
    told = reader.value_label(source["method"], "sources", 0, "method", kind="handbook") if source else ""
    day = date.fromisoformat(rate["date"]) if "date" in rate else None
    line = sparkline([(state.day, state.accepted) for state in states if state.accepted is not None])
    return Acceptance(rate["value"], str(rate.get("unit", "")), day, told, line)


def _row(gap: Gap, reader: Reader) -> GapRow:
    """The gap where it can be seen, and mended."""
    if gap.persona is None:
        return _of_no_persona(gap, reader)
    persona = reader.link("persona", gap.persona.id)
    if gap.journey is not None:
        stage = reader.stage_title(gap.journey.stage_model, gap.stage)
        url = reader.base + journey_url(gap.journey, gap.stage)
        return GapRow(gap.text or stage, url, not gap.text, f"{persona.text}, {gap.journey.title}")
    if gap.field:
        url = f"{reader.base}{persona_url(gap.persona.id)}#field-{gap.field}"
        return GapRow(gap.text, url, ours=False, note=f"{persona.text}, {reader.label(gap.field)}")
    return GapRow(persona.text, persona.url, ours=False, note=_named(gap, reader))


def _of_no_persona(gap: Gap, reader: Reader) -> GapRow:
    if gap.segment is not None:
        link: Link = reader.link("segment", gap.segment.id)
        return GapRow(link.text, link.url, ours=False)
    if gap.content:
        return GapRow(gap.text, f"{reader.base}{CONTENTS}#content-{gap.content}", ours=False)
    return GapRow(_named(gap, reader), reader.base + LEAD, ours=True)


def _named(gap: Gap, reader: Reader) -> str:
    return ", ".join(reader.link("department", one).text for one in gap.departments)
