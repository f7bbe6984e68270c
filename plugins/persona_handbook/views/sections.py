"""The sections of a page, as the schema groups its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.schema.fields import Field
from persona_handbook.views.reader import Reader
from persona_handbook.views.values import Shown

SHORT = frozenset({"text", "enum", "enums", "scale", "boolean", "number", "date", "duration", "owner", "measure"})
"""Widgets that fit on a line."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section of a page. `facts` fit on a line, `fields` do not; `not_asked` names what matters and holds nothing."""

    id: str
    title: str
    facts: tuple[Shown, ...]
    fields: tuple[Shown, ...]
    not_asked: tuple[str, ...]
    paired: bool


def page_sections(
    kind: str,
    data: Mapping[str, Any],
    told: Mapping[str, Shown],
    reader: Reader,
    *,
    left_out: frozenset[str],
    is_gap: Callable[[Field], bool],
) -> Iterator[PageSection]:
    """The sections of a file's page that hold something or have a gap. `told` are the fields of `data` in words.

    `left_out` are fields that the page shows in a place of their own. A field whose section is unknown stands in the
    last section, and so do the company's own fields, `x_…`.
    """
    known = reader.schemas.sections(kind)
    ids = {section.id for section in known}
    for section in known:
        last = section is known[-1]
        fields = [
            field
            for field in reader.schemas.fields[kind].children.values()
            if (field.section == section.id or (last and field.section not in ids)) and field.key not in left_out
        ]
        shown = [told[field.key] for field in fields if field.key in told]
        if last:
            shown += _own_fields(data)
        gaps = tuple(reader.read(field.title) for field in fields if field.key not in told and is_gap(field))
        if shown or gaps:
            yield PageSection(
                section.id,
                reader.read(section.title),
                tuple(field for field in shown if field.widget in SHORT),
                tuple(field for field in shown if field.widget not in SHORT),
                gaps,
                section.paired,
            )


def _own_fields(data: Mapping[str, Any]) -> Iterator[Shown]:
    for key, value in data.items():
        if key.startswith("x_"):
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield Shown(key, key.removeprefix("x_").replace("_", " "), "text", text)
