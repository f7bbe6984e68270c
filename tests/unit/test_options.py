"""The options of the command: what is printed and written, in which unit, and how the shell learns of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from click.testing import Result

from persona_handbook.cli import main
from persona_handbook.commands.check import FORMATS

Run = Callable[..., Result]

ANA, ZOE = "demo/ana-buyer.yml", "demo/zoe-hotel.yml"


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def misspelt(personas: Path) -> Path:
    """The base handbook with one mistake: Ana's status."""
    _replace(personas / ANA, "draft", "drafft")
    return personas


@pytest.fixture
def overdue(personas: Path) -> Path:
    """The base handbook with a warning: Zoé's review."""
    _replace(personas / ZOE, "review_every: P6M", "review_every: P3M")
    return personas


# formats: which files each names


def _commands(text: str) -> list[str]:
    """The files that annotations name, as GitHub reads them."""
    lines = [line for line in text.splitlines() if line.startswith("::")]
    return [unquote(line.partition("file=")[2].partition(",")[0]) for line in lines]


def _failing(text: str) -> list[str]:
    return [str(case.get("file")) for case in ElementTree.fromstring(text).iter("testcase") if len(case)]


def _in_text(text: str) -> list[str]:
    return [line.split(":")[0] for line in text.splitlines() if ": error: " in line]


def _artifact(result: Any) -> Any:
    return result["locations"][0]["physicalLocation"]


FILES: Mapping[str, Callable[[str], list[str]]] = {
    "text": _in_text,
    "github": _commands,
    "gitlab": lambda text: [one["location"]["path"] for one in json.loads(text)],
    "sarif": lambda text: [
        unquote(_artifact(one)["artifactLocation"]["uri"]) for one in json.loads(text)["runs"][0]["results"]
    ],
    "junit": _failing,
    "rdjson": lambda text: [one["location"]["path"] for one in json.loads(text)["diagnostics"]],
    "json": lambda text: [one["file"] for one in json.loads(text)["findings"]],
}
FROM_THE_TOP = ("github", "gitlab", "sarif", "rdjson")
"""Formats for whoever shows findings beside the lines of a repository."""


def test_every_format_is_tried_out() -> None:
    assert FILES.keys() == set(FORMATS)


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_printed_for_its_reader(form: str, run: Run) -> None:
    result = run("check", "--format", form)
    assert (result.exit_code, FILES[form](result.output)) == (1, [f"personas/{ANA}"])


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_as_it_is_printed_without_the_last_line(form: str, run: Run) -> None:
    printed = run("check", "--format", form).output
    result = run("check", "--output", f"{form}=report")
    assert result.output.endswith("\nFound: one error.\n")
    assert Path("report").read_text(encoding="utf-8") == printed.removesuffix("Found: one error.\n")


@pytest.mark.usefixtures("misspelt")
def test_reports_in_several_formats_are_written_at_once(run: Run) -> None:
    result = run("check", "--format", "json", *(part for form in FORMATS for part in ("--output", f"{form}=a.{form}")))
    assert FILES["json"](result.output) == [f"personas/{ANA}"]
    for form in FORMATS:
        assert FILES[form](Path(f"a.{form}").read_text(encoding="utf-8")) == [f"personas/{ANA}"]


@pytest.mark.usefixtures("personas")
def test_a_report_takes_the_place_of_the_last_one_even_where_nothing_was_found(run: Run) -> None:
    Path("a.json").write_text("the last one", encoding="utf-8")
    assert run("check", "--output", "json=a.json").exit_code == 0
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["findings"] == []


@pytest.mark.usefixtures("misspelt")
def test_a_report_may_be_written_to_a_name_with_an_equals_sign(run: Run) -> None:
    run("check", "--output", "json=a=b.json")
    assert FILES["json"](Path("a=b.json").read_text(encoding="utf-8")) == [f"personas/{ANA}"]


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize("output", ["sarif", "sarif=", "=a.sarif", "xlsx=a.xlsx", "SARIF=a.sarif", "auto=a", ""])
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "give a format and a file, such as"), ("fr", "donnez un format et un fichier, par exemple")],
)
def test_an_output_that_names_no_format_or_no_file_is_wrong_usage(
    language: str, said: str, output: str, run: Run
) -> None:
    before = sorted(Path().iterdir())
    result = run("check", "--no-cache", "--lang", language, "--output", "json=a.json", "--output", output)
    assert result.exit_code == 2
    assert said in result.output.splitlines()[-1]
    assert sorted(Path().iterdir()) == before


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize("form", ["xlsx", "TEXT", ""])
def test_a_format_that_nobody_knows_is_wrong_usage(form: str, run: Run) -> None:
    assert run("check", "--format", form).exit_code == 2


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize(
    "arguments",
    [["nowhere.yml"], ["--format", "xlsx"], ["--today", "soon"], ["--changed-since", "nowhere"], ["--nonsense"]],
    ids=" ".join,
)
def test_wrong_usage_writes_nothing(arguments: list[str], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    before = sorted(Path().iterdir())
    assert run("check", "--no-cache", "--output", "json=a.json", *arguments).exit_code == 2
    assert sorted(Path().iterdir()) == before


@pytest.mark.usefixtures("personas")
@pytest.mark.parametrize(("file", "why"), [("no/a.json", "No such file or directory"), ("personas", "Is a directory")])
def test_a_report_that_cannot_be_written_is_one_line_that_says_why(file: str, why: str, run: Run) -> None:
    result = run("check", "--output", f"json={file}")
    assert result.exit_code == 2
    assert result.output == f"2 personas, no problem.\nError: {file}: {why}\n"


# the CI at hand


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize(
    ("variables", "form"),
    [
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITLAB_CI": "true"}, "gitlab"),
        ({}, "text"),
        ({"GITHUB_ACTIONS": "false", "GITLAB_CI": ""}, "text"),
    ],
    ids=str,
)
@pytest.mark.parametrize("arguments", [[], ["--format", "auto"]], ids=["by default", "auto"])
def test_what_is_printed_is_what_the_ci_at_hand_reads(
    arguments: list[str], variables: dict[str, str], form: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("check", "--format", form).output
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run("check", *arguments).output == expected


@pytest.mark.usefixtures("misspelt")
def test_a_format_that_was_asked_for_counts_more_than_the_ci(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert FILES["sarif"](run("check", "--format", "sarif").output) == [f"personas/{ANA}"]


@pytest.mark.usefixtures("misspelt")
def test_the_step_summary_is_added_to_what_other_steps_have_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("summary.md").write_text("# Another step\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run("check")
    first = Path("summary.md").read_text(encoding="utf-8")
    run("check")
    both = Path("summary.md").read_text(encoding="utf-8")
    assert first.startswith("# Another step\n")
    assert first.count("`not-in-list`") == 1
    assert both == first + first.removeprefix("# Another step\n")


@pytest.mark.usefixtures("misspelt")
def test_only_reports_for_github_add_to_the_step_summary(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run("check")
    run("check", "--format", "sarif", "--output", "github=log.txt")
    assert not Path("summary.md").exists()


# files, from the top of the repository


@pytest.fixture
def below(misspelt: Path) -> Path:
    """The misspelt handbook in a folder of the repository."""
    folder = misspelt.parent / "équipe marketing"
    folder.mkdir()
    return misspelt.rename(folder / "personas")


def _named(form: str, run: Run, *arguments: str) -> list[str]:
    return FILES[form](run("check", "--format", form, *arguments).output)


def _expected(form: str) -> list[str]:
    return [f"équipe marketing/personas/{ANA}" if form in FROM_THE_TOP else f"personas/{ANA}"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_files_are_named_from_the_folder_that_the_ci_works_in(
    variable: str, form: str, below: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(below.parents[1]))
    monkeypatch.chdir(below.parent)
    assert _named(form, run) == _expected(form)


@pytest.mark.parametrize("form", FORMATS)
def test_files_are_named_from_the_top_of_the_git_repository(
    form: str, below: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet", str(below.parents[1])], check=True)
    monkeypatch.chdir(below.parent)
    assert _named(form, run) == _expected(form)


@pytest.mark.parametrize("form", FORMATS)
def test_without_a_repository_files_are_named_from_where_the_command_runs(form: str, below: Path, run: Run) -> None:
    assert _named(form, run, "--personas", str(below)) == _expected(form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_ci_that_works_elsewhere_changes_no_name(
    form: str, below: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(below / "demo"))
    monkeypatch.chdir(below.parent)
    assert _named(form, run) == [f"personas/{ANA}"]


# columns, each format in its own unit


def test_one_finding_behind_accents_and_an_emoji_has_the_column_that_each_reader_counts(
    personas: Path, run: Run
) -> None:
    line = "owner: {person: Zoé 😀 Müller, departmnt: sales}"
    _replace(personas / ANA, "owner: {department: sales}", line)
    outputs = [part for form in ("rdjson", "sarif", "json", "github") for part in ("--output", f"{form}=a.{form}")]
    run("check", *outputs)
    said = {form: Path(f"a.{form}").read_text(encoding="utf-8") for form in ("rdjson", "sarif", "json", "github")}
    (diagnostic,) = json.loads(said["rdjson"])["diagnostics"]
    (result,) = json.loads(said["sarif"])["runs"][0]["results"]
    (finding,) = json.loads(said["json"])["findings"]
    place, region = diagnostic["location"]["range"], _artifact(result)["region"]
    assert line.encode()[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"departmnt"
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "departmnt"
    assert line[finding["column"] - 1 : finding["endColumn"] - 1] == "departmnt"
    assert f",col={finding['column']},endColumn={finding['endColumn']}," in said["github"]
    assert place["start"]["column"] - finding["column"] == len("é😀ü".encode()) - len("é😀ü") == 5


# exit codes


def _ended(arguments: list[str], folder: Path) -> int:
    command = [sys.executable, "-m", "persona_handbook", "check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 0), (["--strict-dates"], 1), (["--format", "xlsx"], 2)], ids=["0", "1", "2"]
)
def test_the_shell_learns_of_warnings_errors_and_wrong_usage(arguments: list[str], code: int, overdue: Path) -> None:
    assert _ended(arguments, overdue.parent) == code


@pytest.mark.parametrize("form", FORMATS)
def test_warnings_are_said_and_fail_no_check_in_any_format(form: str, overdue: Path, run: Run) -> None:
    result = run("check", "--format", form)
    assert result.exit_code == 0
    assert "review-overdue" in result.output
    assert overdue.is_dir()


@pytest.mark.usefixtures("personas")
def test_an_error_of_ours_exits_3_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object, **__: object) -> None:
        raise KeyError("lamp")

    monkeypatch.setattr("persona_handbook.loading.load", load)
    monkeypatch.setattr(sys, "argv", ["handbook", "check", "--output", "json=a.json"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 3
    assert not Path("a.json").exists()


# other commands


def test_a_rule_is_explained_in_the_language_asked_for(run: Run) -> None:
    english, french = (run("explain", "review-overdue", "--lang", language).output for language in ("en", "fr"))
    assert "The day by which" in english
    assert "Le jour avant lequel" in french


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_data_of_a_handbook_elsewhere_is_written_where_it_is_asked_for(
    language: str, personas: Path, run: Run
) -> None:
    elsewhere = personas.rename(personas.with_name("people"))
    result = run("export", "json", "--personas", str(elsewhere), "--out", "people.json", "--lang", language)
    assert (result.exit_code, result.output) == (0, "")
    assert len(json.loads(Path("people.json").read_text(encoding="utf-8"))["personas"]) == 2


def test_what_hinders_an_export_is_said_in_the_language_asked_for(misspelt: Path, run: Run) -> None:
    result = run("export", "json", "--personas", str(misspelt), "--out", "people.json", "--lang", "fr")
    assert result.exit_code == 1
    assert "«\xa0drafft\xa0» n’est pas une des valeurs" in result.output
    assert not Path("people.json").exists()


def test_a_persona_is_started_in_a_handbook_elsewhere(personas: Path, run: Run) -> None:
    elsewhere = personas.rename(personas.with_name("people"))
    assert run("new", "demo/maya-studio", "--personas", str(elsewhere)).exit_code == 0
    assert (elsewhere / "demo/maya-studio.yml").is_file()
    assert run("check", "--personas", str(elsewhere)).exit_code == 0
