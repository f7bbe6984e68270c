"""What time alone makes wrong: by which day, how strictly, and in whose pull request."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from persona_handbook.checks.rules import RULES
from persona_handbook.rule_examples import load_example, typed_in

Run = Callable[..., Result]
Git = Callable[..., str]

ANA, ZOE = "personas/demo/ana-buyer.yml", "personas/demo/zoe-hotel.yml"
DATED = [rule.id for rule in RULES.values() if rule.dated]


def _found(result: Result) -> dict[str, str]:
    """The severity of each finding, by its file: a file has one at most in what calls this."""
    findings = json.loads(result.output)["findings"]
    assert len({one["file"] for one in findings}) == len(findings)
    return {one["file"]: one["severity"] for one in findings}


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


# the day


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-11-02", []),
        ("2026-11-03", ["review-due-soon"]),
        ("2026-12-02", ["review-due-soon"]),
        ("2026-12-03", ["review-overdue"]),
    ],
)
def test_a_review_is_announced_a_month_before_it_is_due_and_overdue_the_day_after(
    day: str, rules: list[str], personas: Path, run: Run
) -> None:
    with (personas / "handbook.yml").open("a", encoding="utf-8") as file:
        file.write("review: {every: P6M, warn_before: P1M}\n")
    result = run("check", "--today", day, "--format", "json")
    assert [one["rule"] for one in json.loads(result.output)["findings"]] == rules
    assert result.exit_code == 0


def test_without_a_day_it_is_the_day_of_the_build(personas: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "--format", "json").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796342400")  # 4 December 2026
    assert _found(run("check", "--format", "json")) == {ZOE: "warning"}
    assert personas.is_dir()


@pytest.mark.usefixtures("personas")
@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "14/10/2026", ""])
def test_a_day_that_is_none_is_wrong_usage(day: str, run: Run) -> None:
    assert run("check", "--today", day).exit_code == 2


# strict dates


@pytest.mark.parametrize("rule", [rule for rule in RULES if (example := load_example(rule)) and example.file])
def test_strict_dates_make_errors_of_what_time_alone_breaks_and_of_nothing_else(
    rule: str, personas: Path, run: Run
) -> None:
    example = load_example(rule)
    assert example is not None
    for name, text in {**example.beside, example.file: str(example.wrong)}.items():
        file = personas / name
        file.parent.mkdir(exist_ok=True)
        base = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(typed_in(example, text, base) if name == example.file else text, encoding="utf-8")
    usual = json.loads(run("check", "--format", "json").output)["findings"]
    strict = json.loads(run("check", "--format", "json", "--strict-dates").output)["findings"]
    assert strict == [{**one, "severity": "error"} if one["rule"] in DATED else one for one in usual]
    assert rule in {one["rule"] for one in usual}


def test_every_dated_rule_is_tried_out() -> None:
    assert [rule for rule in DATED if not ((example := load_example(rule)) and example.file)] == []


def test_the_weekly_job_fails_where_the_daily_one_warns(personas: Path, run: Run) -> None:
    _edit(personas / "demo/zoe-hotel.yml", "review_every: P6M", "review_every: P3M")
    assert (run("check").exit_code, run("check", "--strict-dates").exit_code) == (0, 1)


# pull requests


@pytest.fixture
def git(personas: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Git in the folder around `personas`, without anybody's own settings."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    who = {f"GIT_{role}_{part}": "lena@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    for name, value in {**who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(personas.parent), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return git


@pytest.fixture
def overdue(personas: Path, git: Git) -> Path:
    """The base handbook on `main`, where both reviews are overdue, and a branch that has not changed anything yet."""
    with (personas / "demo/ana-buyer.yml").open("a", encoding="utf-8") as file:
        file.write("reviewed_on: 2026-01-10\nreview_every: P6M\n")
    _edit(personas / "demo/zoe-hotel.yml", "review_every: P6M", "review_every: P3M")
    git("init", "--quiet", "--initial-branch", "main")
    _commit(git)
    git("switch", "--quiet", "--create", "lamps")
    return personas


def _commit(git: Git) -> None:
    git("add", "--all", "--", "personas")
    git("commit", "--quiet", "--message", "Lamps")


def _improve(name: str, personas: Path) -> None:
    with (personas.parent / name).open("a", encoding="utf-8") as file:
        file.write("tags: [lamp]\n")


def _strict(run: Run, *arguments: str) -> dict[str, str]:
    return _found(run("check", "--format", "json", "--strict-dates", "--changed-since", "main", *arguments))


@pytest.mark.usefixtures("overdue")
def test_a_pull_request_that_changes_nothing_fails_for_no_age(run: Run) -> None:
    assert _strict(run) == {ANA: "warning", ZOE: "warning"}
    assert run("check", "--strict-dates", "--changed-since", "main").exit_code == 0


STEPS: Mapping[str, Callable[[Git], Any]] = {
    "committed": _commit,
    "staged": lambda git: git("add", "--all"),
    "saved": lambda _: None,
}


@pytest.mark.parametrize("step", STEPS)
def test_a_persona_that_a_pull_request_changes_fails_for_its_age_and_no_other(
    step: str, overdue: Path, git: Git, run: Run
) -> None:
    _improve(ZOE, overdue)
    STEPS[step](git)
    assert _strict(run) == {ANA: "warning", ZOE: "error"}
    assert run("check", "--strict-dates", "--changed-since", "main").exit_code == 1


def test_a_change_that_was_taken_back_is_none(overdue: Path, git: Git, run: Run) -> None:
    _improve(ZOE, overdue)
    _commit(git)
    git("revert", "--no-edit", "HEAD")
    assert _strict(run) == {ANA: "warning", ZOE: "warning"}


def test_a_new_file_counts_before_it_is_added(overdue: Path, run: Run) -> None:
    new = overdue / "demo" / "maya-studio.yml"
    text = (overdue.parent / ANA).read_text(encoding="utf-8")
    new.write_text(text.replace("name: Ana", "name: Maya"), encoding="utf-8")
    assert _strict(run) == {ANA: "warning", ZOE: "warning", "personas/demo/maya-studio.yml": "error"}


@pytest.mark.parametrize("step", STEPS)
def test_a_renamed_file_counts_under_its_new_name(step: str, overdue: Path, git: Git, run: Run) -> None:
    (overdue.parent / ANA).rename(overdue / "demo" / "ana-owner.yml")
    STEPS[step](git)
    assert _strict(run) == {"personas/demo/ana-owner.yml": "error", ZOE: "warning"}


def test_what_others_did_on_main_since_is_not_the_branchs_doing(overdue: Path, git: Git, run: Run) -> None:
    _improve(ZOE, overdue)
    _commit(git)
    git("switch", "--quiet", "main")
    _improve(ANA, overdue)
    _commit(git)
    git("switch", "--quiet", "lamps")
    assert _strict(run) == {ANA: "warning", ZOE: "error"}


def test_a_commit_can_be_named_in_every_way_that_git_knows(overdue: Path, git: Git, run: Run) -> None:
    _improve(ZOE, overdue)
    _commit(git)
    git("tag", "before", "main")
    for reference in (git("rev-parse", "main").strip(), "before", "HEAD~1", "refs/heads/main"):
        found = _found(run("check", "--format", "json", "--strict-dates", "--changed-since", reference))
        assert found == {ANA: "warning", ZOE: "error"}


def test_what_is_wrong_at_any_age_fails_wherever_it_stands(overdue: Path, git: Git, run: Run) -> None:
    _edit(overdue / "demo/ana-buyer.yml", "status: draft", "status: drafft")
    _commit(git)
    git("branch", "--force", "main")
    assert _strict(run) == {ANA: "error", ZOE: "warning"}


def test_without_strict_dates_a_change_fails_for_no_age(overdue: Path, run: Run) -> None:
    _improve(ZOE, overdue)
    result = run("check", "--format", "json", "--changed-since", "main")
    assert (result.exit_code, _found(result)) == (0, {ANA: "warning", ZOE: "warning"})


def test_a_source_of_a_segment_fails_where_the_segment_was_changed(overdue: Path, git: Git, run: Run) -> None:
    segment = "personas/demo/segment.yml"
    _edit(overdue.parent / segment, "date: 2026-05-04", "date: 2021-05-04")
    assert _strict(run)[segment] == "error"
    _commit(git)
    git("branch", "--force", "main")
    assert _strict(run)[segment] == "warning"


@pytest.fixture
def below(overdue: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same handbook two folders down, all of them with names that need care, and checked from there."""
    folder = overdue.parent / "équipe marketing" / "les clients"
    folder.mkdir(parents=True)
    moved = overdue.rename(folder / "personas à nous")
    (moved / "demo" / "zoe-hotel.yml").rename(moved / "demo" / "zoé à l’hôtel.yml")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Moved")
    git("branch", "--force", "main")
    monkeypatch.chdir(folder)
    return moved


def test_names_with_accents_and_spaces_are_found_below_the_top_of_the_repository(below: Path, run: Run) -> None:
    _improve("demo/zoé à l’hôtel.yml", below / "demo")
    arguments = ["--format", "json", "--strict-dates", "--changed-since", "main", "--personas", "personas à nous"]
    findings = json.loads(run("check", *arguments).output)["findings"]
    assert {one["file"]: one["severity"] for one in findings if one["rule"] == "review-overdue"} == {
        "personas à nous/demo/ana-buyer.yml": "warning",
        "personas à nous/demo/zoé à l’hôtel.yml": "error",
    }


# where git has no answer


def _refused(result: Result, said: str) -> None:
    assert result.exit_code == 2
    line = result.output.splitlines()[-1]
    assert line.startswith("Error: --changed-since ")
    assert said in line


@pytest.mark.usefixtures("overdue")
@pytest.mark.parametrize("reference", ["nowhere", "", "main..lamps", "0" * 40])
def test_a_commit_that_is_not_there_is_wrong_usage(reference: str, run: Run) -> None:
    _refused(run("check", "--changed-since", reference), reference)


@pytest.mark.usefixtures("overdue")
@pytest.mark.parametrize("reference", ["--output=stolen", "--help", "-a", "--all"])
def test_a_reference_that_looks_like_an_option_is_not_run_as_one(reference: str, overdue: Path, run: Run) -> None:
    before = sorted(overdue.parent.rglob("*"))
    _refused(run("check", "--no-cache", f"--changed-since={reference}"), reference)
    assert sorted(overdue.parent.rglob("*")) == before


def test_outside_of_a_repository_nothing_can_have_changed(personas: Path, git: Git, run: Run) -> None:
    assert git("--version")
    assert personas.is_dir()
    _refused(run("check", "--changed-since", "main"), "not a git repository")


def test_without_git_the_option_says_so(personas: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(personas.parent))
    _refused(run("check", "--changed-since", "main"), "git")


def test_a_shallow_copy_says_that_the_history_is_not_there(
    overdue: Path, git: Git, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _improve(ZOE, overdue)
    _commit(git)
    git("switch", "--quiet", "main")
    _improve(ANA, overdue)
    _commit(git)
    copy = overdue.parent / "copy"
    git("clone", "--quiet", "--depth", "1", "--no-single-branch", overdue.parent.as_uri(), str(copy))
    git("-C", str(copy), "switch", "--quiet", "lamps")
    monkeypatch.chdir(copy)
    _refused(run("check", "--changed-since", "origin/main"), "is the history there?")
