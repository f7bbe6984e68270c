"""A handbook to try things on: the smallest valid one, with files laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from persona_handbook.catalogues import catalogue
from persona_handbook.cli import cli
from persona_handbook.loading import load
from persona_handbook.loading.files import Folder
from persona_handbook.schema.bundle import find_schema_folder
from persona_handbook.schema.catalogue import Schemas, load_schemas
from persona_handbook.views.reader import Reader

settings.register_profile("calm", deadline=None)  # no test here is about time
settings.load_profile("calm")

TODAY = 1795219200
"""The day that the tests pretend it is: 21 November 2026."""

EXAMPLES = Path(__file__).parent / "examples"
SAMPLE = Path(__file__).resolve().parents[1] / "personas"


@pytest.fixture
def personas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the base handbook, in the folder where commands are run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDBOOK_LANG", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return Path(shutil.copytree(EXAMPLES / "base" / "personas", tmp_path / "personas"))


@pytest.fixture
def lay_over(personas: Path) -> Callable[[Path], None]:
    """Lay the files of an example over the base handbook."""

    def lay(example: Path) -> None:
        shutil.copytree(example / "personas", personas, dirs_exist_ok=True)

    return lay


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command: `run("check", "--lang", "fr")`."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, catch_exceptions=False)

    return run


@pytest.fixture
def persona_files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the persona files that are really read, one entry a time."""
    names: list[str] = []
    really = Folder.read

    def read(self: Folder, kind: str, path: Path) -> Any:
        if kind == "persona":
            names.append(path.name)
        return really(self, kind, path)

    monkeypatch.setattr(Folder, "read", read)
    return names


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    """The published schema."""
    return load_schemas(find_schema_folder(EXAMPLES / "base" / "personas"))


@pytest.fixture(scope="session")
def reader(schemas: Schemas) -> Reader:
    """Somebody who reads the sample company in English."""
    handbook = load(SAMPLE, schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue("en"), date.fromtimestamp(TODAY))


@pytest.fixture(scope="session", autouse=True)
def _cache_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept where whoever runs the tests keeps theirs, or found there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


# what is the same for every test is found out once in a process


@pytest.fixture(scope="session", autouse=True)
def _schemas_read_once() -> Iterator[None]:
    """Reading a schema takes longer than a check: only one that differs by a byte from all before it is read."""
    known: dict[frozenset[tuple[str, bytes]], Schemas] = {}

    def load(folder: Path) -> Schemas:
        contents = frozenset((path.name, path.read_bytes()) for path in folder.glob("*") if path.is_file())
        if contents not in known:
            known[contents] = load_schemas(folder)
        return known[contents]

    with pytest.MonkeyPatch.context() as patch:
        for module in ("schema.catalogue", "exports.publication", "exports.trend"):
            patch.setattr(f"persona_handbook.{module}.load_schemas", load)
        yield


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiling the templates takes longer than a site of two personas."""
    folder = str(tmp_path_factory.mktemp("templates"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "persona_handbook.rendering.environment.compiled_templates",
            lambda settings: FileSystemBytecodeCache(folder, f"{settings}-%s.cache"),
        )
        yield
