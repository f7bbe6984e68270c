"""A folder becomes a handbook and its problems: the one way in, used by every face."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from persona_handbook.checks.identity import file_names, ids_are_unique
from persona_handbook.checks.references import references_resolve
from persona_handbook.collector import collector_at_rest
from persona_handbook.model.document import Document, Reference
from persona_handbook.model.handbook import Handbook, Segment, SharedFile
from persona_handbook.model.persona import Persona
from persona_handbook.model.variants import ancestors, with_parents
from persona_handbook.model.words import nearest
from persona_handbook.parallel import share_out
from persona_handbook.problems import Problem, Severity
from persona_handbook.reading.document import read_document
from persona_handbook.reading.files import read_bytes
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.schema.survey import Survey, survey

SHARED = ("story", "lead", "content", "glossary")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is under `personas/`. `handbook` is None where `handbook.yml` itself cannot be used.

    Personas and segments with errors are left out of `handbook`; `problems` says why, in reading order.
    """

    handbook: Handbook | None
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def load(root: Path, schemas: Schemas) -> Loaded:
    """Read and check everything under `root` (a `personas/` folder)."""
    with collector_at_rest():
        return _load(root, schemas)


def _load(root: Path, schemas: Schemas) -> Loaded:
    root = Path(os.path.abspath(root))  # not resolved: a link keeps the name that people know it by
    if not root.is_dir():
        return Loaded(None, (Problem("no-folder", root.name),))
    files = _Files(root, schemas)
    personas = list(_persona_paths(root))
    problems = files.problems
    problems += file_names((files.shown(path), path.stem) for path in personas)
    problems += _unread(files, root, personas)
    if not personas:
        problems.append(Problem("no-personas", files.shown(root)))

    settings = files.read("handbook", root / "handbook.yml")
    shared = {kind: file for kind in SHARED if (file := files.read_optional(kind, root / f"{kind}.yml"))}
    segments = {path.name: segment for path in _segment_paths(root) if (segment := _segment(files, path))}
    if settings is None:
        return _finish(None, [*problems, *_check_personas_alone(files, personas)])
    review = settings.data.get("review", {}).get("every", "P6M")
    handbook = Handbook(settings, segments, _personas(files, personas, review), shared)
    problems += references_resolve(handbook, _known_ids(handbook, personas, root))
    problems += ids_are_unique(handbook)
    return _finish(handbook, problems)


def _finish(handbook: Handbook | None, problems: list[Problem]) -> Loaded:
    return Loaded(handbook, tuple(sorted(problems, key=Problem.sort_key)))


def _check_personas_alone(files: _Files, paths: list[Path]) -> Iterator[Problem]:
    """Without a usable `handbook.yml`, say at least what the schema finds in the personas."""
    before = len(files.problems)
    _personas(files, paths, "P6M")
    yield from files.problems[before:]
    del files.problems[before:]


def _persona_paths(root: Path) -> Iterator[Path]:
    for path in sorted(root.glob("*/*.yml")):
        if path.name != "segment.yml":
            yield path


def _unread(files: _Files, root: Path, personas: list[Path]) -> Iterator[Problem]:
    """Files that look as if they were meant to be read, and are not."""
    expected = {"handbook.yml", *(f"{kind}.yml" for kind in SHARED)}
    read = {*personas, *(root / name for name in expected), *root.glob("*/segment.yml")}
    for path in sorted(root.rglob("*")):
        if path.suffix == ".yaml":
            yield Problem("wrong-extension", files.shown(path))
        elif path.suffix.lower() == ".yml" and path not in read:
            meant = nearest(path.name, {name: name for name in expected}) if path.parent == root else ""
            yield Problem("unread-file", files.shown(path), values={"meant": meant})


def _segment_paths(root: Path) -> list[Path]:
    return sorted({path.parent for path in root.glob("*/*.yml")})


def _segment(files: _Files, folder: Path) -> Segment | None:
    path = folder / "segment.yml"
    if not path.exists():
        files.problems.append(Problem("no-segment-file", files.shown(path), values={"segment": folder.name}))
        return None
    if (document := files.document("segment", path)) is None:
        return None
    return Segment(folder.name, document.data, document, files.references("segment", document))


def _personas(files: _Files, paths: list[Path], review: str) -> dict[str, Persona]:
    """The personas that can be used, by id; variants carry what they vary."""
    places = {path.stem: path for path in reversed(paths)}  # of two files with one name the first counts
    parsed = {path.stem: document for path, document in files.parse_all("persona", list(places.values()))}
    personas: dict[str, Persona] = {}
    for identifier in sorted(parsed, key=lambda identifier: len(list(ancestors(identifier, parsed)))):
        above = list(ancestors(identifier, parsed))
        if identifier in above:
            files.problems.append(parsed[identifier].problem("extends-itself", ("extends",)))
        elif all(parent in personas for parent in above):  # else the mistake is reported where it was made
            persona = _persona(files, places[identifier], with_parents(identifier, parsed), review)
            if persona is not None:
                inherited = personas[above[0]].portrait if above and "portrait" not in parsed[identifier].data else None
                personas[identifier] = replace(persona, portrait=inherited) if inherited else persona
    return {path.stem: personas[path.stem] for path in paths if path.stem in personas}


def _persona(files: _Files, path: Path, document: Document, review: str) -> Persona | None:
    if not files.valid("persona", document):
        return None
    found = files.survey("persona", document)
    return Persona(
        path.stem,
        path.parent.name,
        document.data,
        document,
        tuple(found.references),
        found.statements,
        found.sourced,
        review,
        files.portrait(path, document),
    )


def _known_ids(handbook: Handbook, personas: list[Path], root: Path) -> dict[str, set[str]]:
    """The ids of each kind of thing. Where a file cannot be read, nobody asks what is in it."""
    known = {
        "persona": {path.stem for path in personas},
        "segment": {path.name for path in _segment_paths(root)},
        "department": set(handbook.departments),
        "channel": set(handbook.channels),
        "stage": {stage for model in handbook.stage_models.values() for stage in model.stages},
        "stage_model": set(handbook.stage_models),
    }
    if "content" in handbook.shared or not (root / "content.yml").exists():
        known["content"] = set(handbook.contents)
    return known


class _Files:
    """Reads files and gathers what is wrong with them."""

    def __init__(self, root: Path, schemas: Schemas) -> None:
        self.problems: list[Problem] = []
        self._root = root
        self._schemas = schemas

    def shown(self, path: Path) -> str:
        """The name of a file as problems show it: from the folder that holds `personas/`."""
        return (Path(self._root.name) / path.relative_to(self._root)).as_posix()

    def parse_all(self, kind: str, paths: list[Path]) -> list[tuple[Path, Document]]:
        """The documents that can be read, with their paths; what is wrong with the others is gathered."""
        found = share_out(lambda some: [self._parsed(kind, path) for path in some], paths, worth=60)
        self.problems += [problem for _, problems in found for problem in problems]
        return [(path, document) for path, (document, _) in zip(paths, found, strict=True) if document is not None]

    def _parsed(self, kind: str, path: Path) -> tuple[Document | None, list[Problem]]:
        raw = read_bytes(path, self.shown(path), self._root)
        if isinstance(raw, Problem):
            return None, [raw]
        return read_document(raw, self.shown(path), lambda at: self._schemas.expects_text(kind, at))

    def valid(self, kind: str, document: Document) -> bool:
        problems = self._schemas.validate(kind, document)
        self.problems += problems
        return not problems

    def document(self, kind: str, path: Path) -> Document | None:
        documents = self.parse_all(kind, [path])
        document = documents[0][1] if documents else None
        return document if document is not None and self.valid(kind, document) else None

    def portrait(self, path: Path, document: Document) -> Path | None:
        """The portrait that a persona names, from its own folder; one that is not there is a problem."""
        name = document.data.get("portrait", {}).get("image")
        if name is None or ("portrait",) not in document.positions:
            return None
        image = path.parent / str(name)
        if image.is_file() and image.resolve().is_relative_to(self._root.resolve()):
            return image
        self.problems.append(document.problem("no-such-image", ("portrait", "image"), image=name))
        return None

    def survey(self, kind: str, document: Document) -> Survey:
        return survey(self._schemas.fields[kind], document.data)

    def references(self, kind: str, document: Document) -> tuple[Reference, ...]:
        return tuple(self.survey(kind, document).references)

    def read(self, kind: str, path: Path) -> SharedFile | None:
        if not path.exists():
            self.problems.append(Problem("no-handbook-file", self.shown(path)))
            return None
        return self.read_optional(kind, path)

    def read_optional(self, kind: str, path: Path) -> SharedFile | None:
        if not path.exists():
            return None
        document = self.document(kind, path)
        return SharedFile(document, self.references(kind, document)) if document else None
