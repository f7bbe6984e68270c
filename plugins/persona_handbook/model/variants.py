"""Variants: a persona that stores only its differences from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from persona_handbook.model.document import Document


def ancestors(identifier: str, documents: Mapping[str, Document]) -> Iterator[str]:
    """The ids of what a persona extends, nearest first. A circle ends where it closes, on the persona itself."""
    seen: set[str] = set()
    while identifier in documents and identifier not in seen:
        seen.add(identifier)
        parent = documents[identifier].data.get("extends")
        if not isinstance(parent, str) or parent not in documents:
            return
        yield parent
        identifier = parent


def with_parents(identifier: str, documents: Mapping[str, Document]) -> Document:
    """The document of a persona, laid over those that it extends. Its positions are those of its own file."""
    document = documents[identifier]
    data: Mapping[str, Any] = {}
    for ancestor in reversed([identifier, *dict.fromkeys(ancestors(identifier, documents))]):
        data = _overlay(data, documents[ancestor].data)
    return Document(document.file, data, document.positions, document.raw)


def _overlay(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Groups are merged key by key; everything else, lists included, is replaced whole. Old ids are not inherited."""
    merged = {key: value for key, value in below.items() if key != "aliases"}
    for key, value in above.items():
        inside = merged.get(key)
        merged[key] = _overlay(inside, value) if isinstance(value, dict) and isinstance(inside, dict) else value
    return merged
