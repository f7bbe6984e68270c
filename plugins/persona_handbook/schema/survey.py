"""One walk over a file's data along its fields: what it refers to, what it states, what it cites."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from persona_handbook.model.document import Reference, Trail
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
    if isinstance(data, dict):
        _walk(root, data, (), found)
    return found


def _walk(field: Field, data: dict[str, Any], trail: Trail, found: Survey) -> None:
    """A million values in a thousand personas: texts, numbers and lists of texts are taken in passing."""
    children, others = field.children, field.values
    if field.is_statement:
        found.statements += 1
        if data.get("sources"):
            found.sourced += 1
    if field.key_reference:
        names = [name for name in data if name not in children]
        found.references += [Reference(field.key_reference, name, (trail, name)) for name in names]
    for key, value in data.items():
        child = children.get(key, others)
        if child is None:
            continue
        kind = type(value)
        if kind is str:
            if child.reference:
                found.references.append(Reference(child.reference, value, (trail, key)))
            else:
                found.texts.append(value)
                if child.is_statement:
                    found.statements += 1
        elif kind is dict:
            _walk(child, value, (trail, key), found)
        elif kind is list and child.items is not None:
            if len(value) > found.longest:
                found.longest = len(value)
            inner, place = child.items, (trail, key)
            for index, item in enumerate(value):
                if type(item) is dict:
                    _walk(inner, item, (place, index), found)
                elif type(item) is str:
                    if inner.reference:
                        found.references.append(Reference(inner.reference, item, (place, index)))
                    else:
                        found.texts.append(item)
                        if inner.is_statement:
                            found.statements += 1
