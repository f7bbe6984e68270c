"""How much a finding matters at each status of a persona, and that one cause is one finding."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from persona_handbook.checks.rules import LEVELS, RULES, Level
from persona_handbook.problems import Severity
from persona_handbook.rule_examples import RuleExample, load_example, typed_in
from persona_handbook.schema.catalogue import Schemas

Run = Callable[..., Result]

STATUSES = ("draft", "validated", "retired")
BASE = Path(__file__).parents[1] / "examples" / "base" / "personas"
EVERY_SHARED_FILE = Path(__file__).parents[1] / "examples" / "valid" / "every-shared-file"
ZOE = (BASE / "demo" / "zoe-hotel.yml").read_text(encoding="utf-8")

EXAMPLES: Mapping[str, RuleExample] = {
    rule: example
    for rule in RULES
    if (example := load_example(rule)) and example.file.startswith("demo/") and "segment" not in example.file
}
"""The rules that can be broken by typing in the file of a persona."""

WHOLE: Mapping[str, str] = {
    "nearly-identical": ZOE.replace("name: Zoé", "name: Noor").replace(
        "  concerns:\n    - That a guest writes about the light\n", ""
    ),
    "only-quantitative": ZOE.replace("method: interview", "method: survey").replace(
        "method: observation", "method: crm"
    ),
}
"""Validated personas that break a rule, where a few lines are not enough."""

IMPOSSIBLE = {
    *(("missing-field", "draft"), ("missing-field", "retired"), ("demographic-only", "validated")),
    *(("status-too-early", status) for status in STATUSES),
}
"""Only a validated persona is asked for quotes; and what one is asked for tells more than its age and income."""


@pytest.fixture
def checked(run: Run) -> Callable[[], Any]:
    return lambda: json.loads(run("check", "--no-cache", "--format", "json").output)


def _type(rule: str, status: str, personas: Path) -> str:
    """Make the persona of a rule's example break the rule at a status; the name of its file."""
    example = EXAMPLES[rule]
    for name, text in example.beside.items():
        (personas / name).parent.mkdir(exist_ok=True)
        (personas / name).write_text(text, encoding="utf-8")
    file = personas / example.file
    own = file.read_text(encoding="utf-8") if file.exists() else ""
    if status == "validated" and rule in WHOLE:
        text = WHOLE[rule]
    elif status == "validated" and "ana-buyer" in example.file:
        typed = frozenset(re.findall(r"^(\w+):", str(example.wrong), re.MULTILINE))
        text = typed_in(replace(example, replaces=typed), str(example.wrong), ZOE.replace("name: Zoé", "name: Ana"))
    else:
        text = typed_in(example, str(example.wrong), own)
    file.write_text(_at(status, text), encoding="utf-8")
    return f"personas/{example.file}"


def _at(status: str, text: str) -> str:
    why = "retired: {on: 2026-10-01, reason: Nobody lights a hotel by post.}\n" if status == "retired" else ""
    return re.sub(r"^status: \w+$", f"status: {status}", text, count=1, flags=re.MULTILINE) + why


def _severities(report: Any, rule: str, file: str) -> set[str]:
    return {one["severity"] for one in report["findings"] if (one["rule"], one["file"]) == (rule, file)}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_finding_is_as_severe_as_the_status_makes_it(
    rule: str, status: str, personas: Path, checked: Callable[[], Any]
) -> None:
    file = _type(rule, status, personas)
    severity = None if (rule, status) in IMPOSSIBLE else RULES[rule].severity(status)
    assert _severities(checked(), rule, file) == ({severity} if severity else set())


@pytest.mark.parametrize("rule", [rule for rule in EXAMPLES if RULES[rule].level is None])
def test_advice_only_warns_and_is_not_given_to_a_retired_persona(rule: str) -> None:
    assert [RULES[rule].severity(status) for status in ("validated", "retired")] == [Severity.WARNING, None]


COUNTED = [rule for rule in EXAMPLES if RULES[rule].excusable and (rule, "validated") not in IMPOSSIBLE]


@pytest.mark.parametrize("rule", [rule for rule in COUNTED if RULES[rule].level in LEVELS[1:]])
def test_a_broken_rule_keeps_a_persona_below_the_level_that_it_guards(
    rule: str, personas: Path, checked: Callable[[], Any]
) -> None:
    file = _type(rule, "validated", personas)
    standing = checked()["levels"][Path(file).stem]
    assert rule in standing["failed"]
    assert LEVELS.index(Level(standing["level"])) < LEVELS.index(RULES[rule].level or Level.VALID)


@pytest.mark.parametrize("rule", ["no-decision-maker", "no-buyer"])
@pytest.mark.parametrize(("status", "severity"), [("draft", "warning"), ("validated", "error")])
def test_a_committee_is_asked_for_as_much_as_the_best_persona_of_its_segment(
    status: str, severity: str, rule: str, personas: Path, checked: Callable[[], Any]
) -> None:
    example = load_example(rule)
    assert example is not None
    segment = personas / example.file
    segment.write_text(typed_in(example, str(example.wrong), segment.read_text(encoding="utf-8")), encoding="utf-8")
    (personas / "demo/zoe-hotel.yml").write_text(_at(status, ZOE), encoding="utf-8")
    assert _severities(checked(), rule, f"personas/{example.file}") == {severity}


# one cause, one finding


def _asked_of_zoe(schemas: Schemas) -> list[str]:
    """Every field of hers that a validated persona needs, in whatever part of the schema that stands."""
    schema = schemas.schemas["persona"]
    asked = set(schema["allOf"][0]["then"]["required"]) | set(re.findall(r'"(\w+)"', json.dumps(schema["allOf"])))
    return [key for key in re.findall(r"^(\w+):", ZOE, re.MULTILINE) if key in asked]


def _misspelt(key: str) -> str:
    return f"{key[:-2]}{key[-1]}{key[-2]}" if key[-1] != key[-2] else key[:-1]


def test_a_required_field_with_a_typo_is_one_finding_whichever_it_is(
    personas: Path, checked: Callable[[], Any], schemas: Schemas
) -> None:
    asked = _asked_of_zoe(schemas)
    assert len(asked) > 30
    found = {}
    for key in asked:
        text = re.sub(rf"^{key}:", f"{_misspelt(key)}:", ZOE, flags=re.MULTILINE)
        (personas / "demo/zoe-hotel.yml").write_text(text, encoding="utf-8")
        found[key] = [(one["rule"], one["path"], key in one["message"]) for one in checked()["findings"]]
    assert found == {key: [("unknown-field", [_misspelt(key)], True)] for key in asked}


def test_an_error_of_syntax_silences_what_else_is_wrong_with_the_file(
    personas: Path, checked: Callable[[], Any]
) -> None:
    file = personas / "demo/ana-buyer.yml"
    wrong = file.read_text(encoding="utf-8").replace("status: draft", "status: drafft") + "reviewed_on: 2026-02-30\n"
    file.write_text(wrong, encoding="utf-8")
    assert len(checked()["findings"]) == 2
    file.write_text(wrong.replace("basis: hypothesis", "basis: [hypothesis"), encoding="utf-8")
    assert [one["rule"] for one in checked()["findings"]] == ["yaml-brackets"]


BREAK: Mapping[str, Callable[[str], str]] = {
    "tab": lambda text: "x_tab:\n\ta: 1\n" + text,
    "empty": lambda _: "",
    "merge conflict": lambda text: f"<<<<<<< HEAD\n{text}=======\n>>>>>>> main\n",
    "unknown field": lambda text: text + "lamp: on\n",
}
SHARED = ("handbook.yml", "demo/segment.yml", "content.yml", "glossary.yml", "lead.yml", "story.yml")


@pytest.mark.parametrize("way", BREAK)
@pytest.mark.parametrize("name", SHARED)
def test_a_file_that_all_share_and_that_is_broken_is_one_finding(
    name: str, way: str, personas: Path, lay_over: Callable[[Path], None], checked: Callable[[], Any]
) -> None:
    lay_over(EVERY_SHARED_FILE)
    before = [one["rule"] for one in checked()["findings"] if one["severity"] == "error"]
    file = personas / name
    file.write_text(BREAK[way](file.read_text(encoding="utf-8")), encoding="utf-8")
    found = [one["file"] for one in checked()["findings"] if one["severity"] == "error"]
    assert (before, found) == ([], [f"personas/{name}"])


@pytest.mark.parametrize("name", ["handbook.yml", "demo/segment.yml"])
def test_a_file_that_all_need_and_that_is_gone_is_one_finding(
    name: str, personas: Path, checked: Callable[[], Any]
) -> None:
    (personas / name).unlink()
    assert [one["file"] for one in checked()["findings"]] == [f"personas/{name}"]


REFERRING = {
    "relation": ("demo/ana-buyer.yml", "related:\n  - {persona: zoe-hotel, how: Neighbours}\n"),
    "variant": ("demo/zoe-abroad.yml", "extends: zoe-hotel\nname: Mira\n"),
}


@pytest.mark.parametrize("way", ["tab", "unknown field"])
@pytest.mark.parametrize("kind", ["relation", "variant"])
def test_a_persona_that_others_refer_to_and_that_is_broken_is_one_finding(
    kind: str, way: str, personas: Path, checked: Callable[[], Any]
) -> None:
    name, text = REFERRING[kind]
    with (personas / name).open("a", encoding="utf-8") as file:
        file.write(text)
    (personas / "demo/zoe-hotel.yml").write_text(BREAK[way](ZOE), encoding="utf-8")
    assert [one["file"] for one in checked()["findings"]] == ["personas/demo/zoe-hotel.yml"]


@pytest.mark.parametrize(
    ("language", "more", "counted"),
    [("en", "10 more problems", "Found: 120 errors."), ("fr", "encore 10 problèmes", "Trouvé\xa0: 120 erreurs.")],
)
def test_fifty_findings_of_each_file_are_shown_and_all_are_counted(
    language: str, more: str, counted: str, personas: Path, run: Run, checked: Callable[[], Any]
) -> None:
    files = [personas / "demo/ana-buyer.yml", personas / "demo/zoe-hotel.yml"]
    for file in files:
        with file.open("a", encoding="utf-8") as open_file:
            open_file.writelines(f"lamp_{number}: x\n" for number in range(60))
    said = run("check", "--lang", language).output
    assert said.count("[unknown-field]") == 100
    assert [line for line in said.splitlines() if line.startswith("personas/") and more in line] == [
        f"personas/demo/{file.name}: {more}" for file in files
    ]
    assert said.splitlines()[-1] == counted
    assert checked()["errors"] == 120
