"""What the schema finds: one cause is one finding, in few words, at the place where it is mended."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.model.document import Document
from persona_handbook.problems import Problem
from persona_handbook.reading.document import read_document
from persona_handbook.schema.catalogue import Schemas, load_schemas
from persona_handbook.schema.survey import survey
from persona_handbook.schema.verdict import quote

ANA = """\
name: Ana
archetype: Buys once
kind: persona
market: [b2c]
status: draft
basis: hypothesis
owner: {department: sales}
summary: Buys one lamp.
motivations: [Soft light]
barriers: [Broken lamps]
"""


def check(text: str, schemas: Schemas) -> list[Problem]:
    """What the schema finds wrong with a persona that can be read."""
    document, problems = read_document(text.encode(), "ana.yml", lambda at: schemas.expects_text("persona", at))
    assert document is not None, problems
    return schemas.validate("persona", document)


def rules(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.line, problem.column) for problem in problems]


def test_ana_is_right(schemas: Schemas) -> None:
    assert check(ANA, schemas) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("motivations:", "motivation:", ("unknown-field", 9, 1)),
        ("[Soft light]", "[Her rule: soft light]", ("yaml-colon", 9, 15)),
        ("[Soft light]", "[{txt: Soft light}]", ("unknown-field", 9, 16)),
        ("[Soft light]", "[{text: Soft light, source: [x]}]", ("unknown-field", 9, 34)),
        ("status: draft", "status: ''", ("empty-field", 5, 1)),
        ("status: draft", "status: [draft]", ("not-in-list", 5, 1)),
        ("market: [b2c]", "market: b2c", ("wrong-type", 4, 1)),
        ("market: [b2c]", "market: [b2c, b2x]", ("not-in-list", 4, 15)),
        ("market: [b2c]", "market: [b2b, b2x]", ("not-in-list", 4, 15)),
        ("market: [b2c]", "market: []", ("empty-field", 4, 1)),
        ("{department: sales}", "{departement: sales}", ("unknown-field", 7, 9)),
        ("{department: sales}", "{}", ("missing-field", 7, 1)),
    ],
)
def test_one_mistake_is_one_finding(old: str, new: str, finding: tuple[str, int, int], schemas: Schemas) -> None:
    assert ANA.count(old) == 1
    assert rules(check(ANA.replace(old, new), schemas)) == [finding]


def test_two_typos_that_mean_the_same_field_are_two_findings(schemas: Schemas) -> None:
    found = check(ANA.replace("summary: Buys one lamp.", "sumary: Buys\nsumnary: one"), schemas)
    assert [(problem.rule, problem.values["meant"]) for problem in found] == [("unknown-field", "summary")] * 2


def test_a_typo_hides_only_the_field_that_was_meant(schemas: Schemas) -> None:
    found = check(ANA.replace("summary: Buys one lamp.\n", "").replace("barriers:", "bariers:"), schemas)
    assert [(problem.rule, problem.path) for problem in found] == [
        ("missing-field", ("summary",)),
        ("unknown-field", ("bariers",)),
    ]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("Motivations", "motivations"),
        ("motivatons", "motivations"),
        ("Irritants", "pains"),
        ("open-questions", "open_questions"),
        ("lamp", ""),
    ],
)
def test_a_field_is_guessed_from_its_name_and_from_its_titles(key: str, meant: str, schemas: Schemas) -> None:
    (found,) = check(f"{ANA}{key}: [x]\n", schemas)
    assert found.values["meant"] == meant


def test_a_field_that_another_group_knows_is_said_to_belong_there(schemas: Schemas) -> None:
    found = check(f"{ANA}expertise: Knows lamps\nage_range: 40-50\nlamp: 1\n", schemas)
    assert [(problem.values["meant"], problem.values["belongs"]) for problem in found] == [
        ("expertise_level", "profile"),
        ("", "profile"),
        ("", ""),
    ]


def test_findings_come_in_reading_order(schemas: Schemas) -> None:
    found = check(ANA.replace("draft", "x").replace("b2c", "x").replace("hypothesis", "x"), schemas)
    assert [problem.line for problem in found] == [4, 5, 6]


def test_a_missing_field_belongs_before_the_next_field_of_the_schema_wherever_that_stands(schemas: Schemas) -> None:
    turned = "".join(reversed(ANA.replace("summary: Buys one lamp.\n", "").splitlines(keepends=True)))
    (found,) = check(turned, schemas)
    assert found.path == ("summary",)
    assert turned.splitlines()[found.line - 1].startswith("motivations")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Ana", "Ana"),
        ("two\n  lines ", "two lines"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        (True, "true"),
        (None, "null"),
        (1.5, "1.5"),
        (["a", {"b": 1}], "[a, {b: 1}]"),
        (["x" * 100], "[" + "x" * 58 + "…"),
    ],
)
def test_a_value_is_quoted_as_it_would_be_typed_and_briefly(value: object, shown: str) -> None:
    assert quote(value) == shown


@pytest.mark.parametrize(
    ("text", "many"),
    [
        (ANA + "".join(f"motivations{n}: x\n" for n in range(2_000)), 2_000),
        (ANA + "implications: {" + ", ".join(f"K{n}: [x]" for n in range(2_000)) + "}\n", 2_000),
        (ANA + "skills: [" + "{level: 9, name: x}, " * 1_000 + "]\n", 1_000),
    ],
    ids=["fields", "departments", "scales"],
)
def test_thousands_of_mistakes_are_all_found_each_at_its_place(text: str, many: int, schemas: Schemas) -> None:
    found = check(text, schemas)
    assert len({(problem.line, problem.column) for problem in found}) == len(found) == many


@pytest.fixture
def extended(tmp_path: Path, schemas: Schemas) -> Schemas:
    """The schema of a company that added rules of its own, in keywords that we do not use."""
    for path in schemas.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "persona.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["contact"] = {"title": "Contact", "type": "string", "format": "email"}
    schema["properties"]["floor"] = {"title": "Floor", "anyOf": [{"type": "integer"}, {"const": "roof"}]}
    schema["patternProperties"]["^y_"] = {"type": "integer", "multipleOf": 5}
    path.write_text(json.dumps(schema), encoding="utf-8")
    return load_schemas(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("contact: ana@lamps.example", "contact: ana"), ("floor: roof", "floor: cellar"), ("y_rooms: 20", "y_rooms: 21")],
)
def test_a_companys_own_rules_find_something_too(right: str, wrong: str, extended: Schemas) -> None:
    assert rules(check(f"{ANA}{right}\n", extended)) == []
    assert rules(check(f"{ANA}{wrong}\n", extended)) == [("wrong-form", 11, 1)]


def test_a_companys_own_fields_are_not_blamed_for_an_unknown_one(extended: Schemas) -> None:
    assert rules(check(f"{ANA}y_rooms: 20\nlamp: 1\n", extended)) == [("unknown-field", 12, 1)]


@pytest.mark.parametrize(
    ("path", "value"),
    [(("owner", "department"), "sales\n"), (("reviewed_on",), "2026-06-02\n"), (("review_every",), "P6M\n")],
    ids=lambda value: value[-1] if isinstance(value, tuple) else "",
)
def test_a_line_end_that_pythons_own_patterns_let_pass_is_a_finding(
    path: tuple[str, ...], value: str, schemas: Schemas
) -> None:
    document, _ = read_document(ANA.encode(), "ana.yml", lambda _: True)
    assert document is not None
    data: Any = copy.deepcopy(document.data)
    around = data[path[0]] if len(path) > 1 else data
    around[path[-1]] = value
    found = schemas.validate("persona", Document("ana.yml", data, document.positions))
    assert [problem.path for problem in found] == [path]


SURVEYED = """\
motivations:
  - Soft light
  - {text: No bulbs, sources: [talk, survey]}
insight: {text: She buys evenings, sources: [talk]}
implications: {sales: [Bring one], service: [{text: Call, sources: [talk]}]}
related: [{persona: zoe, how: Lights her hotel}]
x_own: {sources: [never], persona: nobody}
"""


def test_a_survey_counts_statements_and_finds_every_reference_once(schemas: Schemas) -> None:
    document, _ = read_document(SURVEYED.encode(), "ana.yml", lambda _: True)
    assert document is not None
    found = survey(schemas.fields["persona"], document.data)
    assert (found.statements, found.sourced) == (5, 3)
    assert [(reference.kind, reference.id, reference.path) for reference in found.references] == [
        ("source", "talk", ("motivations", 1, "sources", 0)),
        ("source", "survey", ("motivations", 1, "sources", 1)),
        ("source", "talk", ("insight", "sources", 0)),
        ("department", "sales", ("implications", "sales")),
        ("department", "service", ("implications", "service")),
        ("source", "talk", ("implications", "service", 0, "sources", 0)),
        ("persona", "zoe", ("related", 0, "persona")),
    ]
