"""Reads the files under `personas/` and gathers what is wrong with each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path

from persona_handbook.model.document import Document, Reference
from persona_handbook.model.handbook import Segment, SharedFile
from persona_handbook.model.persona import Persona
from persona_handbook.model.words import nearest
from persona_handbook.problems import Problem
from persona_handbook.reading.document import read_document
from persona_handbook.reading.files import read_bytes
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.schema.survey import Survey, survey

SHARED = ("story", "lead", "content", "glossary")


class Folder:
    """A `personas/` folder: what stands in it, and what was wrong with what was read so far (`problems`)."""

    def __init__(self, root: Path, schemas: Schemas) -> None:
        self.problems: list[Problem] = []
        self.root = root
        self.schemas = schemas

    def shown(self, path: Path) -> str:
        """The name of a file as problems show it: from the folder that holds `personas/`."""
        return path.as_posix().removeprefix(self._way)

    @cached_property
    def _way(self) -> str:
        """What leads to the folder that holds `personas/`."""
        return f"{self.root.parent.as_posix().rstrip('/')}/"

    @cached_property
    def _files(self) -> tuple[Path, ...]:
        """Every file in the folder of a segment."""
        return tuple(sorted(self.root.glob("*/*.yml")))

    @cached_property
    def segment_paths(self) -> tuple[Path, ...]:
        return tuple(sorted({path.parent for path in self._files}))

    @cached_property
    def persona_paths(self) -> tuple[Path, ...]:
        return tuple(path for path in self._files if path.name != "segment.yml")

    @cached_property
    def pictures(self) -> tuple[tuple[str, int], ...]:
        """The files beside those that are read, and when each was last changed."""
        others = sorted(path for path in self.root.glob("*/*") if path.suffix not in (".yml", ".yaml"))
        return tuple((self.shown(path), path.lstat().st_mtime_ns) for path in others)

    @cached_property
    def _within(self) -> frozenset[Path]:
        """Folders that are no links, so that what stands in them is inside this one."""
        return frozenset(path for path in self.segment_paths if not path.is_symlink())

    def read(self, kind: str, path: Path) -> tuple[Document | None, list[Problem]]:
        """The document in a file if it can be read, else what prevents it. Gathers nothing."""
        shown = self.shown(path)
        raw = read_bytes(path, shown, self.root, self._within)
        if isinstance(raw, Problem):
            return None, [raw]
        expects_text, accepts = partial(self.schemas.expects_text, kind), partial(self.schemas.accepts, kind)
        return read_document(raw, shown, expects_text, accepts)

    def written(self, persona: Persona) -> Document:
        """All that stands in a persona's own file, which has been read before."""
        document, _ = self.read("persona", self.root.parent / persona.document.file)
        return document or persona.document

    def survey(self, kind: str, document: Document) -> Survey:
        return survey(self.schemas.fields[kind], document.data)

    def settings(self) -> SharedFile | None:
        """`handbook.yml`, which every handbook has."""
        path = self.root / "handbook.yml"
        if not os.path.lexists(path):
            if not path.with_suffix(".yaml").exists():  # else its ending is the mistake
                self.problems.append(Problem("no-handbook-file", self.shown(path)))
            return None
        return self._shared("handbook", path)

    def shared(self) -> dict[str, SharedFile]:
        """The files that all segments share, as far as there are any."""
        paths = {kind: self.root / f"{kind}.yml" for kind in SHARED}
        return {
            kind: file for kind, path in paths.items() if os.path.lexists(path) and (file := self._shared(kind, path))
        }

    def segments(self) -> dict[str, Segment]:
        return {path.name: segment for path in self.segment_paths if (segment := self._segment(path))}

    def unread(self) -> Iterator[Problem]:
        """Files that look as if they were meant to be read, and are not."""
        expected = {"handbook.yml", *(f"{kind}.yml" for kind in SHARED)}
        read = {*self.persona_paths, *(self.root / name for name in expected)}
        read |= {folder / "segment.yml" for folder in self.segment_paths}
        for path in self.root.rglob("*"):
            if path.suffix == ".yaml":
                yield Problem("wrong-extension", self.shown(path))
            elif path.suffix.lower() == ".yml" and path not in read:
                meant = nearest(path.name, {name: name for name in expected}) if path.parent == self.root else ""
                yield Problem("unread-file", self.shown(path), values={"meant": meant})

    def _segment(self, folder: Path) -> Segment | None:
        path = folder / "segment.yml"
        if not os.path.lexists(path):
            if not path.with_suffix(".yaml").exists():
                self.problems.append(Problem("no-segment-file", self.shown(path), values={"segment": folder.name}))
            return None
        if (document := self._valid("segment", path)) is None:
            return None
        return Segment(folder.name, document.data, document, self._references("segment", document))

    def _shared(self, kind: str, path: Path) -> SharedFile | None:
        document = self._valid(kind, path)
        return SharedFile(document, self._references(kind, document)) if document else None

    def _valid(self, kind: str, path: Path) -> Document | None:
        document, problems = self.read(kind, path)
        problems = self.schemas.validate(kind, document) if document else problems
        self.problems += problems
        return None if problems else document

    def _references(self, kind: str, document: Document) -> tuple[Reference, ...]:
        return tuple(self.survey(kind, document).references)
