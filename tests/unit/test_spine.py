"""The schema is the spine: one property more in the schema, and it is everywhere, with no other edit."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.catalogues import catalogue
from persona_handbook.exports.starter import starter_file
from persona_handbook.loading import Loaded, load
from persona_handbook.rendering.page import Site
from persona_handbook.rendering.pages.data import personas_json
from persona_handbook.rendering.site import render_site
from persona_handbook.schema.bundle import find_schema_folder
from persona_handbook.schema.catalogue import Schemas, load_schemas
from persona_handbook.views.reader import Reader

REPOSITORY = Path(__file__).resolve().parents[2]

FLEET_SIZE: dict[str, Any] = {
    "title": "Fleet size",
    "description": "How many vans they drive.",
    "examples": [3],
    "type": "integer",
    "minimum": 0,
    "x-fr": {"title": "Taille du parc", "description": "Combien de camionnettes."},
    "x-section": "profile",
    "x-comparable": True,
}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The sample company, whose schema knows `fleet_size` and whose Bruno has seven vans."""
    shutil.copytree(REPOSITORY / "personas", tmp_path / "personas")
    shutil.copytree(REPOSITORY / "schema", tmp_path / "schema")
    path = tmp_path / "schema" / "persona.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["fleet_size"] = FLEET_SIZE
    path.write_text(json.dumps(schema), encoding="utf-8")
    set_fleet_size(tmp_path, "7")
    return tmp_path


def set_fleet_size(company: Path, value: str) -> None:
    path = company / "personas" / "installers" / "bruno-independent.yml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("fleet_size")]
    path.write_text("\n".join([*lines, f"fleet_size: {value}"]) + "\n", encoding="utf-8")


def read(company: Path) -> tuple[Schemas, Loaded]:
    schemas = load_schemas(find_schema_folder(company / "personas"))
    return schemas, load(company / "personas", schemas)


def site(company: Path, language: str) -> Site:
    schemas, loaded = read(company)
    assert loaded.handbook is not None
    return render_site(Reader(loaded.handbook, schemas, catalogue(language), date(2026, 11, 21)))


def html(pages: Site, url: str) -> str:
    return next(page.html for page in pages.pages if page.url == url)


def test_without_the_property_the_field_is_unknown(company: Path) -> None:
    shutil.rmtree(company / "schema")
    shutil.copytree(REPOSITORY / "schema", company / "schema")
    _, loaded = read(company)
    assert [problem.rule for problem in loaded.problems] == ["unknown-field"]


def test_a_new_property_is_validated_and_named_by_its_title(company: Path) -> None:
    assert read(company)[1].problems == ()
    set_fleet_size(company, "many")
    (problem,) = read(company)[1].problems
    assert problem.rule == "wrong-type"
    assert "“Fleet size”" in catalogue("en").message(problem)
    assert "«\xa0Taille du parc\xa0»" in catalogue("fr").message(problem)


@pytest.mark.parametrize(("language", "title"), [("en", "Fleet size"), ("fr", "Taille du parc")])
def test_a_new_property_is_on_every_page_that_shows_fields(company: Path, language: str, title: str) -> None:
    pages = site(company, language)
    persona = html(pages, "personas/bruno-independent/")
    assert f">{title}</dt><dd>7</dd>" in persona
    assert title in html(pages, "compare/all/")
    assert title in html(pages, "dictionary/")
    assert "fleet_size" in html(pages, "dictionary/")


def test_a_new_property_is_exported(company: Path) -> None:
    schemas, loaded = read(company)
    assert loaded.handbook is not None
    personas = {persona["id"]: persona for persona in json.loads(personas_json(loaded.handbook, schemas))["personas"]}
    assert personas["bruno-independent"]["fleet_size"] == 7
    assert "fleet_size" not in personas["claire-production"]


def test_a_new_property_is_offered_in_a_starter_file(company: Path) -> None:
    schemas, loaded = read(company)
    text = starter_file("anna-lab", "pharma", schemas, loaded.handbook, catalogue("en"))
    assert "#fleet_size: 3" in text.splitlines()


def test_a_new_property_counts_for_completeness(company: Path) -> None:
    assert "Fleet size" in html(site(company, "en"), "personas/claire-production/")
