"""Schema files become self-contained schemas: every `$ref` replaced by what it refers to, offline.

What stands beside a `$ref` (a title, a section, a narrower list of values) is laid over its target.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

KINDS = ("persona", "segment", "handbook", "story", "lead", "content", "glossary")


class SchemaError(Exception):
    """The schema itself cannot be used; the message says which file and why."""


def find_schema_folder(personas: Path) -> Path:
    """The `schema/` folder beside `personas/` if there is one, else the one that ships with the package."""
    beside = personas.resolve().parent / "schema"
    if (beside / "persona.schema.json").is_file():
        return beside
    package = Path(__file__).resolve().parents[1]
    shipped = package / "shipped_schema"
    return shipped if shipped.is_dir() else package.parents[1] / "schema"


def load_bundle(folder: Path) -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, self-contained. Raises SchemaError."""
    files = {path.name: _read(path) for path in sorted(folder.glob("*.schema.json"))}
    missing = [kind for kind in KINDS if f"{kind}.schema.json" not in files]
    if missing:
        raise SchemaError(f"{folder}: there is no {missing[0]}.schema.json")
    known: dict[str, Any] = {}
    return {kind: _inline(files[f"{kind}.schema.json"], f"{kind}.schema.json", files, (), known) for kind in KINDS}


def _read(path: Path) -> dict[str, Any]:
    try:
        schema = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SchemaError(f"{path}: {error}") from error
    if not isinstance(schema, dict):
        raise SchemaError(f"{path}: a schema is an object")
    return schema


def _inline(node: Any, file: str, files: Mapping[str, Any], trail: tuple[str, ...], known: dict[str, Any]) -> Any:
    """`trail` holds the addresses that led here; `known` gathers what stands at an address, to be looked up once."""
    if isinstance(node, list):
        return [_inline(part, file, files, trail, known) for part in node]
    if not isinstance(node, dict):
        return node
    beside = {
        key: _inline(part, file, files, trail, known) for key, part in node.items() if key not in ("$ref", "$defs")
    }
    if "$ref" not in node:
        return beside
    target_file, _, pointer = str(node["$ref"]).partition("#")
    target_file = target_file or file
    address = f"{target_file}#{pointer}"
    if address in trail:
        raise SchemaError(f"{file}: {node['$ref']} refers back to itself")
    if address not in known:
        target = _inline(_resolve(address, file, files), target_file, files, (*trail, address), known)
        known[address] = {key: part for key, part in target.items() if key != "$schema"}
    return {**known[address], **beside}


def _resolve(address: str, file: str, files: Mapping[str, Any]) -> Any:
    target_file, _, pointer = address.partition("#")
    try:
        found = files[target_file]
        for part in pointer.strip("/").split("/") if pointer.strip("/") else ():
            found = found[part]
    except (KeyError, TypeError) as error:
        raise SchemaError(f"{file}: {address} is not in the schema folder") from error
    return found
