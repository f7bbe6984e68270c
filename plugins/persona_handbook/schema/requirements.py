"""What a part of the schema requires, whichever way it says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def required_by(schema: Mapping[str, Any]) -> Iterator[str]:
    """The keys that `schema` requires: outright, or unless `not_applicable` says why not (the first of an `anyOf`)."""
    yield from schema.get("required", ())
    for choice in schema.get("allOf", ()):
        for way in choice.get("anyOf", ())[:1]:
            yield from required_by(way)
