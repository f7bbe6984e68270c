"""Sites of the same personas: ours from YAML, a plain one in the same shell from Markdown, Hugo's from YAML."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from tests.generator.handbook import write_handbook
from tests.generator.markdown import CARDS, EVIDENCE, LANES, SECTIONS, write_markdown

_OVERRIDES = Path(__file__).resolve().parents[2] / "theme_overrides"
"""Holds our search box."""
_SHELL = """\
site_name: Vairon persona handbook
theme: {{name: material, language: en, font: false{more}}}
markdown_extensions: [tables, toc: {{toc_depth: 2}}]
"""
_OURS = _SHELL.format(more=f", custom_dir: {json.dumps(str(_OVERRIDES))}") + "plugins: [persona-handbook]\n"
_PLAIN = _SHELL.format(more="") + "plugins: [search]\nnav: [index.md]\nnot_in_nav: /personas/\n"
_HUGO = """\
title: Vairon persona handbook
baseURL: https://handbook.example/
disableKinds: [taxonomy, term, RSS]
"""
_TEMPLATES = Path(__file__).parent / "hugo"


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


def write_hugo_site(folder: Path, count: int) -> tuple[Path, ...]:
    """A project in `folder` (new) that builds the same pages with Hugo: YAML as data, a template that walks its fields.

    Each page is a stub of front matter that names its persona. Returns the persona files.
    """
    files = write_handbook(folder / "data" / "handbook", count)
    (folder / "content" / "personas").mkdir(parents=True)
    for file in files:
        stub = {"title": file.stem, "persona": file.stem, "segment": file.parent.name}
        (folder / "content" / "personas" / f"{file.stem}.md").write_text(json.dumps(stub) + "\n", encoding="utf-8")
    sections = [{"title": title, "keys": keys} for title, keys in SECTIONS.items()]
    layout = {"sections": sections, "cards": CARDS, "lanes": LANES, "evidence": EVIDENCE}
    (folder / "data" / "layout.json").write_text(json.dumps(layout), encoding="utf-8")
    library = yaml.safe_load((folder / "data" / "handbook" / "content.yml").read_text(encoding="utf-8"))
    contents = {entry["id"]: entry for entry in library["contents"]}
    (folder / "data" / "contents.json").write_text(json.dumps(contents), encoding="utf-8")
    shutil.copytree(_TEMPLATES, folder / "layouts")
    (folder / "config.yaml").write_text(_HUGO, encoding="utf-8")
    return files
