"""One walk over a file's data along its fields: what it refers to, what it states, what it cites."""

from __future__ import annotations

from collections.abc import Iterable
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
    add_text, add_reference = found.texts.append, found.references.append

    def walk(field: Field, data: dict[str, Any] | list[Any], trail: Trail) -> None:
        """A million values in a thousand personas: texts and numbers are taken in passing."""
        entries: Iterable[tuple[Any, Any]]
        if type(data) is dict:
            entries, children, others = data.items(), field.children, field.values
            if field.is_statement:
                found.statements += 1
                found.sourced += bool(data.get("sources"))
            if field.key_reference:
                for key in [key for key in data if key not in children]:
                    add_reference(Reference(field.key_reference, key, (trail, key)))
        else:
            entries, children, others = enumerate(data), {}, field.items
            found.longest = max(found.longest, len(data))
        for key, value in entries:
            child = children.get(key, others)
            if child is None:
                continue
            kind = type(value)
            if kind is str:
                if child.reference:
                    add_reference(Reference(child.reference, value, (trail, key)))
                else:
                    add_text(value)
                    if child.is_statement:
                        found.statements += 1
            elif kind is dict or kind is list:
                walk(child, value, (trail, key))

    if isinstance(data, (dict, list)):
        walk(root, data, ())
    return found
