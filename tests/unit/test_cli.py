"""What `handbook check` tells the shell, and about which files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from persona_handbook.cli import main

Run = Callable[..., Result]

TYPO = "personas/demo/ana-buyer.yml:5:1: error: “drafft” is not one of the values of “Status”. Did you mean “draft”?"


@pytest.fixture
def misspelt(personas: Path) -> Path:
    """The base handbook with one mistake: Ana's status."""
    _replace(personas / "demo" / "ana-buyer.yml", "draft", "drafft")
    return personas


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _places(result: Result) -> list[str]:
    """`file:line:column` of every finding."""
    return [line.split(": ")[0] for line in result.output.splitlines() if " error: " in line]


def test_a_clean_handbook_exits_0(personas: Path, run: Run) -> None:
    assert personas.is_dir()
    result = run("check")
    assert (result.exit_code, result.output) == (0, "2 personas, no problem.\n")


@pytest.mark.usefixtures("misspelt")
def test_a_finding_exits_1_and_is_counted(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert result.output.startswith(TYPO)
    assert result.output.endswith("\nFound: one error.\n")


@pytest.mark.usefixtures("misspelt")
def test_findings_are_said_in_french_where_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    by_option = run("check", "--lang", "fr")
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    by_environment = run("check")
    assert "«\xa0drafft\xa0» n’est pas une des valeurs de «\xa0Statut\xa0»" in by_option.output
    assert by_option.output.endswith("\nTrouvé : une erreur.\n")
    assert by_environment.output == by_option.output


@pytest.mark.usefixtures("personas")
@pytest.mark.parametrize("arguments", [["nowhere.yml"], ["--lang", "de"], ["--nonsense"]], ids=" ".join)
def test_wrong_usage_exits_2(arguments: list[str], run: Run) -> None:
    assert run("check", *arguments).exit_code == 2


def test_a_path_that_is_not_there_is_named_in_the_readers_language(personas: Path, run: Run) -> None:
    assert personas.is_dir()
    assert "There is no personas/ann.yml." in run("check", "personas/ann.yml").output
    assert "personas/ann.yml n’existe pas." in run("check", "--lang", "fr", "personas/ann.yml").output


@pytest.mark.parametrize("schema", ["{", "[]", '{"$ref": "nowhere.json#/x"}', '{"type": "lamp"}'])
def test_a_schema_that_cannot_be_used_exits_2_and_is_named(schema: str, personas: Path, run: Run) -> None:
    published = Path(__file__).parents[2] / "schema"
    (Path(shutil.copytree(published, personas.parent / "schema")) / "segment.schema.json").write_text(schema)
    result = run("check")
    assert result.exit_code == 2
    assert "segment.schema.json" in result.output


def test_an_error_of_ours_exits_3_with_one_line(
    personas: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _break(monkeypatch, personas)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 3
    assert capsys.readouterr() == ("", "handbook: internal error: KeyError: 'lamp'\n")


def test_an_error_of_ours_is_a_traceback_where_asked_for(personas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, personas)
    monkeypatch.setenv("HANDBOOK_TRACEBACK", "1")
    with pytest.raises(KeyError, match="lamp"):
        main()


def _break(monkeypatch: pytest.MonkeyPatch, personas: Path) -> None:
    assert personas.is_dir()

    def load(*_: object, **__: object) -> None:
        raise KeyError("lamp")

    monkeypatch.setattr("persona_handbook.loading.load", load)
    monkeypatch.setattr(sys, "argv", ["handbook", "check"])


def test_the_command_itself_ends_with_its_exit_code_and_speaks_utf_8(misspelt: Path) -> None:
    command = [sys.executable, "-m", "persona_handbook", "check", "--lang", "fr"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=misspelt.parent, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "«\xa0drafft\xa0» n’est pas une des valeurs" in done.stdout.decode()


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["personas"], 1),
        (["personas/demo"], 1),
        (["personas/demo/ana-buyer.yml"], 1),
        (["personas/demo/zoe-hotel.yml", "personas/demo/ana-buyer.yml"], 1),
        (["personas/demo/zoe-hotel.yml"], 0),
        (["personas/handbook.yml"], 0),
        (["personas", "personas/demo/zoe-hotel.yml"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_only_the_files_and_folders_asked_for_are_reported(
    paths: list[str], code: int, misspelt: Path, run: Run
) -> None:
    assert misspelt.is_dir()
    result = run("check", *paths)
    assert result.exit_code == code
    assert _places(result) == ["personas/demo/ana-buyer.yml:5:1"] * code


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        ("personas", ["."]),
        ("personas", ["demo"]),
        ("personas", ["demo/ana-buyer.yml"]),
        ("personas/demo", ["ana-buyer.yml"]),
        ("personas/demo", ["--personas", ".."]),
        ("personas/demo", ["../../personas"]),
    ],
    ids=str,
)
def test_a_mistake_is_found_from_every_folder(
    folder: str, arguments: list[str], misspelt: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(misspelt.parent / folder)
    result = run("check", *arguments)
    assert result.exit_code == 1
    assert [place.partition("demo/")[2] for place in _places(result)] == ["ana-buyer.yml:5:1"]


@pytest.mark.parametrize(("folder", "personas_option"), [("personas", "."), ("personas/demo", "..")])
def test_a_path_is_found_wherever_the_folder_of_personas_is_said_to_be(
    folder: str, personas_option: str, misspelt: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(misspelt.parent / folder)
    assert run("check", "--personas", personas_option, str(misspelt / "demo" / "ana-buyer.yml")).exit_code == 1


def test_a_missing_field_of_a_validated_persona_is_named_by_its_title_at_the_line_where_it_belongs(
    personas: Path, run: Run
) -> None:
    path = personas / "demo" / "zoe-hotel.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    belongs = lines.index("quotes:") + 1
    del lines[belongs - 1 : belongs + 1]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("check")
    assert result.output.splitlines()[0] == (
        f"personas/demo/zoe-hotel.yml:{belongs}:1: error: “Quotes” (quotes) is missing. "
        "At the status “Validated” it is required. [missing-field]"
    )
    assert len(_places(result)) == 1


def test_a_typo_in_a_required_field_is_one_finding_with_a_suggestion_and_nothing_is_missing(
    personas: Path, run: Run
) -> None:
    _replace(personas / "demo" / "zoe-hotel.yml", "motivations:", "motivatoins:")
    result = run("check")
    assert "“motivatoins” is not a field of this handbook. Did you mean “motivations”? [unknown-field]" in result.output
    assert result.output.endswith("\nFound: one error.\n")


def test_what_a_file_holds_starts_no_line_of_the_report_and_steers_no_terminal(personas: Path, run: Run) -> None:
    path = personas / "demo" / "ana-buyer.yml"
    _replace(path, "status: draft", '"a\\n::error::b": 1\nstatus: "::error::\\n::warning::"')
    path.rename(path.with_name("ana\n::error::\x1b[31m.yml"))
    output = run("check").output
    assert len(_places(run("check"))) == 3
    assert [line for line in output.splitlines() if line.startswith("::")] == []
    assert "\x1b" not in output


def test_running_the_check_changes_no_file(misspelt: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in misspelt.rglob("*.yml")}
    run("check")
    assert {path: path.read_bytes() for path in misspelt.rglob("*") if path.is_file()} == before
