"""Writes a made-up handbook: handbook.yml, content.yml, and folders of personas with their segment.yml."""

from __future__ import annotations

from pathlib import Path

from tests.generator import company
from tests.generator.members import by_segment, members
from tests.generator.persona import persona
from tests.generator.yaml_text import yaml_text


def write_handbook(root: Path, count: int, seed: int = 7) -> tuple[Path, ...]:
    """Fill `root`, a `personas/` folder, with `count` personas in segments of at most twenty.

    Returns the persona files, in order. A persona's file depends on `seed`, its place in line and its segment only.
    """
    segments = by_segment(members(count, seed))
    root.mkdir(parents=True)
    _write(root / "handbook.yml", yaml_text(company.handbook(), "handbook"))
    _write(root / "content.yml", yaml_text(company.contents(next(iter(segments.values()))), "content"))
    files = []
    for id, inside in segments.items():
        (root / id).mkdir()
        _write(root / id / "segment.yml", yaml_text(company.segment(id, inside, seed), "segment"))
        for member in inside:
            file = root / id / f"{member.id}.yml"
            _write(file, yaml_text(persona(member, inside, seed), "persona"))
            files.append(file)
    return tuple(files)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
