"""The tree of fields: what each is called, how it is shown, what it refers to. Read from the JSON Schema alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from persona_handbook.model.document import Path
from persona_handbook.model.words import Words

NO_WORDS: Words = {"en": "", "fr": ""}


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of whole numbers, with words at both ends."""

    minimum: int
    maximum: int
    low: Words
    high: Words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that groups fields."""

    id: str
    title: Words
    paired: bool = False
    """Whether it stands beside the section that follows or precedes it."""


@dataclass(frozen=True)
class Field:
    """One field, and those inside it: `children` of a group, `items` of a list, `values` of a free map."""

    key: str
    path: tuple[str, ...]
    title: Words
    description: Words
    types: frozenset[str]
    widget: str
    schema: Mapping[str, Any]
    children: Mapping[str, Field]
    items: Field | None
    values: Field | None

    @cached_property
    def section(self) -> str:
        """The section it stands in; a field that names none stands among the data of the last section."""
        return str(self.schema.get("x-section", ""))

    @cached_property
    def comparable(self) -> bool:
        return bool(self.schema.get("x-comparable"))

    @cached_property
    def comparable_leaves(self) -> tuple[Field, ...]:
        """The rows that it makes in a comparison: itself, or its comparable children."""
        children = [child for child in self.children.values() if child.comparable] if self.widget == "group" else []
        return tuple(leaf for child in children for leaf in child.comparable_leaves) if children else (self,)

    @cached_property
    def band(self) -> str:
        """The band of the journey map that its lane stands in, if it is a lane."""
        return str(self.schema.get("x-band", ""))

    @cached_property
    def departments(self) -> tuple[str, ...]:
        return tuple(self.schema.get("x-departments", ()))

    @cached_property
    def labels(self) -> Mapping[str, Words]:
        """What each allowed value is called."""
        return self.schema.get("x-labels") or {str(value): {"en": str(value)} for value in self.schema.get("enum", ())}

    @cached_property
    def reference(self) -> str | None:
        """What kind of thing its value is the id of."""
        return self.schema.get("x-reference")

    @cached_property
    def key_reference(self) -> str | None:
        """What kind of thing the keys of a free map are ids of."""
        return self.schema.get("x-reference-keys")

    @cached_property
    def examples(self) -> tuple[Any, ...]:
        return tuple(self.schema.get("examples", ()))

    @cached_property
    def scale(self) -> Scale | None:
        if "x-scale" not in self.schema:
            return None
        ends = self.schema["x-scale"]
        return Scale(int(self.schema["minimum"]), int(self.schema["maximum"]), ends["low"], ends["high"])

    @cached_property
    def is_statement(self) -> bool:
        """Whether it states something about the customer that a source could support."""
        sources = self.children.get("sources")
        return sources is not None and sources.items is not None and sources.items.reference == "source"

    def at(self, path: Path) -> Field | None:
        """The field at a path of the data, None where the schema knows none."""
        field: Field | None = self
        for step in path:
            if field is None:
                return None
            field = field.items if isinstance(step, int) else field.children.get(step) or field.values
        return field

    def descend(self) -> Iterator[Field]:
        """The field and all fields inside it, in reading order."""
        yield self
        for child in self.children.values():
            yield from child.descend()
        for inner in (self.items, self.values):
            if inner is not None:
                yield from inner.descend()


def field_tree(schema: Mapping[str, Any], key: str = "", path: tuple[str, ...] = ()) -> Field:
    """The tree of fields of a self-contained schema."""
    types = schema.get("type", ())
    french = schema.get("x-fr", {})
    title = schema.get("title", key)
    description = schema.get("description", "")
    items = schema.get("items")
    extra = schema.get("additionalProperties")
    return Field(
        key=key,
        path=path,
        title={"en": title, "fr": french.get("title", title)},
        description={"en": description, "fr": french.get("description", description)},
        types=frozenset([types] if isinstance(types, str) else types),
        widget=schema.get("x-widget") or _widget(schema),
        schema=schema,
        children={name: field_tree(child, name, (*path, name)) for name, child in schema.get("properties", {}).items()},
        items=field_tree(items, key, path) if isinstance(items, dict) else None,
        values=field_tree(extra, "*", (*path, "*")) if isinstance(extra, dict) else None,
    )


def sections(schema: Mapping[str, Any]) -> tuple[Section, ...]:
    """The sections of a page, in order."""
    return tuple(
        Section(
            entry["id"],
            {"en": entry["title"], "fr": entry.get("x-fr", {}).get("title", entry["title"])},
            bool(entry.get("paired")),
        )
        for entry in schema.get("x-sections", ())
    )


def _widget(schema: Mapping[str, Any]) -> str:
    """How a field is shown that does not say: by its type, so that a new field needs no more than that."""
    kind = schema.get("type")
    if "enum" in schema:
        return "enum"
    if kind == "array":
        items = schema.get("items", {})
        if "enum" in items:
            return "enums"
        return "table" if items.get("type") == "object" else "list"
    if kind == "object":
        return "group"
    return {"integer": "number", "number": "number", "boolean": "boolean"}.get(str(kind), "text")
