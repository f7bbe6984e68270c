"""All personas as one JSON document, at a stable address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import orjson

from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.rendering.page import Asset
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas

FORMAT = 1
"""Raised when a consumer would have to change: a field renamed or removed. Additions do not count."""


def assets(writer: Writer) -> Iterator[Asset]:
    """The document at the root of the site."""
    yield Asset("personas.json", personas_json(writer.reader.handbook, writer.reader.schemas))


def personas_json(handbook: Handbook, schemas: Schemas) -> bytes:
    """The company's lists, segments and personas, each persona with its id, segment and address in the site."""
    head = {
        "format": FORMAT,
        "company": handbook.settings.data["company"],
        "language": handbook.language,
        "departments": handbook.settings.data["departments"],
        "channels": handbook.settings.data["channels"],
        "stage_models": handbook.settings.data["stage_models"],
        "segments": [{"id": segment.id, **segment.data} for segment in handbook.segments.values()],
    }
    file = BytesIO()  # a thousand personas take some 25 MB: none is held twice
    file.write(_compact(head)[:-1] + b',"personas":[\n')
    for number, persona in enumerate(handbook.personas.values()):
        file.write(b",\n" if number else b"")
        file.write(_compact(_persona(persona, schemas)))
    file.write(b"\n]}\n")
    return file.getvalue()


def _compact(value: object) -> bytes:
    """JSON on one line: a persona a line keeps differences between two exports readable."""
    try:
        return orjson.dumps(value)
    except TypeError:  # a whole number of more than 64 bits
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _persona(persona: Persona, schemas: Schemas) -> dict[str, Any]:
    """The persona's fields in the schema's order, then the company's own."""
    known = schemas.fields["persona"].children
    ordered = {key: persona.data[key] for key in known if key in persona.data}
    own = {key: value for key, value in persona.data.items() if key not in known}
    place = {"id": persona.id, "segment": persona.segment, "url": f"personas/{persona.id}/"}
    return {
        **place,
        **ordered,
        **own,
        "statements": {"all": persona.statements, "sourced": persona.sourced},
    }
