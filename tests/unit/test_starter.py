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


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A file that was just begun, and what stood in it; Claire and the sample company's lists stand beside it."""
    personas = tmp_path_factory.mktemp("company") / "personas"
    (personas / "pharma").mkdir(parents=True)
    for name in ("handbook.yml", "content.yml", "pharma/segment.yml", "pharma/claire-production.yml"):
        shutil.copy(REPOSITORY / "personas" / name, personas / name)
    said = CliRunner().invoke(cli, ["new", "--personas", str(personas), "pharma/anna-lab"])
    assert said.exit_code == 0, said.output
    path = personas / "pharma" / "anna-lab.yml"
    return path, path.read_text(encoding="utf-8")


def taken_out_of_its_comment(lines: list[str], key: str) -> list[str]:
    """The file with one field uncommented: its line, and those that are indented under it or are its entries."""
    start = next(index for index, line in enumerate(lines) if re.match(rf"#?{key}:", line))
    end = next(index for index in range(start + 1, len(lines)) if not re.match(r"#  |#- |#-$", lines[index]))
    return [*lines[:start], *(line.removeprefix("#") for line in lines[start:end]), *lines[end:]]


@pytest.mark.parametrize(
    "key", [key for key in SCHEMAS.fields["persona"].children if key not in ("extends", "portrait")]
)
def test_the_example_of_every_field_is_valid_as_it_stands(key: str, started: tuple[Path, str]) -> None:
    path, text = started
    path.write_text("\n".join(taken_out_of_its_comment(text.split("\n"), key)), encoding="utf-8")
    checked = CliRunner().invoke(cli, ["check", "--no-cache", "--personas", str(path.parents[1]), str(path)])
    assert checked.exit_code == 0, checked.output
