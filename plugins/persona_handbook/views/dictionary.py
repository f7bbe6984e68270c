"""The data dictionary: every field that a file may hold, from the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from persona_handbook.schema.fields import Field
from persona_handbook.schema.flow import in_flow
from persona_handbook.schema.requirements import required_by
from persona_handbook.views.reader import Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """One field. `depth` counts the groups around it."""

    path: str
    anchor: str
    depth: int
    title: str
    other_title: str
    description: str
    type: str
    allowed: tuple[tuple[str, str], ...]
    example: str
    required: str


@dataclass(frozen=True, slots=True)
class DictionarySection:
    """The fields of a section of a page."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DictionaryPart:
    """One kind of file."""

    kind: str
    title: str
    description: str
    file: str
    sections: tuple[DictionarySection, ...]


_FILES = {
    "persona": "personas/SEGMENT/NAME.yml",
    "segment": "personas/SEGMENT/segment.yml",
    "handbook": "personas/handbook.yml",
    "story": "personas/story.yml",
    "lead": "personas/lead.yml",
    "content": "personas/content.yml",
    "glossary": "personas/glossary.yml",
}


def dictionary(reader: Reader) -> tuple[DictionaryPart, ...]:
    """The dictionary, one part for each kind of file."""
    return tuple(_part(kind, file, reader) for kind, file in _FILES.items())


def _part(kind: str, file: str, reader: Reader) -> DictionaryPart:
    root = reader.schemas.fields[kind]
    levels = _requirements(reader.schemas.schemas[kind], reader)
    sections = []
    known = reader.schemas.sections(kind)
    for section in known:
        ids = {other.id for other in known}
        fields = [
            field
            for field in root.children.values()
            if field.section == section.id or (section is known[-1] and field.section not in ids)
        ]
        entries = [entry for field in fields for entry in _entries(field, levels, reader)]
        if entries:
            sections.append(DictionarySection(reader.read(section.title), tuple(entries)))
    return DictionaryPart(kind, reader.read(root.title), reader.read(root.description), file, tuple(sections))


def _entries(field: Field, levels: dict[str, str], reader: Reader, depth: int = 0) -> Iterator[Entry]:
    path = ".".join(field.path)
    yield Entry(
        path,
        f"field-{'-'.join(field.path)}",
        depth,
        reader.read(field.title),
        "" if reader.language == "en" else field.title["en"],
        reader.read(field.description),
        _type(field, reader),
        _allowed(field, reader),
        in_flow(field.examples[0]) if field.examples else "",
        levels.get(path, ""),
    )
    inner = field.items if field.items is not None else field
    if field.widget in _SHARED_SHAPES or (field.items is not None and field.items.widget in _SHARED_SHAPES):
        return
    for child in inner.children.values():
        yield from _entries(child, levels, reader, depth + 1)


_SHARED_SHAPES = frozenset({"claim", "claims", "quotes", "measure", "owner", "by_department"})
"""Shapes that many fields share; the dictionary names them in the type and does not repeat what is inside."""


def _type(field: Field, reader: Reader) -> str:
    if field.items is not None:
        return reader.say("type_list", of=_type(field.items, reader))
    if field.is_statement and "string" in field.types:
        return reader.say("type_statement")
    if field.reference:
        return reader.say("type_reference", kind=reader.words.words["values"]["kind"].get(field.reference, ""))
    if field.scale:
        return reader.say("type_scale", low=field.scale.minimum, high=field.scale.maximum)
    if field.labels:
        return reader.say("type_choice")
    if field.widget in ("date", "duration", "measure", "link"):
        return reader.say(f"type_{field.widget}")
    names = reader.words.words["values"]["wanted"]
    return " / ".join(str(names.get(name, name)) for name in sorted(field.types)) or reader.say("type_any")


def _allowed(field: Field, reader: Reader) -> tuple[tuple[str, str], ...]:
    labels = (field.items or field).labels
    return tuple((value, reader.read(words)) for value, words in labels.items())


def _requirements(schema: Any, reader: Reader) -> dict[str, str]:
    """When each top-level field is required, in words; the schema's `required` and its `if/then` say it."""
    levels = {key: reader.say("required_always") for key in schema.get("required", ())}
    for rule in schema.get("allOf", ()):
        wanted = rule.get("if", {}).get("properties", {})
        said = ", ".join(_condition(key, condition, reader) for key, condition in wanted.items())
        words = reader.say("required_when", when=said) if said else reader.say("required_always")
        for key in required_by(rule.get("then", {})):
            levels.setdefault(key, words)
    return levels


def _condition(key: str, condition: Any, reader: Reader) -> str:
    value = condition.get("const", condition.get("contains", {}).get("const", ""))
    return f"{reader.label(key)} {reader.value_label(value, key)}"
