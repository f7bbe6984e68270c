"""The house: each floor imports only from floors below it, and the core never imports MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "persona_handbook"

FLOORS = {
    "problems": 1,
    "model": 1,
    "parallel": 1,
    "collector": 1,
    "catalogues": 1,
    "caching": 1,
    "keeping": 2,
    "quick_yaml": 0,
    "surroundings": 1,
    "rule_examples": 2,
    "reading": 2,
    "schema": 2,
    "checks": 2,
    "reports": 2,
    "loading": 3,
    "history": 3,
    "checking": 4,
    "views": 3,
    "rendering": 4,
    "exports": 5,
    "mkdocs_plugin": 6,
    "cli": 7,
    "commands": 6,
    "__main__": 8,
    "__init__": 0,
}
WITHIN_FLOOR = {("model", "problems"), ("catalogues", "problems"), ("catalogues", "model")}
"""On the ground floor, what stands on what: words of a problem, a document's problems."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_floors_below(path: Path) -> None:
    here = part_of(path)
    for module in imports_of(path):
        if not module.startswith("persona_handbook"):
            continue
        there = module.split(".")[1] if "." in module else "__init__"
        allowed = here == there or FLOORS[there] < FLOORS[here] or (here, there) in WITHIN_FLOOR
        assert allowed, f"{here} (floor {FLOORS[here]}) imports {there} (floor {FLOORS[there]})"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_adapter_imports_mkdocs(path: Path) -> None:
    uses = {module for module in imports_of(path) if module.split(".")[0] in ("mkdocs", "material", "properdocs")}
    assert not uses or part_of(path) == "mkdocs_plugin"


@pytest.mark.parametrize("path", [*(PACKAGE / "mkdocs_plugin").glob("*.py")], ids=lambda path: path.name)
def test_the_adapter_stays_thin(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    code = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(code) < 130


def test_every_part_of_the_package_has_a_floor() -> None:
    assert {part_of(path) for path in MODULES} <= set(FLOORS)
