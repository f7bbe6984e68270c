"""What is under `personas/` becomes a handbook that holds what was typed, and nothing that is broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from persona_handbook.loading import load
from persona_handbook.model.handbook import Handbook
from persona_handbook.schema.catalogue import Schemas

EXAMPLES = Path(__file__).parents[1] / "examples"

Load = Callable[[str], Handbook]


@pytest.fixture
def handbook_of(personas: Path, lay_over: Callable[[Path], None], schemas: Schemas) -> Load:
    """The handbook that an example makes."""

    def read(example: str) -> Handbook:
        lay_over(EXAMPLES / example)
        handbook = load(personas, schemas).handbook
        assert handbook is not None
        return handbook

    return read


@pytest.fixture
def base(schemas: Schemas) -> Handbook:
    handbook = load(EXAMPLES / "base" / "personas", schemas).handbook
    assert handbook is not None
    return handbook


def test_text_is_kept_as_typed_and_numbers_are_numbers_where_the_schema_allows_them(handbook_of: Load) -> None:
    ana = handbook_of("valid/text-as-typed").personas["ana-buyer"].data
    assert (ana["archetype"], ana["summary"], ana["day"]) == ("no", "1.10", "+49")
    assert ana["motivations"] == [
        *("yes", "012", "+33", "1.10", "12:30", "off", "0x1F", "1_000", "true"),
        {"text": "2026-10-14"},
    ]
    assert ana["tags"] == ["on", "007", "3.0", "null", "=", "12345678901234567890"]
    assert ana["share"] == {"value": "012", "unit": "5", "note": "false"}
    assert ana["skills"] == [{"name": "365", "level": 4}]
    assert ana["not_applicable"] == {"brands": "no 012 on"}
    assert ana["x_numbers"] == ["no", "012", 1.1, 12, True, "12345678901234567890"]


@pytest.mark.parametrize(
    "example", ["byte-order-mark", "windows-line-ends", "old-macintosh-line-ends", "no-line-end-at-the-end"]
)
def test_how_a_file_was_saved_changes_nothing(example: str, handbook_of: Load, base: Handbook) -> None:
    handbook = handbook_of(f"valid/{example}")
    for id, persona in base.personas.items():
        assert handbook.personas[id].data == persona.data
        assert handbook.personas[id].document.positions == persona.document.positions
    assert handbook.settings.data == base.settings.data


def test_a_variant_replaces_texts_and_lists_and_merges_groups(handbook_of: Load) -> None:
    personas = handbook_of("valid/variant").personas
    ana, abroad = personas["ana-buyer"].data, personas["ana-abroad"].data
    assert abroad == {
        **ana,
        "extends": "ana-buyer",
        "summary": "Buys one lamp in each country.",
        "owner": {"department": "sales", "person": "Malik"},
        "motivations": ["A plug that fits"],
    }


def test_a_variant_of_a_variant_inherits_from_both_and_stays_in_its_own_segment(handbook_of: Load) -> None:
    handbook = handbook_of("valid/variant-of-a-variant-in-another-segment")
    at_sea = handbook.personas["ana-at-sea"]
    assert (at_sea.segment, at_sea.name, at_sea.data["market"]) == ("abroad", "Ana", ["b2b2c"])
    assert [persona.id for persona in handbook.personas_of("abroad")] == ["ana-abroad", "ana-at-sea"]


def test_a_variant_does_not_inherit_former_names(handbook_of: Load, personas: Path) -> None:
    shutil.copy(EXAMPLES / "valid/variant/personas/demo/ana-abroad.yml", personas / "demo")
    found = handbook_of("valid/former-names").personas
    assert found["ana-buyer"].data["aliases"] == ["ana-owner", "ana-tenant"]
    assert "aliases" not in found["ana-abroad"].data


def test_variants_that_extend_each_other_end_where_the_circle_closes(personas: Path, schemas: Schemas) -> None:
    (personas / "demo" / "ana-abroad.yml").write_text("extends: ana-at-sea\nsummary: Abroad.\n", encoding="utf-8")
    (personas / "demo" / "ana-at-sea.yml").write_text("extends: ana-abroad\nname: Ana\n", encoding="utf-8")
    problems = load(personas, schemas).problems
    assert [problem.rule for problem in problems] == ["extends-itself", "extends-itself"]


def test_what_is_broken_is_left_out_of_the_handbook_and_the_rest_stays(handbook_of: Load) -> None:
    handbook = handbook_of("invalid/typo-in-a-field")
    assert list(handbook.personas) == ["zoe-hotel"]


def test_without_its_settings_there_is_no_handbook(personas: Path, schemas: Schemas) -> None:
    (personas / "handbook.yml").write_text("language: en\n", encoding="utf-8")
    loaded = load(personas, schemas)
    assert loaded.handbook is None
    assert loaded.failed


def test_evidence_is_counted_over_all_statements(base: Handbook) -> None:
    zoe, ana = base.personas["zoe-hotel"], base.personas["ana-buyer"]
    assert (ana.statements, ana.sourced, ana.cited) == (2, 0, frozenset())
    assert zoe.cited == {"talk-zoe", "visit-zoe", "survey-2026"}
    assert 0 < zoe.sourced < zoe.statements
