"""All that the program knows of the schema, loaded once and handed around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from persona_handbook.model.document import Document
from persona_handbook.model.document import Path as DataPath
from persona_handbook.model.words import Words
from persona_handbook.problems import Problem
from persona_handbook.schema.bundle import KINDS, SchemaError, load_bundle
from persona_handbook.schema.fields import Field, Section, field_tree, sections
from persona_handbook.schema.lenses import Lens, load_lenses


@dataclass(frozen=True)
class Schemas:
    """The schema of each kind of file, as trees of fields and as judges."""

    folder: Path
    schemas: Mapping[str, dict[str, Any]]
    fields: Mapping[str, Field]
    judges: Mapping[str, Any]
    """The quick validator of each schema: it says whether, not why."""

    def sections(self, kind: str) -> tuple[Section, ...]:
        return sections(self.schemas[kind])

    @cached_property
    def lenses(self) -> Mapping[str, Lens]:
        """The lenses on a persona, by id; raises SchemaError where `lenses.yml` names an unknown field."""
        titles = {section.id: section.title for section in self.sections("persona")}
        return load_lenses(self.folder, self.fields["persona"], titles)

    def expects_text(self, kind: str, path: DataPath) -> bool:
        """Whether the schema says text at `path`, so that what was typed stays as typed."""
        field = self.fields[kind].at(path)
        return field is not None and "string" in field.types and not field.types & {"number", "integer", "boolean"}

    def title(self, path: DataPath) -> Words:
        """What a field of a persona is called, or the nearest one around it that has a name."""
        for length in range(len(path), 0, -1):
            if (field := self.fields["persona"].at(path[:length])) is not None and "title" in field.schema:
                return field.title
        return self.fields["persona"].title

    @cached_property
    def story_titles(self) -> Mapping[str, Words]:
        """What each field of the story is called, and each audience that it may be told to."""
        fields = self.fields["story"].children
        audience = self.fields["story"].at(("variants", 0, "audience"))
        return {**{key: field.title for key, field in fields.items()}, **(audience.labels if audience else {})}

    @cached_property
    def persona_fields(self) -> frozenset[str]:
        """The path of every field of a persona, such as `goals.personal`."""
        return frozenset(".".join(field.path) for field in self.fields["persona"].descend() if field.path)

    @cached_property
    def comparable_fields(self) -> tuple[Field, ...]:
        """The fields that every persona may hold and that are compared."""
        fields = self.fields["persona"].children.values()
        return tuple(leaf for field in fields if field.comparable for leaf in field.comparable_leaves)

    @cached_property
    def persona_examples(self) -> frozenset[str]:
        """The texts of the examples that the schema gives for a persona: what stands in a new file at first."""
        fields = self.fields["persona"].descend()
        return frozenset(text for field in fields for example in field.examples for text in _texts(example))

    def is_complete(self, data: Mapping[str, Any]) -> bool:
        """Whether a persona has all that the schema asks of a validated one, whatever its status is."""
        as_validated = {**_without_parent(data), "status": "validated"}
        return data["status"] == "validated" or self.accepts("persona", as_validated)

    def accepts(self, kind: str, data: Any) -> bool:
        """Whether the schema finds nothing wrong."""
        return bool(self.judges[kind].is_valid(data))

    def validate(self, kind: str, document: Document) -> list[Problem]:
        """What the schema finds wrong; the fast judge passes what is valid, the other words what is not."""
        if document.accepted or self.accepts(kind, document.data):
            return []
        from persona_handbook.schema.verdict import explain  # jsonschema costs 90 ms to import

        return explain(self.schemas[kind], self.fields[kind], document)

    def validate_whole(self, document: Document) -> list[Problem]:
        """The same for a persona that is laid over its parents: it may no longer lack what it could inherit."""
        if (problems := self.validate("persona", document)) or "extends" not in document.data:
            return problems
        return self.validate("persona", replace(document, data=_without_parent(document.data), accepted=False))


def _without_parent(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "extends"}


def _texts(example: Any) -> Iterator[str]:
    """The sentences in an example."""
    if isinstance(example, str):
        yield example
    elif isinstance(example, (list, dict)):
        for part in example.values() if isinstance(example, dict) else example:
            yield from _texts(part)


def load_schemas(folder: Path) -> Schemas:
    """Read the schema folder. Raises SchemaError."""
    bundle = load_bundle(folder)
    judges = {}
    for kind, schema in bundle.items():
        try:
            judges[kind] = jsonschema_rs.validator_for(schema, validate_formats=True)
        except ValueError as error:
            raise SchemaError(f"{folder / (kind + '.schema.json')}: {error}") from error
    schemas = Schemas(folder, bundle, {kind: field_tree(bundle[kind]) for kind in KINDS}, judges)
    _ = schemas.lenses  # read at once: a lens that names an unknown field is an error of the schema folder
    return schemas
