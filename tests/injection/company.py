"""A handbook with the payloads in every text that the schema allows, by its own fields: new ones are covered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs

from persona_handbook.schema.catalogue import Schemas
from persona_handbook.schema.fields import Field
from tests.injection.payloads import PAYLOADS

DRAFT = Path(__file__).parents[1] / "examples" / "base" / "personas" / "demo" / "ana-buyer.yml"
"""The persona that others refer to."""
ID_AT = {"sources": "talk", "departments": "marketing", "channels": "email", "stage_models": "buying", "stages": "need"}
"""The id of the first entry of a list."""
IDS = {
    "persona": "ben",
    "segment": "segment-0",
    "department": "marketing",
    "channel": "email",
    "stage": "need",
    "stage_model": "buying",
    "content": "first",
    "source": "talk",
}
"""An id of each kind of thing that the handbook has."""
TOP: dict[str, dict[str, Any]] = {
    "persona": {
        "name": "Ana",
        "kind": "persona",
        "market": ["b2b", "b2c"],
        "status": "draft",
        "basis": "qualitative",
    },
    "handbook": {"language": "en"},
}
"""What decides which other fields are asked for."""
LEFT_OUT = {
    "persona": {"anti", "extends", "aliases", "portrait", "retired_reason", "successor", "exceptions", "not_applicable"}
}
"""What only other personas have, or what is not text but the name of a file."""


@dataclass
class Scribe:
    """Fills in fields, each text with the payload whose turn it is, and keeps count of where each payload stood."""

    schemas: Schemas
    turn: int = 0
    entries: int = 1
    """How many entries a list gets."""
    shared: Sequence[str] = PAYLOADS
    """What the files that all share hold; personas hold every payload."""
    written: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    fitting: dict[tuple[str, ...], Sequence[str]] = field(default_factory=dict)
    """The payloads that the schema takes, by field."""

    def data(self, kind: str) -> dict[str, Any]:
        """A file of a kind, with every field that it can have."""
        children = self.schemas.fields[kind].children
        left_out = LEFT_OUT.get(kind, set())
        data = {key: self._value(child, (kind, key)) for key, child in children.items() if key not in left_out}
        own = self._payload((kind, "x_own"), self._texts(kind))
        return {**data, **TOP.get(kind, {}), "x_own": own, "x_group": {own: [own, {own: own}]}}

    def _value(self, field: Field, path: tuple[str, ...]) -> Any:
        """Something valid for a field; of a text that may be a group, now one, now the other."""
        schema = field.schema
        if "enum" in schema:
            return schema["enum"][0]
        if field.reference:
            return IDS[field.reference]
        if "array" in field.types and field.items is not None:
            return [self._entry(field.items, path, index) for index in range(self._length(field))]
        if "object" in field.types and ("string" not in field.types or self.turn % 2):
            return self._group(field, path)
        if "string" in field.types:
            return self._text(field, path)
        return schema.get("minimum", 1) if field.types & {"integer", "number"} else True

    def _length(self, field: Field) -> int:
        known = field.items is not None and bool(field.items.reference or field.items.labels)
        least = int(field.schema.get("minItems", 1))
        most = int(field.schema.get("maxItems", self.entries + least))
        return least if known else min(max(self.entries, least), most)

    def _entry(self, field: Field, path: tuple[str, ...], index: int) -> Any:
        self.turn += index
        value = self._value(field, path)
        self.turn -= index
        if isinstance(value, dict) and "id" in value:
            value["id"] = ID_AT.get(path[-1], "first") + (f"-{index}" if index else "")
        return value

    def _group(self, field: Field, path: tuple[str, ...]) -> dict[str, Any]:
        if field.key_reference and field.values:
            return {IDS[field.key_reference]: self._value(field.values, (*path, "*"))}
        if field.values and not field.children:
            return {language: self._value(field.values, (*path, "*")) for language in ("en", "fr")}
        return {key: self._value(child, (*path, key)) for key, child in field.children.items()}

    def _text(self, field: Field, path: tuple[str, ...]) -> str:
        """The payload, where the schema takes any; else the field's example."""
        if path not in self.fitting:
            said = {key: field.schema[key] for key in ("pattern", "format", "maxLength") if key in field.schema}
            judge = jsonschema_rs.validator_for(said, validate_formats=True)
            links = [
                start + "".join(payload.split())
                for payload in self._texts(path[0])
                for start in ("https://ok.example/", "/")
            ]
            texts = links if field.widget == "link" else self._texts(path[0])
            self.fitting[path] = [text for text in texts if judge.is_valid(text)]
        fitting = self.fitting[path]
        return self._payload(path, fitting) if fitting else str((field.examples or ("2026-01-01",))[0])

    def _texts(self, kind: str) -> Sequence[str]:
        return PAYLOADS if kind == "persona" else self.shared

    def _payload(self, path: tuple[str, ...], fitting: Sequence[str]) -> str:
        text = fitting[(self.turn + sum(map(ord, "".join(path)))) % len(fitting)]
        self.written.setdefault(path, set()).add(text)
        return text


def write_company(folder: Path, personas: int, scribe: Scribe) -> None:
    """A handbook in `folder`: so many personas, each in a segment and with payloads of its own."""
    entries = scribe.entries
    for kind in ("handbook", "story", "lead", "content", "glossary"):
        _write(folder / f"{kind}.yml", scribe.data(kind))
    scribe.entries = 1
    for number in range(personas):
        _write(folder / f"segment-{number}" / "segment.yml", scribe.data("segment"))
        _write(folder / f"segment-{number}" / f"ana-{number}.yml", scribe.data("persona"))
        scribe.turn += 1
    scribe.entries = entries
    other = DRAFT.read_text(encoding="utf-8").replace("department: sales", f"department: {IDS['department']}")
    (folder / "segment-0" / "ben.yml").write_text(other, encoding="utf-8")


def _write(path: Path, data: dict[str, Any]) -> None:
    """JSON is YAML, and leaves no text to chance."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
