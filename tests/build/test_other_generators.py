"""MkDocs 1.x has no maintainer: the same handbook builds under ProperDocs, and its folder of pages under Zensical."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.build


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True)


def needs(command: str) -> str:
    if not (BIN / command).exists():
        pytest.skip(f"{command} could not be installed for this Python")
    return str(BIN / command)


def test_the_same_mkdocs_yml_builds_under_properdocs(tmp_path: Path) -> None:
    properdocs = needs("properdocs")
    for name in ("personas", "schema", "docs", "theme_overrides"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path / "mkdocs.yml")
    built = run(tmp_path, properdocs, "build", "--strict", "--config-file", "mkdocs.yml")
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "site" / "personas" / "claire-production" / "index.html").read_text(encoding="utf-8")
    assert '<section class="ph-journey"' in page
    assert (tmp_path / "site" / "personas.json").is_file()


def test_the_rendered_folder_builds_under_zensical(tmp_path: Path) -> None:
    zensical = needs("zensical")
    rendered = run(REPOSITORY, str(BIN / "handbook"), "render", "--out", str(tmp_path / "docs"))
    assert rendered.returncode == 0, rendered.stderr
    style = next((tmp_path / "docs" / "assets").glob("handbook.*.css")).name
    script = next((tmp_path / "docs" / "assets").glob("handbook.*.js")).name
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Handbook\ntheme: {name: material, font: false}\n"
        f"extra_css: [assets/{style}]\nextra_javascript: [assets/{script}]\n"
        "nav: [index.md, segments/index.md, compare/index.md, journeys/index.md]\n",
        encoding="utf-8",
    )
    built = run(tmp_path, zensical, "build", "--config-file", "mkdocs.yml")
    assert built.returncode == 0, built.stderr + built.stdout
    page = (tmp_path / "site" / "personas" / "claire-production" / "index.html").read_text(encoding="utf-8")
    assert '<section class="ph-journey"' in page
    assert "From the rejected batch to the sister site" in page
    assert (tmp_path / "site" / "personas.json").is_file()


def test_a_title_in_the_rendered_folder_cannot_end_a_tag(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "personas", tmp_path / "personas")
    path = tmp_path / "personas" / "pharma" / "claire-production.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("summary:")
    text = text[:start] + 'summary: "\\"><script>alert(1)</script>"\n' + text[text.index("\nrelation:", start) + 1 :]
    text = text.replace(
        "  title: Production manager", "  title: </title><script>alert(1)</script> Production manager", 1
    )
    text = text.replace("status: validated", "status: draft")  # of a draft, HTML is a warning
    path.write_text(text, encoding="utf-8")
    rendered = run(tmp_path, str(BIN / "handbook"), "render", "--out", "docs")
    assert rendered.returncode == 0, rendered.stderr
    front = (tmp_path / "docs" / "personas" / "claire-production.md").read_text(encoding="utf-8").split("---")[1]
    assert "‹script›" in front
    assert "<" not in front
