"""A command that is stopped half-way leaves what teams edit, and the old site, as they were, and prints no traceback.

A site is written beside the old one, and the two change places at once when all is there.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.generator.sites import write_handbook_site

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "check": ["-m", "persona_handbook", "check"],
    "render": ["-m", "persona_handbook", "render", "--out", "pages"],
    "build": ["-m", "mkdocs", "build", "--quiet"],
}
DELAYS = (0.03, 0.06, 0.1, 0.2, 0.4)
"""Seconds after our code begins at which a command is stopped."""
PERSONAS = 150
"""So many that nothing is done before the first delays are over."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a large handbook, and something in the place of an old site."""
    folder = tmp_path_factory.mktemp("company")
    write_handbook_site(folder, PERSONAS)
    shutil.copytree(ROOT / "schema", folder / "schema")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("the old site", encoding="utf-8")
    return folder


def contents(company: Path) -> dict[Path, bytes]:
    """What teams edit."""
    folders = (company / name for name in ("personas", "schema", "docs"))
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def stoppable() -> None:
    """As in a terminal: what a shell starts in the background, and all that it starts, does not hear Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def stopped(company: Path, command: str, by: signal.Signals, after: float) -> tuple[int, str]:
    """Run a command and stop it once our code is at work; its exit code (negative: the signal) and what it said."""
    forgetful = company / "cache"  # or a command that has run before has nothing left to do
    shutil.rmtree(forgetful, ignore_errors=True)
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "XDG_CACHE_HOME": str(forgetful),
    }
    child = subprocess.Popen(
        [sys.executable, *COMMANDS[command]],
        cwd=company,
        env=environment,
        preexec_fn=stoppable,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    maps = Path(f"/proc/{child.pid}/maps")
    while child.poll() is None and "jsonschema_rs" not in maps.read_text():  # what judges files is loaded first
        time.sleep(0.005)
    with suppress(subprocess.TimeoutExpired):
        child.wait(after)
    child.send_signal(by)
    said, _ = child.communicate(timeout=60)
    return child.returncode, said


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_teams_edit_is_as_it_was(command: str, by: signal.Signals, company: Path) -> None:
    before = contents(company)
    codes = [stopped(company, command, by, after)[0] for after in DELAYS]
    assert contents(company) == before
    assert codes[0] != 0  # it was in fact stopped


@pytest.mark.parametrize("command", COMMANDS)
def test_control_c_is_neither_a_success_nor_a_traceback(command: str, company: Path) -> None:
    code, said = stopped(company, command, signal.SIGINT, DELAYS[0])
    assert code in (1, 130, -signal.SIGINT)
    for after in DELAYS:  # a fast machine may be done before the later ones
        said += stopped(company, command, signal.SIGINT, after)[1]
    assert "Traceback" not in said


def files(site: Path) -> frozenset[str]:
    return frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_old_site_or_a_whole_new_one(by: signal.Signals, company: Path) -> None:
    whole = frozenset[str]()
    for after in (DELAYS[0], 1, 2, 60):  # the last one is let go on to its end
        shutil.rmtree(company / "site", ignore_errors=True)
        (company / "site").mkdir()
        (company / "site" / "index.html").write_text("the old site", encoding="utf-8")
        code, _ = stopped(company, "build", by, after)
        found = files(company / "site")
        assert found == {"index.html"} or len(found) > 2 * PERSONAS
        whole = whole or (found if found != {"index.html"} else whole)
        assert found in ({"index.html"}, whole)
    assert code == 0
    assert whole
    assert not list(company.glob(".site*"))


def limited() -> None:
    """As on a disk that is full: no file may grow beyond 20,000 bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_disk_that_is_full_is_one_clear_error_and_the_old_site_stays(company: Path) -> None:
    shutil.rmtree(company / "site", ignore_errors=True)
    (company / "site").mkdir()
    (company / "site" / "index.html").write_text("the old site", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *COMMANDS["build"]],
        cwd=company,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"cannot be written to {company / 'site'}: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(company / "site") == {"index.html"}
    assert not list(company.glob(".site*"))


def test_a_folder_that_cannot_be_written_to_is_one_clear_error(company: Path) -> None:
    place = company / "mkdocs.yml" / "site"
    command = [sys.executable, *COMMANDS["build"], "--site-dir", str(place)]
    done = subprocess.run(command, cwd=company, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"cannot be written to {place}: Not a directory" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_after_a_stop_the_same_command_succeeds(command: str, company: Path) -> None:
    assert stopped(company, command, signal.SIGKILL, DELAYS[0])[0] != 0
    done = subprocess.run(
        [sys.executable, *COMMANDS[command]], cwd=company, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
