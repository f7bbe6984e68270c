"""One walk over a file's data along its fields: what it refers to, what it states, what it cites."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from persona_handbook.model.document import Path, Reference
from persona_handbook.schema.fields import Field


@dataclass(slots=True)
class Survey:
    """What a file refers to and says; how many statements it makes, and how many of them cite a source."""

    references: list[Reference] = field(default_factory=list)
    statements: int = 0
    sourced: int = 0
    texts: list[str] = field(default_factory=list)
    """Every text that is no reference."""
    longest: int = 0
    """The entries of its longest list."""


def survey(root: Field, data: Any) -> Survey:
    """Walk over `data`. Parts that the schema does not know are passed over."""
    found = Survey()
    _walk(root, data, (), found)
    return found


def _walk(field: Field, data: Any, path: Path, found: Survey) -> None:
    """A million values in a thousand personas: the simple ones are taken in passing."""
    if field.is_statement:
        found.statements += 1
        if isinstance(data, dict) and data.get("sources"):
            found.sourced += 1
    if isinstance(data, dict):
        children, others = field.children, field.values
        for key, value in data.items():
            child = children.get(key)
            if child is None and (child := others) is not None and field.key_reference:
                found.references.append(Reference(field.key_reference, key, (*path, key)))
            if child is None:
                continue
            if type(value) is str and not child.reference and not child.is_statement:
                found.texts.append(value)
            elif not isinstance(value, (int, float)):
                _walk(child, value, (*path, key), found)
    elif isinstance(data, list):
        found.longest = max(found.longest, len(data))
        if field.items is not None:
            for index, value in enumerate(data):
                _walk(field.items, value, (*path, index), found)
    elif isinstance(data, str):
        if field.reference:
            found.references.append(Reference(field.reference, data, path))
        else:
            found.texts.append(data)
