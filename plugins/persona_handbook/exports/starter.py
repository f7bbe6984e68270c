"""A first file for a new persona: every field with its help, those that a draft needs filled with an example."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jsonschema
import yaml

from persona_handbook.catalogues import Catalogue
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.words import in_language
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.schema.fields import Field

_WIDTH = 110


def starter_file(persona: str, segment: str, schemas: Schemas, handbook: Handbook | None, words: Catalogue) -> str:
    """The text of a new persona file that passes as a draft.

    The name comes from the id, the market from the segment, the owner from the company's first department.
    """
    root = schemas.fields["persona"]
    found = handbook.segments.get(segment) if handbook else None
    known: dict[str, Any] = {
        "name": persona.split("-")[0].capitalize(),
        "kind": "persona",
        "market": list(found.data["market"]) if found else ["b2b"],
        "status": "draft",
        "basis": "hypothesis",
        "owner": {"department": next(iter(handbook.departments))} if handbook else {"department": "marketing"},
    }
    required = _required(schemas.schemas["persona"], known)
    lines = ["# yaml-language-server: $schema=../../schema/persona.schema.json"]
    lines += [f"# {line}" for line in textwrap.wrap(words.say("starter_head"), _WIDTH)]
    for section in schemas.sections("persona"):
        fields = [field for field in root.children.values() if field.section == section.id]
        lines += ["", f"# --- {in_language(section.title, words.language)}"]
        for field in fields:
            value = known.get(field.key, _fitting(field, field.examples[0], handbook) if field.examples else None)
            lines += _field_lines(field, value, field.key in required, words)
    return "\n".join(lines) + "\n"


def _field_lines(field: Field, value: Any, required: bool, words: Catalogue) -> Iterator[str]:
    help_text = f"{in_language(field.title, words.language)}: {in_language(field.description, words.language)}"
    if field.labels:
        help_text += " " + words.say("starter_choices", values=", ".join(field.labels))
    yield from (f"# {line}" for line in textwrap.wrap(help_text, _WIDTH))
    text = yaml.safe_dump({field.key: value}, allow_unicode=True, sort_keys=False, width=_WIDTH).rstrip("\n")
    for line in text.split("\n"):
        yield line if required else f"#{line}"


def _fitting(field: Field, value: Any, handbook: Handbook | None) -> Any:
    """An example whose ids are some that this handbook has; sources, which it has not yet, are left out."""
    if isinstance(value, dict):
        children = {key: field.children.get(key) or field.values for key in value}
        if field.key_reference and handbook:
            return {
                id: _fitting(field.values or field, part, handbook)
                for id, part in zip(handbook.departments, value.values(), strict=False)
            }
        return {
            key: _fitting(child, value[key], handbook)
            for key, child in children.items()
            if child is not None and "source" not in (child.reference, child.items and child.items.reference)
        }
    if isinstance(value, list) and field.items is not None:
        return [_fitting(field.items, part, handbook) for part in value]
    if field.reference and handbook:
        return next(iter(_ids(handbook).get(field.reference, ())), value)
    return value


def _ids(handbook: Handbook) -> dict[str, Iterable[str]]:
    """Ids of each kind that a handbook has. A stage keeps its own, which goes with the stage model of the example."""
    return {
        "persona": handbook.personas,
        "segment": handbook.segments,
        "department": handbook.departments,
        "channel": handbook.channels,
        "content": handbook.contents,
    }


def _required(schema: Mapping[str, Any], known: Mapping[str, Any]) -> set[str]:
    """The fields that the schema requires of a draft such as `known`: what an empty one would be told to add."""
    errors = jsonschema.Draft202012Validator(schema).iter_errors(known)
    missing = (key for error in errors if error.validator == "required" for key in error.validator_value)
    return {*known, *missing}
