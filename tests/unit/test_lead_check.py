"""Contacts are held against the lead definition: which criteria hold, and what is said of files that are none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from persona_handbook.catalogues import catalogue
from persona_handbook.exports.contacts import ContactsError, read_contacts
from persona_handbook.exports.lead_check import Criterion, LeadCheck, Verdict, check_leads

Run = Callable[..., Result]

LEADS = Path(__file__).parents[1] / "examples" / "leads"
SAMPLE = Path(__file__).parents[2] / "personas"
ROOMS = Criterion("Names the rooms", "rooms", "filled")
SOON = Criterion("Closes soon", "weeks_to_closing", "at_most", 12)
CALL = Criterion("Accepts a call", "call_accepted", "equals", True)

LEAD = """\
marketing_view: Somebody who downloaded the price list.
sales_view: Somebody with rooms to light and a date.
agreed: A hotel that names its number of rooms and the week in which it closes.
criteria:
  - {name: Names the rooms, field: rooms, operator: filled}
  - {name: Closes soon, field: weeks_to_closing, operator: at_most, value: 12}
reasons: [Two visits in three led nowhere]
signatories:
  - {department: marketing, person: Lena, date: 2026-07-02}
  - {department: sales, person: Malik, date: 2026-07-02}
"""


def found(text: str, *criteria: Criterion) -> LeadCheck:
    return check_leads(read_contacts(text.encode()), criteria)


def outcome(cell: str, operator: str, value: Any) -> str:
    """What a criterion says of a contact whose cell holds `cell`."""
    quoted = cell.replace('"', '""')
    check = found(f'contact,field\nAna,"{quoted}"\n', Criterion("A criterion", "field", operator, value))
    return check.judged[0].findings[0].outcome


def refused(raw: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(ContactsError) as error:
        read_contacts(raw)
    return error.value.key, error.value.values


@pytest.fixture
def hotels(personas: Path, tmp_path: Path) -> Path:
    """The base handbook with a lead definition, and two contacts."""
    (personas / "lead.yml").write_text(LEAD, encoding="utf-8")
    file = tmp_path / "contacts.csv"
    file.write_text("hotel,rooms,weeks_to_closing\nLuna,40,8\nMaré,,30\n", encoding="utf-8")
    return file


# verdicts


def test_a_contact_that_meets_every_criterion_is_a_lead() -> None:
    assert found("contact,rooms,weeks_to_closing\nLuna,40,8\n", ROOMS, SOON).judged[0].verdict is Verdict.LEAD


def test_one_criterion_that_does_not_hold_makes_it_none_whatever_else_is_unknown() -> None:
    assert found("contact,rooms,weeks_to_closing\nLuna,,\n", ROOMS, SOON).judged[0].verdict is Verdict.NOT_A_LEAD


def test_what_an_empty_cell_hides_cannot_be_told() -> None:
    assert found("contact,rooms,weeks_to_closing\nLuna,40,\n", ROOMS, SOON).judged[0].verdict is Verdict.CANNOT_TELL


def test_a_missing_column_is_named_once_with_the_head_that_is_most_like_it() -> None:
    check = found("contact,rooms,weeks_to_closng\nLuna,40,8\nMaré,20,9\n", ROOMS, SOON)
    assert [(one.field, one.meant) for one in check.missing] == [("weeks_to_closing", "weeks_to_closng")]
    assert check.counts == {Verdict.LEAD: 0, Verdict.NOT_A_LEAD: 0, Verdict.CANNOT_TELL: 2}


def test_heads_may_be_written_as_people_write_them_or_name_the_criterion() -> None:
    assert found("contact;Rooms;Weeks to closing;ACCEPTS A CALL\nLuna;4;8;x\n", ROOMS, SOON, CALL).missing == ()


def test_the_criterion_that_most_contacts_fail_is_counted() -> None:
    check = found("contact,rooms,weeks_to_closing\nA,1,40\nB,,50\nC,1,60\n", ROOMS, SOON)
    assert check.most_frequent == (SOON, 3)


@pytest.mark.parametrize("cell", ["yes", "Oui", "TRUE", "vrai", "ja", "1", "x", "X"])
def test_yes_in_any_spreadsheet_is_yes(cell: str) -> None:
    assert (outcome(cell, "equals", True), outcome(cell, "equals", False)) == ("holds", "fails")


@pytest.mark.parametrize("cell", ["no", "Non", "FALSE", "faux", "nein", "0"])
def test_no_in_any_spreadsheet_is_no(cell: str) -> None:
    assert (outcome(cell, "equals", False), outcome(cell, "equals", True)) == ("holds", "fails")


@pytest.mark.parametrize("cell", ["1250.5", "1250,5", "1 250,5", "1\u202f250,5", "1.250,5", "1,250.5", "+1250,50 %"])
def test_a_number_may_be_written_the_english_the_french_or_the_german_way(cell: str) -> None:
    assert (outcome(cell, "equals", 1250.5), outcome(cell, "at_most", 1250)) == ("holds", "fails")


@pytest.mark.parametrize("cell", ["2026-12-01", "01.12.2026", "1/12/2026"])
def test_a_date_is_compared_as_a_date(cell: str) -> None:
    assert (outcome(cell, "at_most", "2026-12-01"), outcome(cell, "at_least", "2026-12-02")) == ("holds", "fails")


@pytest.mark.parametrize(
    ("cell", "operator", "value"),
    [
        *(("soon", "at_most", 12), ("perhaps", "equals", True), ("a few", "equals", 12), ("31.02.2026", "at_least", 1)),
        *(("about ten", "in", [10, 12]), ("14", "at_most", "soon"), ("5", "at_least", None)),
    ],
)
def test_what_cannot_be_compared_cannot_be_told(cell: str, operator: str, value: Any) -> None:
    assert outcome(cell, operator, value) == "unknown"


@pytest.mark.parametrize(
    ("cell", "operator", "value", "expected"),
    [
        ("Pharma", "in", ["pharma", "installers"], "holds"),
        ("hotels; pharma", "in", ["pharma", "installers"], "holds"),
        ("hotels", "in", ["pharma", "installers"], "fails"),
        ("12,0", "in", [10, 12], "holds"),
        ("École de Bréhat", "contains", "ecole", "holds"),
        ("Town hall", "contains", ["school", "hall"], "holds"),
        ("Town hall", "contains", "school", "fails"),
        ("C++", "equals", "c", "fails"),
        ("b, a", "equals", ["a", "b"], "holds"),
    ],
)
def test_texts_are_compared_without_capitals_and_accents(cell: str, operator: str, value: Any, expected: str) -> None:
    assert outcome(cell, operator, value) == expected


# files


@pytest.mark.parametrize("start", ["", "\ufeff", "sep=;\r\n", "\r\n\r\n"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_as_a_spreadsheet_saves_it_is_read(start: str, separator: str) -> None:
    text = start.replace(";", separator) + f'contact{separator}place\r\n"Weber{separator} Sohn"{separator}"B ""2"""\r\n'
    (contact,) = read_contacts(text.encode()).rows
    assert contact.cells == (f"Weber{separator} Sohn", 'B "2"')


def test_rows_are_numbered_as_in_the_spreadsheet_and_empty_ones_passed_over() -> None:
    assert [one.row for one in read_contacts(b'a,b\n"x\ny",1\n,\n\nz\n').rows] == [2, 5]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ("csv_empty", {})),
        (b"\n ,\n", ("csv_empty", {})),
        ("contact\nAna\nRémi\n".encode("cp1252"), ("csv_encoding", {"line": 3})),
        ("contact\nAna\n".encode("utf-16"), ("csv_encoding", {"line": 1})),
        (b"contact\nAna\0\n", ("csv_no_text", {"line": 2})),
        (b'contact,place\nAna,"Room\nBo,Hall\n', ("csv_broken", {"line": 3})),
        (b"contact,place\nAna,Room,B\n", ("csv_too_many", {"row": 2, "cells": 3, "heads": 2})),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_place(raw: bytes, expected: tuple[str, dict[str, object]]) -> None:
    assert refused(raw) == expected


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(st.one_of(st.binary(max_size=200), st.text('a1,;\t"\n\r=x é', max_size=80).map(str.encode)))
def test_any_file_gets_a_verdict_for_each_contact_or_a_clear_error(raw: bytes) -> None:
    criteria = (ROOMS, SOON, CALL, Criterion("In a segment", "a", "in", ["x", 1]), Criterion("Near", "1", "contains"))
    try:
        contacts = read_contacts(raw)
    except ContactsError as error:
        said = catalogue("fr").say(error.key, **error.values)
    else:
        check = check_leads(contacts, criteria)
        said = "judged"
        assert sum(check.counts.values()) == len(check.judged) == len(contacts.rows)
        assert all(len(one.findings) == len(criteria) for one in check.judged)
    assert said


# the command


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("json", "json"), ("csv", "csv")])
def test_the_contacts_of_the_sample_company_are_judged_word_for_word(
    form: str, suffix: str, language: str, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "out"
    arguments = ("--personas", str(SAMPLE), "--format", form, "--lang", language, "--out", str(out))
    result = run("lead", "check", str(LEADS / "contacts.csv"), *arguments)
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_bytes() == (LEADS / f"expected.{language}.{suffix}").read_bytes()


def test_contacts_that_are_no_leads_are_no_failure(hotels: Path, run: Run) -> None:
    result = run("lead", "check", str(hotels))
    assert result.exit_code == 0
    assert "3 Maré: not a lead\n  ✗ Names the rooms: rooms is empty\n" in result.output
    assert "of a lead it is at most 12" in result.output
    assert "2 contacts. Leads: 1; no leads: 1; cannot tell: 0.\n" in result.output


def test_json_holds_each_contact_and_the_summary(hotels: Path, run: Run) -> None:
    told = json.loads(run("lead", "check", str(hotels), "--format", "json").output)
    assert [one["verdict"] for one in told["contacts"]] == ["lead", "not_a_lead"]
    assert told["summary"]["not_a_lead"] == 1


def test_no_cell_that_is_written_is_taken_for_a_formula(hotels: Path, run: Run) -> None:
    hotels.write_text('hotel,rooms\n"=HYPERLINK(""https://x.example"")",4\n', encoding="utf-8")
    rows = list(csv.reader(io.StringIO(run("lead", "check", str(hotels), "--format", "csv").output)))
    assert rows[1][1].startswith("'=HYPERLINK")


def test_a_terminal_is_not_steered_by_a_name(hotels: Path, run: Run) -> None:
    hotels.write_text("hotel,rooms\n\x1b[2JLuna,4\n", encoding="utf-8")
    assert "\x1b" not in run("lead", "check", str(hotels)).output


def test_a_file_that_cannot_be_read_is_wrong_usage_and_says_what_to_do(hotels: Path, run: Run) -> None:
    hotels.write_bytes("hotel\nMaré\n".encode("cp1252"))
    result = run("lead", "check", str(hotels), "--lang", "fr")
    assert result.exit_code == 2
    assert "La ligne 2 n’est pas en UTF-8" in result.output
    assert run("lead", "check", "nowhere.csv").exit_code == 2


def test_without_a_lead_definition_it_says_how_to_begin(personas: Path, run: Run) -> None:
    assert personas.is_dir()
    result = run("lead", "check", "contacts.csv")
    assert result.exit_code == 2
    assert "There is no lead.yml in personas." in result.output
