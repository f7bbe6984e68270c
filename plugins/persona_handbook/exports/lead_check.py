"""Which contacts are leads: each criterion of the lead definition held against each contact, with the reason.

A contact is a lead if every criterion holds, none if one does not hold; where some cannot be told and none fails,
neither can be said. An empty cell tells nothing, except to a criterion that asks for it to be filled in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from persona_handbook.exports.contacts import Contact, Contacts, folded, without_accents
from persona_handbook.model.words import nearest

Places = Sequence[int | None]
"""For each criterion the column that it looks at, counted from 0; None where there is none."""


class Outcome(StrEnum):
    """What a criterion says of a contact."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What all criteria together say of a contact."""

    LEAD = "lead"
    NOT_A_LEAD = "not_a_lead"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the definition, as typed. `value` is None where it is compared with nothing."""

    name: str
    field: str
    operator: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a criterion says of a contact: `reason` is the key of a message about `value`, the cell as typed."""

    criterion: Criterion
    outcome: Outcome
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A contact with its verdict."""

    contact: Contact
    verdict: Verdict
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class MissingColumn:
    """A field that no column is headed by; `meant` is the head that is most like it, or nothing."""

    field: str
    meant: str


@dataclass(frozen=True, slots=True)
class LeadCheck:
    """Every contact judged, and what stands out."""

    criteria: tuple[Criterion, ...]
    judged: tuple[Judged, ...]
    missing: tuple[MissingColumn, ...]
    counts: Mapping[Verdict, int]
    most_frequent: tuple[Criterion, int] | None
    """The criterion that most contacts fail, with how many; None where none does."""


def criteria_of(lead: Mapping[str, Any]) -> tuple[Criterion, ...]:
    """The criteria of a lead definition."""
    return tuple(Criterion(one["name"], one["field"], one["operator"], one.get("value")) for one in lead["criteria"])


def check_leads(contacts: Contacts, criteria: Sequence[Criterion]) -> LeadCheck:
    """Hold every contact against the criteria. Columns are found by field, else by the name of the criterion."""
    heads = {folded(head): place for place, head in reversed([*enumerate(contacts.heads)])}
    places = [heads.get(folded(one.field), heads.get(folded(one.name))) for one in criteria]
    judged = tuple(_judged(contact, criteria, places) for contact in contacts.rows)
    failed = Counter(
        number for one in judged for number, finding in enumerate(one.findings) if finding.outcome is Outcome.FAILS
    )
    counted = Counter(one.verdict for one in judged)
    most = failed.most_common(1)
    return LeadCheck(
        tuple(criteria),
        judged,
        tuple(_missing(criteria, places, contacts.heads)),
        {verdict: counted[verdict] for verdict in Verdict},
        (criteria[most[0][0]], most[0][1]) if most else None,
    )


def _missing(criteria: Sequence[Criterion], places: Places, heads: Sequence[str]) -> Iterator[MissingColumn]:
    free = {folded(head): head for place, head in enumerate(heads) if place not in places and head}
    for field in dict.fromkeys(one.field for one, place in zip(criteria, places, strict=True) if place is None):
        yield MissingColumn(field, nearest(folded(field), free))


def _judged(contact: Contact, criteria: Sequence[Criterion], places: Places) -> Judged:
    findings = tuple(_finding(one, contact, place) for one, place in zip(criteria, places, strict=True))
    outcomes = {finding.outcome for finding in findings}
    if Outcome.FAILS in outcomes:
        verdict = Verdict.NOT_A_LEAD
    else:
        verdict = Verdict.CANNOT_TELL if Outcome.UNKNOWN in outcomes else Verdict.LEAD
    return Judged(contact, verdict, findings)


def _finding(criterion: Criterion, contact: Contact, place: int | None) -> Finding:
    if place is None:
        return Finding(criterion, Outcome.UNKNOWN, "contact_no_column")
    cell = contact.cells[place]
    if criterion.operator == "filled":
        return Finding(criterion, *((Outcome.HOLDS, "contact_is") if cell else (Outcome.FAILS, "contact_empty")), cell)
    if not cell:
        return Finding(criterion, Outcome.UNKNOWN, "contact_empty")
    if criterion.value is None:
        return Finding(criterion, Outcome.UNKNOWN, "contact_no_value", cell)
    holds = _COMPARED[criterion.operator](cell, criterion.value)
    if holds is None:
        return Finding(criterion, Outcome.UNKNOWN, "contact_unclear", cell)
    outcome, reason = (Outcome.HOLDS, "contact_is") if holds else (Outcome.FAILS, "contact_asked")
    return Finding(criterion, outcome, reason, cell)


_YES = frozenset(["yes", "y", "oui", "o", "ja", "j", "true", "vrai", "wahr", "1", "x", "si", "✓"])
_NO = frozenset(["no", "n", "non", "nein", "false", "faux", "falsch", "0"])


def as_truth(cell: str) -> bool | None:
    """Yes or no, in words or signs of English, French and German spreadsheets; None for anything else."""
    word = cell.casefold()
    return True if word in _YES else False if word in _NO else None


_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3})")
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:[.,]\d{1,18})?")
_THOUSANDS = re.compile(r"([+-]?\d{1,3})((?:,\d{3})+)(\.\d+)?|([+-]?\d{1,3})((?:\.\d{3})+)(,\d+)")


def as_number(cell: str) -> float | None:
    """A number, with a decimal comma or point, thousands apart or not, perhaps in percent; None for anything else."""
    text = _GROUPED.sub("", cell.strip().removesuffix("%").strip().replace("\u2212", "-"))
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    if grouped := _THOUSANDS.fullmatch(text):
        english = grouped[1] is not None
        return float(text.replace(",", "") if english else text.replace(".", "").replace(",", "."))
    return None


_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def as_date(cell: str) -> date | None:
    """A date, as 2026-10-14 or with the day first, as 14.10.2026 or 14/10/2026; None for anything else."""
    try:
        if day_first := _DAY_FIRST.fullmatch(cell):
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _equals(cell: str, value: Any) -> bool | None:
    if isinstance(value, bool):
        truth = as_truth(cell)
        return None if truth is None else truth is value
    if isinstance(value, (int, float)):
        number = as_number(cell)
        return None if number is None else number == value
    if isinstance(value, list):
        return {_plain(part) for part in _parts(cell)} == {_plain(str(one)) for one in value}
    return _plain(cell) == _plain(str(value))


def _among(cell: str, value: Any) -> bool | None:
    """Whether the cell, or one of the entries that it lists, is one of the values."""
    wanted = value if isinstance(value, list) else [value]
    told = [_equals(part, one) for part in (cell, *_parts(cell)) for one in wanted]
    return True if any(told) else None if None in told and False not in told else False


def _contains(cell: str, value: Any) -> bool | None:
    """Whether the text holds the value, or one of the values."""
    return any(_plain(str(one)) in _plain(cell) for one in (value if isinstance(value, list) else [value]))


def _ordered(holds: Callable[[Any, Any], bool]) -> Callable[[str, Any], bool | None]:
    """A comparison of numbers or, where the value is a date, of dates."""

    def compared(cell: str, value: Any) -> bool | None:
        read = as_date if isinstance(value, str) and as_date(value) else as_number
        limit = read(str(value))
        found = None if isinstance(value, (bool, list)) else read(cell)
        return None if found is None or limit is None else holds(found, limit)

    return compared


_COMPARED: Mapping[str, Callable[[str, Any], bool | None]] = {
    "equals": _equals,
    "in": _among,
    "contains": _contains,
    "at_least": _ordered(lambda found, limit: found >= limit),
    "at_most": _ordered(lambda found, limit: found <= limit),
}


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,|/\n]", cell) if part.strip()]


def _plain(text: str) -> str:
    """A text for comparison: capitals, accents and the width of spaces do not matter."""
    return " ".join(without_accents(text).split())
