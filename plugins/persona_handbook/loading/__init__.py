"""A folder becomes a handbook and its problems: the one way in, used by every face."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from persona_handbook.checks.context import Context
from persona_handbook.checks.identity import aliases_are_unique, file_names, ids_of_shared_files
from persona_handbook.checks.people import other_names
from persona_handbook.checks.references import KnownIds, of_shared_files
from persona_handbook.checks.together import together
from persona_handbook.collector import collector_at_rest
from persona_handbook.loading.files import Folder
from persona_handbook.loading.judging import judge
from persona_handbook.loading.memory import Memory
from persona_handbook.loading.personas import PersonaFiles
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.model.policy import Policy, build_day
from persona_handbook.problems import Problem, Severity
from persona_handbook.schema.catalogue import Schemas


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is under `personas/`. `handbook` is None where `handbook.yml` itself cannot be used.

    Personas and segments that the schema refuses are left out of `handbook`; `problems` says why, in reading order, and
    what the other rules find. `checked` names the files of personas, readable or not.
    """

    handbook: Handbook | None
    problems: tuple[Problem, ...]
    checked: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def load(
    root: Path,
    schemas: Schemas,
    policy: Policy | None = None,
    *,
    whole: bool = True,
    memory: Memory | None = None,
    surroundings: str = "",
) -> Loaded:
    """Read and check everything under `root` (a `personas/` folder).

    Unless it is `whole`, the handbook's personas hold too little to show them: enough where only problems are wanted.
    What `memory` holds of a file that has not changed is not found out again; `surroundings` names what else that
    depends on: the program, the schema.
    """
    with collector_at_rest():
        return _load(root, schemas, policy or Policy(build_day()), whole, memory, surroundings)


def _load(
    root: Path, schemas: Schemas, policy: Policy, whole: bool, memory: Memory | None, surroundings: str
) -> Loaded:
    root = Path(os.path.abspath(root))  # not resolved: a link keeps the name that people know it by
    if not root.is_dir():
        return Loaded(None, (Problem("no-folder", root.name),))
    folder = Folder(root, schemas)
    paths = folder.persona_paths
    findings = [*file_names((folder.shown(path), path.stem) for path in paths), *folder.unread()]
    if not paths:
        findings.append(Problem("no-personas", folder.shown(root)))
    settings, shared, segments = folder.settings(), folder.shared(), folder.segments()
    handbook = Handbook(settings, segments, {}, shared) if settings else None
    context = _context(handbook, schemas, policy) if handbook else None
    known = _known_ids(handbook, paths, folder) if handbook else {}
    personas, found = PersonaFiles(folder, paths, context, known, whole, memory, surroundings).read()
    findings += [*folder.problems, *found]
    if handbook is not None and context is not None:
        handbook = replace(handbook, personas=personas)
        findings += of_shared_files(handbook, known)
        findings += ids_of_shared_files(handbook)
        findings += aliases_are_unique(handbook)
        findings += other_names(handbook, folder.written)
        findings += together(replace(context, handbook=handbook))
    problems, standings = judge(findings, handbook, schemas.persona_fields, policy)
    judged = replace(handbook, standings=standings, personas=_at_rest(handbook)) if handbook else None
    return Loaded(judged, tuple(problems), tuple(folder.shown(path) for path in paths))


def _at_rest(handbook: Handbook) -> dict[str, Persona]:
    """The personas without what was kept of their texts for the rules alone."""
    nothing: frozenset[Any] = frozenset()
    return {
        id: replace(persona, fingerprints=nothing, proper_words=nothing) for id, persona in handbook.personas.items()
    }


def _context(handbook: Handbook, schemas: Schemas, policy: Policy) -> Context:
    known = schemas.persona_fields, schemas.persona_examples, schemas.story_titles
    return Context(handbook, policy.today, schemas.title, *known)


def _known_ids(handbook: Handbook, personas: Collection[Path], folder: Folder) -> KnownIds:
    """The ids of each kind of thing. Where a file cannot be read, nobody asks what is in it."""
    known: dict[str, Collection[str]] = {
        "persona": {path.stem for path in (*personas, *folder.root.glob("*/*.yaml"))},
        "segment": {path.name for path in folder.segment_paths},
        "department": set(handbook.departments),
        "channel": set(handbook.channels),
        "stage": {stage for model in handbook.stage_models.values() for stage in model.stages},
        "stage_model": set(handbook.stage_models),
    }
    if "content" in handbook.shared or not any(folder.root.glob("content.y*ml")):
        known["content"] = set(handbook.contents)
    return known
