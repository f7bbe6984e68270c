"""Every word that code and templates ask for is in the catalogues; every field has a French twin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from persona_handbook.catalogues import LANGUAGES, catalogue
from persona_handbook.schema.bundle import KINDS
from persona_handbook.schema.catalogue import load_schemas

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "plugins" / "persona_handbook"

ASKED = {
    key
    for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.j2")]
    for key in re.findall(r"""\bsay\(\s*["']([a-z_]+)["'][,)]""", path.read_text(encoding="utf-8"))
}
WRITTEN = {
    key
    for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.j2")]
    for key in re.findall(r"""["']([a-z_]+)["']""", path.read_text(encoding="utf-8"))
}
"""Words in quotes: a key may be chosen in one place and said in another."""
SCHEMAS = load_schemas(REPOSITORY / "schema")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_asked_for_is_there(language: str) -> None:
    assert ASKED - catalogue(language).words["pages"].keys() == set()


def test_no_word_is_kept_that_nobody_asks_for() -> None:
    composed = re.compile(
        r"severity_|mark_|type_|evidence_|starter_|theme_|level_|freshness_|explain_|errors_found|warnings_found"
        r"|gap_|fault_|mend_|ask_|without_|pillar_|phrases_"
    )
    unused = {key for key in catalogue("en").words["pages"] if key not in WRITTEN and not composed.match(key)}
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_code_names_is_worded(language: str) -> None:
    named = {
        rule
        for path in PACKAGE.rglob("*.py")
        for rule in re.findall(r'(?:Problem|problem|_problem)\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert named - catalogue(language).words["problems"].keys() == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_group_has_a_title_an_example_and_a_french_twin(kind: str) -> None:
    for parent in SCHEMAS.fields[kind].descend():
        for key, child in parent.children.items():
            assert child.schema.get("title"), (kind, parent.path, key)
            assert child.title["fr"], (kind, parent.path, key)
            assert child.schema["x-fr"]["description"], (kind, parent.path, key)
            assert child.examples, (kind, parent.path, key)


@pytest.mark.parametrize("kind", KINDS)
def test_every_top_level_field_names_a_section_that_exists(kind: str) -> None:
    known = {section.id for section in SCHEMAS.sections(kind)}
    assert {field.section for field in SCHEMAS.fields[kind].children.values()} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_every_allowed_value_is_worded_in_both_languages(kind: str) -> None:
    for field in SCHEMAS.fields[kind].descend():
        for value in field.schema.get("enum", ()):
            words = field.labels[value]
            assert words["en"], (field.path, value)
            assert words["fr"], (field.path, value)
