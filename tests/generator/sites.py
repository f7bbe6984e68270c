"""Two sites with the same shell and settings: ours from YAML, and a plain one from Markdown pages."""

from __future__ import annotations

from pathlib import Path

from tests.generator.handbook import write_handbook
from tests.generator.markdown import write_markdown

_SHELL = """\
site_name: Vairon persona handbook
theme: {name: material, language: en, font: false}
markdown_extensions: [tables, toc: {toc_depth: 2}]
"""
_OURS = _SHELL + "plugins: [persona-handbook]\n"
_PLAIN = _SHELL + "plugins: [search]\nnav: [index.md]\nnot_in_nav: /personas/\n"


def write_handbook_site(folder: Path, count: int) -> tuple[Path, ...]:
    """A project in `folder` (new) that builds `count` personas with our plugin; returns the persona files."""
    files = write_handbook(folder / "personas", count)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(_OURS, encoding="utf-8")
    return files


def write_plain_site(folder: Path, count: int) -> tuple[Path, ...]:
    """A project in `folder` (new) that builds the same personas from Markdown, out of the navigation."""
    files = write_markdown(folder / "docs", count)
    (folder / "mkdocs.yml").write_text(_PLAIN, encoding="utf-8")
    return files
