"""How far a persona has come, what holds it up, and what is left out of the count."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from persona_handbook.checks.rules import RULES
from persona_handbook.reading.document import read_document
from persona_handbook.schema.catalogue import Schemas

Run = Callable[..., Result]

BASE = Path(__file__).parents[1] / "examples" / "base" / "personas"
ANA, ZOE = ((BASE / "demo" / name).read_text(encoding="utf-8") for name in ("ana-buyer.yml", "zoe-hotel.yml"))
UNTIL = "until: 2027-09-30"


@dataclass(frozen=True, slots=True)
class Check:
    """What a check says of Zoé: every finding as (rule, severity), and her standing."""

    found: Sequence[tuple[str, str]]
    standing: Mapping[str, Any]
    code: int


@pytest.fixture
def zoe(personas: Path, run: Run) -> Callable[..., Check]:
    """Check the handbook with another text for Zoé: `zoe(text, "--strict-dates")`."""

    def check(text: str, *options: str) -> Check:
        (personas / "demo/zoe-hotel.yml").write_text(text, encoding="utf-8")
        result = run("check", "--format", "json", *options)
        report = json.loads(result.output)
        findings = [one for one in report["findings"] if one["file"].endswith("zoe-hotel.yml")]
        return Check(
            [(one["rule"], one["severity"]) for one in findings],
            report["levels"].get("zoe-hotel", {}),
            result.exit_code,
        )

    return check


def _with(old: str, new: str, text: str = ZOE) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def _excepting(*exceptions: str) -> str:
    return "exceptions:\n" + "".join(f"  - {{{one}, reason: We know why., {UNTIL}}}\n" for one in exceptions)


OVERDUE = _with("review_every: P6M", "review_every: P3M")
ALONE = _with("  service: [Answer before four o'clock]\n", "")
UNHEARD = _with(", sources: [talk-zoe]}\nbuying_process", "}\nbuying_process")
ADVISED = _with("No dark room tonight.", "An innovative, seamless and best-in-class experience.")


# the ladder


def test_a_draft_is_valid_and_a_persona_that_passes_everything_is_current(personas: Path, run: Run) -> None:
    levels = json.loads(run("check", "--format", "json").output)["levels"]
    assert {id: one["level"] for id, one in levels.items()} == {"ana-buyer": "valid", "zoe-hotel": "current"}
    assert "incomplete" in levels["ana-buyer"]["failed"]
    assert levels["zoe-hotel"]["passed"] == levels["zoe-hotel"]["asked"] == levels["ana-buyer"]["asked"]
    assert personas.is_dir()


@pytest.mark.parametrize(
    ("text", "rule", "level"),
    [
        (ALONE, "single-department", "valid"),
        (UNHEARD, "quote-without-source", "complete"),
        (OVERDUE, "review-overdue", "evidenced"),
        (ADVISED, "vague-words", "current"),
    ],
    ids=["complete", "evidenced", "current", "advice"],
)
def test_one_broken_rule_keeps_a_persona_below_the_level_that_the_rule_guards(
    text: str, rule: str, level: str, zoe: Callable[..., Check]
) -> None:
    whole = zoe(ZOE).standing["asked"]
    assert zoe(text).standing == {"level": level, "passed": whole - 1, "asked": whole, "failed": [rule]}


def test_a_level_needs_those_below_it(zoe: Callable[..., Check]) -> None:
    text = _with("review_every: P6M", "review_every: P3M", ALONE)
    standing = zoe(text).standing
    assert (standing["level"], standing["failed"]) == ("valid", ["single-department", "review-overdue"])


def test_a_draft_is_held_to_what_a_validated_persona_is(zoe: Callable[..., Check]) -> None:
    draft = _with("status: validated", "status: draft")
    assert zoe(draft).standing["level"] == "current"
    gap = zoe(
        _with("review_every: P6M", "review_every: P3M", _with("  service: [Answer before four o'clock]\n", "", draft))
    )
    assert (gap.code, gap.standing["level"]) == (0, "valid")


def test_what_breaks_no_persona_of_its_own_counts_for_none(personas: Path, zoe: Callable[..., Check]) -> None:
    (personas / "demo/ana-buyer.yml").write_text(_with("status: draft", "status: drafft", ANA), encoding="utf-8")
    assert zoe(ZOE).standing["level"] == "current"


def test_a_persona_that_cannot_be_read_has_no_level(zoe: Callable[..., Check]) -> None:
    assert zoe(_with("status: validated", "status: validatd")).standing == {}


def test_strict_dates_fail_a_check_and_change_no_level(zoe: Callable[..., Check]) -> None:
    usual, strict = zoe(OVERDUE), zoe(OVERDUE, "--strict-dates")
    assert (usual.code, strict.code) == (0, 1)
    assert usual.standing == strict.standing


# exceptions


@pytest.mark.parametrize(
    ("text", "rule"), [(ALONE, "single-department"), (UNHEARD, "quote-without-source"), (OVERDUE, "review-overdue")]
)
def test_an_excused_rule_is_neither_reported_nor_counted(text: str, rule: str, zoe: Callable[..., Check]) -> None:
    whole = zoe(ZOE).standing["asked"]
    check = zoe(text + _excepting(f"rule: {rule}"))
    assert (check.found, check.code) == ([], 0)
    assert check.standing == {"level": "current", "passed": whole - 1, "asked": whole - 1, "failed": []}


TWO_FIELDS = _with(
    "  - {text: One lamp for all rooms, about: buy, sources: [talk-zoe]}\n",
    "  - One lamp for all rooms\n",
    _with("  - {text: No ladder in the corridor while guests are in, sources: [visit-zoe]}\n", "  - No ladder\n"),
)
"""No motivation and no barrier cites a source."""


def test_an_exception_for_a_field_leaves_the_rule_standing_in_the_others(zoe: Callable[..., Check]) -> None:
    assert zoe(TWO_FIELDS).found == [("nothing-evidenced", "error")] * 2
    one = zoe(TWO_FIELDS + _excepting("rule: nothing-evidenced, field: barriers"))
    assert (one.found, one.standing["level"]) == ([("nothing-evidenced", "error")], "complete")
    both = [f"rule: nothing-evidenced, field: {field}" for field in ("barriers", "motivations")]
    assert (zoe(TWO_FIELDS + _excepting(*both)).found, zoe(TWO_FIELDS + _excepting(*both)).code) == ([], 0)


STAGE = _with("        departments: {owner: service}\n", "")


@pytest.mark.parametrize(
    ("field", "excused"),
    [("journeys", True), ("journeys.stages", True), ("journeys.stages.departments", False)],
)
def test_an_exception_for_a_field_covers_what_lies_in_it(field: str, excused: bool, zoe: Callable[..., Check]) -> None:
    found = zoe(STAGE + _excepting(f"rule: stage-without-department, field: {field}")).found
    finding, unused = ("stage-without-department", "error"), ("unused-exception", "warning")
    assert found == ([] if excused else [finding, unused])


def test_an_exception_for_a_field_that_does_not_exist_is_no_exception(zoe: Callable[..., Check]) -> None:
    found = zoe(STAGE + _excepting("rule: stage-without-department, field: journey")).found
    assert found == [("stage-without-department", "error"), ("unknown-not-applicable", "error")]


def test_an_exception_that_has_run_out_still_excuses_and_warns_until_dates_are_strict(
    zoe: Callable[..., Check],
) -> None:
    text = ALONE + _excepting("rule: single-department").replace(UNTIL, "until: 2026-11-20")
    usual, strict = zoe(text), zoe(text, "--strict-dates")
    assert (usual.found, usual.code) == ([("exception-expired", "warning")], 0)
    assert (strict.found, strict.code) == ([("exception-expired", "error")], 1)
    assert usual.standing["level"] == "current"


def test_an_exception_holds_on_its_last_day(zoe: Callable[..., Check]) -> None:
    text = ALONE + _excepting("rule: single-department").replace(UNTIL, "until: 2026-11-21")
    assert (zoe(text).found, zoe(text, "--today", "2026-11-22").found) == ([], [("exception-expired", "warning")])


def test_an_exception_that_excuses_nothing_is_said_to(zoe: Callable[..., Check]) -> None:
    check = zoe(ZOE + _excepting("rule: single-department"))
    assert (check.found, check.standing["level"]) == ([("unused-exception", "warning")], "current")


def test_a_misspelt_rule_excuses_nothing_and_the_right_one_is_named(zoe: Callable[..., Check], run: Run) -> None:
    assert zoe(ALONE + _excepting("rule: single-departement")).found == [
        ("single-department", "error"),
        ("unknown-rule", "error"),
    ]
    assert "Did you mean “single-department”?" in run("check").output


@pytest.mark.parametrize("rule", ["unknown-reference", "incomplete"])
def test_a_rule_that_allows_no_exception_stands(rule: str, zoe: Callable[..., Check]) -> None:
    text = _with("owner: {department: marketing, person: Lena}", "owner: {department: sports}")
    assert zoe(text + _excepting(f"rule: {rule}")).found == [
        ("unknown-reference", "error"),
        ("rule-without-exceptions", "error"),
    ]


def test_which_rules_allow_exceptions_is_what_the_program_says(zoe: Callable[..., Check]) -> None:
    rules = sorted(RULES.values(), key=lambda rule: rule.excusable)
    found = zoe(ZOE + _excepting(*(f"rule: {rule.id}" for rule in rules))).found
    assert found == [
        ("unused-exception", "warning") if rule.excusable else ("rule-without-exceptions", "error") for rule in rules
    ]


# what does not apply


def _replaceable() -> list[str]:
    """The fields that a validated persona needs unless it says that they do not apply to it."""
    schema = (Path(__file__).parents[2] / "schema" / "persona.schema.json").read_text(encoding="utf-8")
    return sorted(set(re.findall(r'"not_applicable": \{"required": \["(\w+)"\]\}', re.sub(r"\s+", " ", schema))))


REPLACEABLE = _replaceable()


def _without(field: str) -> str:
    return re.sub(rf"^{field}:.*\n(?:[ -].*\n)*", "", ZOE, flags=re.MULTILINE)


def _for_others(text: str, schemas: Schemas) -> bool:
    """Whether a plain JSON Schema validator takes a persona."""
    document, _ = read_document(text.encode(), "zoe-hotel.yml", lambda at: schemas.expects_text("persona", at))
    assert document is not None
    return Draft202012Validator(schemas.schemas["persona"]).is_valid(document.data)


def test_the_schema_lets_some_fields_not_apply() -> None:
    assert len(REPLACEABLE) > 15


@pytest.mark.parametrize("field", [field for field in REPLACEABLE if re.search(rf"^{field}:", ZOE, re.MULTILINE)])
def test_a_field_that_does_not_apply_is_not_missing_for_us_or_for_others(
    field: str, zoe: Callable[..., Check], schemas: Schemas
) -> None:
    told = _without(field) + f"not_applicable: {{{field}: She never has any.}}\n"
    assert "missing-field" in dict(zoe(_without(field)).found)
    assert "missing-field" not in dict(zoe(told).found)
    assert [_for_others(text, schemas) for text in (ZOE, _without(field), told)] == [True, False, True]


@pytest.mark.parametrize("field", ["summary", "goals", "quotes", "sources", "validations", "reviewed_on"])
def test_what_makes_a_persona_one_always_applies(field: str, zoe: Callable[..., Check], schemas: Schemas) -> None:
    told = _without(field) + f"not_applicable: {{{field}: She never has any.}}\n"
    assert zoe(told).found == [("missing-field", "error")]
    assert not _for_others(told, schemas)


def test_a_field_that_does_not_apply_holds_no_level_up(zoe: Callable[..., Check]) -> None:
    text = _without("journeys") + "not_applicable: {journeys: She orders by telephone.}\n"
    check = zoe(text)
    assert (check.found, check.standing["level"]) == ([], "current")


def test_a_field_of_a_group_may_not_apply_by_itself(zoe: Callable[..., Check]) -> None:
    assert zoe(ZOE + "not_applicable: {goals.projects: She has none.}\n").found == []


def test_a_field_that_nobody_knows_cannot_fail_to_apply(zoe: Callable[..., Check], run: Run) -> None:
    assert zoe(ZOE + "not_applicable: {brand: She buys none.}\n").found == [("unknown-not-applicable", "error")]
    assert "“brand” is not a field of a persona. Did you mean “brands”?" in run("check").output


# on the pages


def _page(name: str, run: Run, *options: str) -> str:
    assert run("render", "--out", "pages", *options).exit_code == 0
    return Path("pages", name).read_text(encoding="utf-8")


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _row(page: str) -> str:
    return page.partition('<tr id="zoe-hotel">')[2].partition("</tr>")[0]


@pytest.mark.parametrize(
    ("language", "text", "level", "checks"),
    [
        ("en", ZOE, "Current", "({whole} of {whole} checks pass)"),
        ("fr", ZOE, "À jour", "({whole} vérifications réussies sur {whole})"),
        ("en", OVERDUE, "Evidenced", "({less} of {whole} checks pass)"),
        ("fr", OVERDUE, "Étayée", "({less} vérifications réussies sur {whole})"),
        ("en", OVERDUE + _excepting("rule: review-overdue"), "Current", "({less} of {less} checks pass)"),
    ],
)
def test_level_and_checks_stand_on_the_page_of_the_persona_and_on_the_quality_page(
    language: str, text: str, level: str, checks: str, zoe: Callable[..., Check], run: Run
) -> None:
    whole = zoe(ZOE).standing["asked"]
    zoe(text)
    said = checks.format(whole=whole, less=whole - 1)
    page = _page("personas/zoe-hotel.md", run, "--lang", language)
    assert f"{level} {said}" in _text(page)
    assert 'href="../../quality/#zoe-hotel"' in page
    quality = Path("pages/quality/index.md").read_text(encoding="utf-8")
    assert f"{level} {said}" in _text(_row(quality))


def test_the_quality_page_leads_to_each_rule_that_a_persona_breaks(zoe: Callable[..., Check], run: Run) -> None:
    zoe(OVERDUE)
    assert re.findall(r'href="([^"]*rules/[^"]*)"', _row(_page("quality/index.md", run))) == [
        "../rules/age/#review-overdue"
    ]


def test_the_quality_page_lists_what_is_excused_and_what_does_not_apply_with_the_reasons(
    zoe: Callable[..., Check], run: Run
) -> None:
    exceptions = _excepting("rule: review-overdue").replace("We know why.", "Lena is at sea.")
    zoe(OVERDUE + exceptions + "not_applicable: {brands: No lamp bears one.}\n")
    listed = _page("quality/index.md", run).partition('id="exceptions"')[2].partition("</section>")[0]
    (entry,) = re.findall(r"<div>.*?</div>", listed, re.DOTALL)
    for said in ("Zoé", "../rules/age/#review-overdue", "Lena is at sea.", '"2027-09-30"', "No lamp bears one."):
        assert said in entry


def _completeness(page: str) -> tuple[int, int]:
    part, whole = re.findall(r"(\d+) of (\d+)", _text(_row(page)))[0]
    return int(part), int(whole)


def test_completeness_asks_for_no_field_that_does_not_apply(zoe: Callable[..., Check], run: Run) -> None:
    zoe(ZOE)
    part, whole = _completeness(_page("quality/index.md", run))
    zoe(ZOE + "not_applicable: {brands: No lamp bears one.}\n")
    assert _completeness(_page("quality/index.md", run)) == (part, whole - 1)
