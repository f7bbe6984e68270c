"""The files for GitHub, GitLab and pre-commit: valid where they will be read, and true to the command they run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import check_jsonschema
import click
import pytest
import yaml
from click.testing import CliRunner, Result

from persona_handbook.cli import cli

REPOSITORY = Path(__file__).resolve().parents[2]
WORKFLOW = REPOSITORY / ".github" / "workflows" / "handbook.yml"
ACTION = REPOSITORY / "action.yml"
TEMPLATE = REPOSITORY / "templates" / "handbook.yml"
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
OWNERS = REPOSITORY / ".github" / "CODEOWNERS.example"
GUIDES = [REPOSITORY / "docs" / language / "ci.md" for language in ("en", "fr")]


def steps(path: Path) -> list[dict[str, Any]]:
    """All steps of a workflow or of a composite action."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs = data["jobs"].values() if "jobs" in data else [data["runs"]]
    return [step for job in jobs for step in job["steps"]]


def scripts() -> Iterator[tuple[str, str]]:
    """Each piece of shell, with where it stands."""
    for path in (WORKFLOW, ACTION):
        for step in steps(path):
            if "run" in step:
                yield f"{path.name}: {step['name']}", step["run"]
    for name, job in list(yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8")))[1].items():
        for part in ("before_script", "script", "after_script"):
            if job.get(part):
                yield f"{TEMPLATE.name}: {name} {part}", "\n".join(job[part])


SCRIPTS = dict(scripts())


def fenced(guide: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)


def problems_of(schema: str, text: str, folder: Path) -> str:
    """What a vendor's schema, as check-jsonschema ships it, has against a file; empty where it is valid."""
    file = folder / "file.yml"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", schema, str(file)], catch_exceptions=False)
    return done.stdout if done.exit_code else ""


def named_options(text: str) -> set[tuple[str, str]]:
    """(command, option) wherever `handbook COMMAND` is written, also where a script collects options beforehand."""
    text = text.replace("\\\n", " ")
    written = re.findall(r"handbook (check|explain|new|render|export json)\b([^\n`|#]*)", text)
    collected = re.findall(r"(?:options\+?=\(|set -- )([^\n]*)", text)
    lines = [*written, *(("check", line) for line in collected)]
    return {(command, option) for command, line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)}


def known_options() -> set[tuple[str, str]]:
    def walk(group: click.Group, prefix: str) -> Iterator[tuple[str, str]]:
        for name, command in group.commands.items():
            if isinstance(command, click.Group):
                yield from walk(command, f"{prefix}{name} ")
            for parameter in command.params:
                yield from ((f"{prefix}{name}", option) for option in parameter.opts)

    return set(walk(cli, ""))


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_the_workflow_is_one_that_github_accepts_and_each_job_ends(schema: str, tmp_path: Path) -> None:
    assert problems_of(schema, WORKFLOW.read_text(encoding="utf-8"), tmp_path) == ""


def test_the_action_is_one_that_github_accepts(tmp_path: Path) -> None:
    assert problems_of("vendor.github-actions", ACTION.read_text(encoding="utf-8"), tmp_path) == ""


@pytest.mark.parametrize("part", [0, 1], ids=["inputs", "jobs"])
def test_the_template_is_one_that_gitlab_accepts(part: int, tmp_path: Path) -> None:
    text = TEMPLATE.read_text(encoding="utf-8").split("\n---\n")[part]
    assert problems_of("vendor.gitlab-ci", text, tmp_path) == ""


def test_a_workflow_with_a_misspelt_key_is_refused(tmp_path: Path) -> None:
    text = WORKFLOW.read_text(encoding="utf-8").replace("runs-on:", "runs-at:", 1)
    assert "runs-at" in problems_of("vendor.github-workflows", text, tmp_path)


def test_the_manifest_is_one_that_pre_commit_accepts() -> None:
    if find_spec("pre_commit") is None:
        missing = "pre-commit is not installed (extra `test`)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("file", "looked_at"),
    [
        ("personas/pharma/claire-production.yml", True),
        ("personas/handbook.yml", True),
        ("schema/persona.schema.json", True),
        ("docs/en/method.md", False),
        ("old/personas/pharma/claire-production.yml", False),
    ],
)
def test_the_hook_runs_for_what_the_check_reads_and_for_nothing_else(file: str, looked_at: bool) -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert bool(re.search(hook["files"], file)) == looked_at
    assert hook["pass_filenames"] is False


@pytest.mark.parametrize("place", SCRIPTS)
def test_each_piece_of_shell_can_be_read_by_the_shell(place: str) -> None:
    done = subprocess.run(["bash", "-n"], input=SCRIPTS[place], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("place", SCRIPTS)
def test_no_value_from_outside_is_pasted_into_a_script(place: str) -> None:
    assert not any(pasted in SCRIPTS[place] for pasted in ("${{", "$[["))


def test_every_foreign_action_is_held_at_a_major_version() -> None:
    used = {step["uses"] for path in (WORKFLOW, ACTION) for step in steps(path) if "uses" in step} - {"./"}
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", use)] == []


def test_every_checkout_has_the_whole_history_and_leaves_no_token_behind() -> None:
    checkouts = [step["with"] for step in steps(WORKFLOW) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(given == {"fetch-depth": 0, "persist-credentials": False} for given in checkouts)


def test_only_the_check_may_write_and_only_to_code_scanning() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    granted = {(name, *grant) for name, job in workflow["jobs"].items() for grant in job.get("permissions", {}).items()}
    assert workflow["permissions"] == {"contents": "read"}
    assert {grant for grant in granted if grant[2] != "read"} == {("check", "security-events", "write")}


def test_the_token_for_notes_is_used_only_where_it_cannot_fail_the_job() -> None:
    using = {place for place, script in SCRIPTS.items() if "HANDBOOK_TOKEN" in script}
    assert using == {"handbook.yml: handbook-check after_script"}


@pytest.mark.parametrize("path", [WORKFLOW, *GUIDES], ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_input_given_to_the_action_exists(path: Path) -> None:
    blocks = [path.read_text(encoding="utf-8")] if path == WORKFLOW else fenced(path)
    workflows = [data for data in map(yaml.safe_load, blocks) if isinstance(data, dict) and "jobs" in data]
    given = {
        key
        for workflow in workflows
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith(("./", "your-company/"))
        for key in step.get("with", {})
    }
    assert given
    assert given <= yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"].keys()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.parent.name)
def test_every_input_given_to_the_template_exists(guide: Path) -> None:
    included = [data["include"] for data in map(yaml.safe_load, fenced(guide)) if "include" in data]
    given = {key for includes in included for include in includes for key in include.get("inputs", {})}
    assert given
    assert given <= next(yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8")))["spec"]["inputs"].keys()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.parent.name)
def test_the_files_shown_in_the_guide_are_ones_that_github_and_gitlab_accept(guide: Path, tmp_path: Path) -> None:
    found = []
    for block in fenced(guide):
        data = yaml.safe_load(block)
        schema = next(
            (name for key, name in (("jobs", "github-workflows"), ("include", "gitlab-ci")) if key in data), ""
        )
        if schema:
            found.append(schema)
            assert problems_of(f"vendor.{schema}", block, tmp_path) == ""
    assert set(found) == {"github-workflows", "gitlab-ci"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.parent.name)
def test_the_exception_shown_in_the_guide_can_be_written_so(
    guide: Path, personas: Path, run: Callable[..., Result]
) -> None:
    (block,) = [block for block in fenced(guide) if block.startswith("exceptions:")]
    with (personas / "demo" / "zoe-hotel.yml").open("a", encoding="utf-8") as persona:
        persona.write(block)
    checked = run("check", "--format", "text")
    assert (checked.exit_code, "[unused-exception]" in checked.output) == (0, True), checked.output


@pytest.mark.parametrize("path", [ACTION, TEMPLATE, *GUIDES], ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_option_written_for_the_command_exists(path: Path) -> None:
    named = named_options(path.read_text(encoding="utf-8"))
    assert named
    assert named - known_options() == set()


def test_the_hook_is_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert shlex.split(hook["entry"]) == ["handbook", "check"]
    assert "check" in cli.commands


def test_every_path_in_the_example_of_owners_exists() -> None:
    lines = [line.split() for line in OWNERS.read_text(encoding="utf-8").splitlines() if line.startswith("/")]
    assert lines
    assert [path for path, *_ in lines if not (REPOSITORY / path.strip("/")).exists()] == []
    assert all(owners and all(owner.startswith("@") for owner in owners) for _, *owners in lines)


def test_github_and_gitlab_ask_the_same_questions_of_a_change() -> None:
    github = REPOSITORY / ".github" / "pull_request_template.md"
    gitlab = REPOSITORY / ".gitlab" / "merge_request_templates" / "Default.md"
    assert github.read_bytes() == gitlab.read_bytes()
