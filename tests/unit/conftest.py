"""What is the same for every test is found out once in a process: what a schema says, what a template compiles to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache

from persona_handbook.schema.catalogue import Schemas, load_schemas


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
