"""The figures of alignment as text, JSON and CSV, for several days or with each gap."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from persona_handbook.checks.gaps import Gap, Gaps
from persona_handbook.model.states import State
from persona_handbook.model.words import in_language
from persona_handbook.views.reader import Reader

FORMAT = 1
"""Raised when a consumer of the JSON would have to change."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures(states: Sequence[State], form: str, reader: Reader) -> str:
    """The figures of each day, the oldest first."""
    if form == "json":
        return _json([_day(state) for state in states], "days")
    if form == "csv":
        rows: list[tuple[object, ...]] = [
            (state.day, name, figure.part, figure.whole) for state in states for name, figure in state.figures.items()
        ]
        rows += [(state.day, "leads_accepted", state.accepted, 100) for state in states if state.accepted is not None]
        return _csv(("day", "question", "part", "whole"), rows)
    return _text(states, reader)


def listed(found: Mapping[str, Gaps], form: str, reader: Reader) -> str:
    """Each thing that is missing, question by question."""
    gaps = [(name, gap) for name, one in found.items() for gap in one.missing]
    if form == "json":
        return _json([{"question": name, **_where(gap, reader)} for name, gap in gaps], "missing")
    if form == "csv":
        head = ("question", "segment", "persona", "journey", "stage", "field", "departments", "content", "text")
        return _csv(head, [(name, *_where(gap, reader).values()) for name, gap in gaps])
    lines = []
    for name, one in found.items():
        lines += [
            f"{reader.say(f'gap_{name}')}{reader.say('colon')} {_part(one.figure.part, one.figure.whole, reader)}"
        ]
        lines += [f"  {' · '.join(filter(None, _where(gap, reader).values()))}" for gap in one.missing]
    return "\n".join(lines) + "\n"


def _text(states: Sequence[State], reader: Reader) -> str:
    names = list(states[-1].figures)
    rows = [["", *(state.day.isoformat() for state in states)]]
    for name in names:
        found = (state.figures.get(name) for state in states)
        cells = (_part(one.part, one.whole, reader) if one else reader.say("unreadable") for one in found)
        rows.append([reader.say(f"gap_{name}"), *cells])
    rates = (f"{state.accepted:g} %" if state.accepted is not None else "–" for state in states)
    rows.append([reader.say("leads_accepted"), *rates])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def _part(part: int, whole: int, reader: Reader) -> str:
    return reader.say("part_of", part=part, whole=whole)


def _day(state: State) -> dict[str, object]:
    figures = {name: {"part": one.part, "whole": one.whole} for name, one in state.figures.items()}
    return {"day": state.day.isoformat(), "figures": figures or None, "accepted": state.accepted}


def _where(gap: Gap, reader: Reader) -> dict[str, str]:
    """The place of a gap by ids, and its words."""
    segment = gap.segment.id if gap.segment else gap.persona.segment if gap.persona else ""
    departments = (in_language(reader.handbook.departments[one], reader.language) for one in gap.departments)
    return {
        "segment": segment,
        "persona": gap.persona.id if gap.persona else "",
        "journey": gap.journey.id if gap.journey else "",
        "stage": gap.stage,
        "field": gap.field,
        "departments": ", ".join(departments),
        "content": gap.content,
        "text": gap.text,
    }


def _json(entries: list[dict[str, object]] | list[dict[str, str]], name: str) -> str:
    return json.dumps({"format": FORMAT, name: entries}, ensure_ascii=False, indent=2) + "\n"


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Comma-separated (RFC 4180); no cell is a formula to a spreadsheet (OWASP, "CSV Injection")."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_tame(cell) for cell in row] for row in rows)
    return out.getvalue()


def _tame(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
