"""What was found about contacts: as text for people, as JSON for software, as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from persona_handbook.exports.contacts import MOST_SHOWN
from persona_handbook.exports.lead_check import Finding, Judged, LeadCheck, Outcome, Verdict
from persona_handbook.reports.printable import printable, to_json, visible
from persona_handbook.views.lead_page import value_in_words
from persona_handbook.views.reader import Reader

FORMATS = ("text", "json", "csv")

_MARKS = {Outcome.HOLDS: "✓", Outcome.FAILS: "✗", Outcome.UNKNOWN: "?"}
_SAID = {
    Verdict.LEAD: "contact_lead",
    Verdict.NOT_A_LEAD: "contact_not_a_lead",
    Verdict.CANNOT_TELL: "contact_cannot_tell",
}
_FORMULA = ("=", "+", "-", "@", "\t")
"""How a cell begins that a spreadsheet would compute (OWASP, CSV injection)."""


def report(found: LeadCheck, form: str, reader: Reader) -> str:
    """The outcome in one of `FORMATS`."""
    return {"text": _text, "json": _json, "csv": _csv}[form](found, reader)


def _text(found: LeadCheck, reader: Reader) -> str:
    lines = [line for one in found.judged for line in _lines(one, reader)]
    return "".join(f"{printable(line)}\n" for line in [*lines, *_summary(found, reader)])


def _lines(one: Judged, reader: Reader) -> Iterator[str]:
    yield f"{_named(one, reader)}{reader.say('colon')} {reader.say(_SAID[one.verdict])}"
    for finding in one.findings:
        told = f"{finding.criterion.name}{reader.say('colon')} {_reason(finding, reader)}"
        yield f"  {_MARKS[finding.outcome]} {told}"


def _named(one: Judged, reader: Reader) -> str:
    name = _short(one.contact.name) or reader.say("contact_nameless")
    return reader.say("contact_row", row=one.contact.row, name=name)


def _reason(finding: Finding, reader: Reader) -> str:
    """Why a criterion holds or not: the cell as typed, and what is asked of it."""
    criterion = finding.criterion
    operator = reader.value_label(criterion.operator, "criteria", 0, "operator", kind="lead")
    asked = f"{operator} {value_in_words(criterion.value, reader)}".strip()
    return reader.say(finding.reason, field=criterion.field, value=_short(finding.value), asked=asked)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _summary(found: LeadCheck, reader: Reader) -> Iterator[str]:
    for column in found.missing:
        yield reader.say("contact_column_missing", field=column.field) + (
            f" {reader.say('contact_column_meant', meant=_short(column.meant))}" if column.meant else ""
        )
    counts = found.counts
    yield reader.say(
        "contacts_counted",
        n=len(found.judged),
        leads=counts[Verdict.LEAD],
        others=counts[Verdict.NOT_A_LEAD],
        unclear=counts[Verdict.CANNOT_TELL],
    )
    if found.most_frequent:
        criterion, count = found.most_frequent
        yield reader.say("contacts_most_frequent", name=criterion.name, n=count)


def _json(found: LeadCheck, reader: Reader) -> str:
    contacts = [
        {
            "row": one.contact.row,
            "contact": one.contact.name,
            "verdict": one.verdict,
            "criteria": [
                {
                    "name": finding.criterion.name,
                    "field": finding.criterion.field,
                    "outcome": finding.outcome,
                    "reason": _reason(finding, reader),
                }
                for finding in one.findings
            ],
        }
        for one in found.judged
    ]
    most = found.most_frequent
    summary = {
        "contacts": len(found.judged),
        **{str(verdict): count for verdict, count in found.counts.items()},
        "most_frequent_reason": {"name": most[0].name, "contacts": most[1]} if most else None,
        "missing_columns": [{"field": one.field, "did_you_mean": one.meant or None} for one in found.missing],
    }
    return to_json({"contacts": contacts, "summary": summary}) + "\n"


def _csv(found: LeadCheck, reader: Reader) -> str:
    """With a byte order mark, by which Excel knows UTF-8, and separated as spreadsheets of the language expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if reader.language == "fr" else ",", lineterminator="\r\n")
    heads = [reader.say(key) for key in ("contact_row_head", "contact_head", "contact_verdict_head")]
    writer.writerow([*heads, *(_cell(one.name) for one in found.criteria), reader.say("contact_why_head")])
    for one in found.judged:
        why = "; ".join(_reason(finding, reader) for finding in one.findings if finding.outcome is not Outcome.HOLDS)
        marks = [_MARKS[finding.outcome] for finding in one.findings]
        writer.writerow([one.contact.row, _cell(one.contact.name), reader.say(_SAID[one.verdict]), *marks, _cell(why)])
    return "\ufeff" + out.getvalue()


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    text = visible(" ".join(text.split()))
    return f"'{text}" if text.startswith(_FORMULA) else text
