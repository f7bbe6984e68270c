"""What names the program does so wherever, and whenever, it was installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from persona_handbook import keeping


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's own files."""
    package = Path(keeping.__file__).parent
    copy = shutil.copytree(package, tmp_path / "installed" / package.name, ignore=shutil.ignore_patterns("*.pyc"))
    monkeypatch.setattr(keeping, "__file__", str(copy / "keeping.py"))
    return copy


def state() -> str:
    return keeping.program_state.__wrapped__()


def test_the_same_program_elsewhere_and_later_is_the_same(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = state()
    for path in program.rglob("*"):
        os.utime(path, (0, 0))
    assert state() == copied
    monkeypatch.undo()
    assert state() == copied


@pytest.mark.parametrize("name", ["keeping.py", "rendering/templates/persona.html.j2", "checks/vocabulary.yml"])
def test_another_byte_in_any_of_its_files_is_another_program(name: str, program: Path) -> None:
    before, status = state(), (program / name).stat()
    text = (program / name).read_bytes()
    (program / name).write_bytes(text[:-2] + b"#" + text[-1:])
    os.utime(program / name, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert state() != before


def test_a_library_that_is_updated_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = state()
    assert any(name.startswith("jinja2-") for name in keeping.libraries())
    monkeypatch.setattr(keeping, "libraries", lambda: ["jinja2-99.dist-info"])
    assert state() != before
