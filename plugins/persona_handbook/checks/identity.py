"""Ids are unique, and a file's name is an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from persona_handbook.model.document import Document
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.problems import Problem

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def aliases_are_unique(handbook: Handbook) -> Iterator[Problem]:
    """An alias belongs to one persona and is nobody's present id."""
    owners: dict[str, str] = {}
    for persona in handbook.personas.values():
        for index, alias in enumerate(persona.data.get("aliases", ())):
            taken = handbook.personas[alias].document.file if alias in handbook.personas else owners.get(alias)
            if taken:
                yield persona.document.problem("repeated-id", ("aliases", index), id=alias, other=taken)
            owners.setdefault(alias, persona.document.file)


def ids_of_persona(persona: Persona) -> Iterator[Problem]:
    """The sources, and the journeys, of a persona are told apart by their ids."""
    for part in ("sources", "journeys"):
        yield from _repeated(persona.document, persona.data.get(part, ()), part)


def ids_of_shared_files(handbook: Handbook) -> Iterator[Problem]:
    """Entries of the shared lists are told apart by their ids."""
    for segment in handbook.segments.values():
        yield from _repeated(segment.document, segment.data.get("sources", ()), "sources")
    settings = handbook.settings
    for part in ("sources", "departments", "channels", "stage_models"):
        yield from _repeated(settings.document, settings.data.get(part, ()), part)
    for index, model in enumerate(settings.data["stage_models"]):
        yield from _repeated(settings.document, model["stages"], "stage_models", index, "stages")
    if library := handbook.shared.get("content"):
        yield from _repeated(library.document, library.data["contents"], "contents")


def _repeated(document: Document, entries: Iterable[Mapping[str, Any]], *part: str | int) -> Iterator[Problem]:
    """Ids that two entries of a list share; a list that a variant inherits is its parent's matter."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if (first := seen.setdefault(entry["id"], index)) != index and part in document.positions:
            line = document.position((*part, first, "id"))[0]
            yield document.problem("repeated-id", (*part, index, "id"), id=entry["id"], other=f"{document.file}:{line}")


def file_names(files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Each file (name shown, id) has an id for a name, and no two personas share one.

    Ids are lower case, so that no two files are the same on a computer that ignores case.
    """
    seen: dict[str, str] = {}
    for shown, name in files:
        if not ID.fullmatch(name):
            yield Problem("bad-file-name", shown, values={"name": name[:60]})
        if (other := seen.setdefault(name, shown)) != shown:
            yield Problem("repeated-id", shown, values={"id": name, "other": other})
