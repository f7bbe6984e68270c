"""Lenses: ordered groups of fields, from `lenses.yml`. A view and a score, never a second place to type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persona_handbook.model.words import Words, as_words
from persona_handbook.quick_yaml import quick_data
from persona_handbook.schema.bundle import SchemaError
from persona_handbook.schema.fields import Field


@dataclass(frozen=True, slots=True)
class LensGroup:
    """A titled group of fields. `most` limits how many entries of a list a card shows."""

    title: Words
    fields: tuple[Field, ...]
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Lens:
    """A way of looking at a persona."""

    id: str
    title: Words
    credit: str
    department: str
    groups: tuple[LensGroup, ...]


ALL_FIELDS = "all"
_MARKS = re.compile(rb"[&*!]")
"""Of anchors, aliases and tags: the quick way knows none."""


def load_lenses(folder: Path, persona: Field, sections: dict[str, Words]) -> dict[str, Lens]:
    """The lenses of `lenses.yml`, then one that holds every comparable field. Raises SchemaError."""
    path = folder / "lenses.yml"
    try:
        lenses = {entry["id"]: _lens(entry, persona, path) for entry in _data(path.read_bytes())["lenses"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SchemaError(f"{path}: {error}") from error
    lenses[ALL_FIELDS] = _all_fields(persona, sections)
    return lenses


def _data(raw: bytes) -> Any:
    """What stands in a YAML file. Raises ValueError."""
    if not _MARKS.search(raw):
        return quick_data(raw)
    import yaml  # 15 ms

    try:
        return yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _lens(entry: dict[str, Any], persona: Field, path: Path) -> Lens:
    groups = []
    for group in entry["groups"]:
        fields = []
        for name in group["fields"]:
            field = persona.at(tuple(name.split(".")))
            if field is None:
                raise SchemaError(f"{path}: lens {entry['id']}: there is no field {name}")
            fields.append(field)
        groups.append(LensGroup(as_words(group["title"]), tuple(fields), group.get("most")))
    return Lens(
        entry["id"], as_words(entry["title"]), entry.get("credit", ""), entry.get("department", ""), tuple(groups)
    )


def _all_fields(persona: Field, sections: dict[str, Words]) -> Lens:
    groups: dict[str, list[Field]] = {section: [] for section in sections}
    for field in persona.children.values():
        if field.comparable:
            groups.setdefault(field.section, []).append(field)
    return Lens(
        ALL_FIELDS,
        {"en": "Every comparable field", "fr": "Tous les champs comparables"},
        "",
        "",
        tuple(
            LensGroup(sections.get(section, {"en": section}), tuple(fields))
            for section, fields in groups.items()
            if fields
        ),
    )
