"""`handbook new`: a file that passes as a draft, and whose every line may be taken out of its comment."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from persona_handbook.cli import cli
from persona_handbook.schema.catalogue import load_schemas

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMAS = load_schemas(REPOSITORY / "schema")


@pytest.fixture
def personas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(REPOSITORY / "personas", tmp_path / "personas")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "personas"


@pytest.mark.parametrize(("name", "language"), [("pharma/anna-lab", "en"), ("households/zoe-flat", "fr")])
def test_a_new_persona_passes_as_a_draft(name: str, language: str, personas: Path) -> None:
    started = CliRunner().invoke(cli, ["new", name, "--lang", language])
    assert started.exit_code == 0, started.output
    assert f"name: {name.split('/')[1].split('-')[0].capitalize()}" in (personas / f"{name}.yml").read_text()
    checked = CliRunner().invoke(cli, ["check"])
    assert checked.exit_code == 0, checked.output


def test_a_persona_that_exists_is_left_as_it_is(personas: Path) -> None:
    before = (personas / "pharma" / "claire-production.yml").read_bytes()
    assert CliRunner().invoke(cli, ["new", "pharma/claire-production"]).exit_code == 2
    assert (personas / "pharma" / "claire-production.yml").read_bytes() == before


@pytest.mark.parametrize("name", ["pharma", "pharma/Anna", "nowhere/anna", "../anna", "pharma/a/b"])
def test_a_name_that_cannot_be_an_id_is_refused(name: str, personas: Path) -> None:
    before = sorted(personas.rglob("*"))
    assert CliRunner().invoke(cli, ["new", name]).exit_code == 2
    assert sorted(personas.rglob("*")) == before


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook with the sample company's lists and next to no personas, which is read fast."""
    for name in ("handbook.yml", "content.yml", "pharma/segment.yml", "pharma/claire-production.yml"):
        (tmp_path / "personas" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / "personas" / name, tmp_path / "personas" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "personas"


def taken_out_of_its_comment(lines: list[str], key: str) -> list[str]:
    """The file with one field uncommented: its line, and those that are indented under it or are its entries."""
    start = next(index for index, line in enumerate(lines) if re.match(rf"#?{key}:", line))
    end = next(index for index in range(start + 1, len(lines)) if not re.match(r"#  |#- |#-$", lines[index]))
    return [*lines[:start], *(line.removeprefix("#") for line in lines[start:end]), *lines[end:]]


@pytest.mark.parametrize(
    "key", [key for key in SCHEMAS.fields["persona"].children if key not in ("extends", "portrait")]
)
def test_the_example_of_every_field_is_valid_as_it_stands(key: str, lists: Path) -> None:
    assert CliRunner().invoke(cli, ["new", "pharma/anna-lab"]).exit_code == 0
    path = lists / "pharma" / "anna-lab.yml"
    lines = taken_out_of_its_comment(path.read_text(encoding="utf-8").split("\n"), key)
    path.write_text("\n".join(lines), encoding="utf-8")
    checked = CliRunner().invoke(cli, ["check", str(path)])
    assert checked.exit_code == 0, checked.output
