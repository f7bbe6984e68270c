"""Which rows of a journey map concern which department, as the schema says beside each field of a stage."""

from __future__ import annotations

from collections.abc import Sequence

from persona_handbook.schema.fields import Field
from persona_handbook.views.reader import Reader

MOST = 8
"""Departments that can be chosen: so many have a rule in the style sheet."""


def row_departments(reader: Reader) -> tuple[str, ...]:
    """The departments of the company that the schema names for a row, in the company's order."""
    stage = reader.schemas.fields["persona"].at(("journeys", 0, "stages", 0))
    assert stage is not None
    named = {department for field in stage.children.values() for department in field.departments}
    return tuple(department for department in reader.handbook.departments if department in named)[:MOST]


def concerned(field: Field, departments: Sequence[str]) -> str:
    """The numbers, from 1, of those `departments` that a row concerns; empty where it concerns all."""
    if not field.departments:
        return ""
    return " ".join(str(n) for n, name in enumerate(departments, 1) if name in field.departments) or "0"
