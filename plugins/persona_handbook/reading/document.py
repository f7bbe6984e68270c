"""Bytes become a document, in the quickest of three ways that will do.

The quick ways give what the careful one gives, or leave the file to it (`tests/unit/test_ways_of_reading.py`).
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping
from functools import cached_property

from persona_handbook.model.document import Document, Path, Position
from persona_handbook.problems import Problem
from persona_handbook.reading.decode import decode
from persona_handbook.reading.plain import Accepts, read_plain
from persona_handbook.reading.scalars import ExpectsText


def read_document(
    raw: bytes, shown: str, expects_text: ExpectsText, accepts: Accepts | None = None
) -> tuple[Document | None, list[Problem]]:
    """The document in `raw`, or the problems that prevent it: never both.

    `expects_text` tells of a path whether the schema says text there; then `012` or `true` stays as typed. `accepts`
    tells of data whether it is valid by the schema: most files are, and are read the faster for it.
    """
    if accepts is not None and (data := read_plain(raw, accepts)) is not None:
        return Document(shown, data, Positions(raw), raw, accepted=True), []
    text = decode(raw, shown)
    if isinstance(text, Problem):
        return None, [text]
    from persona_handbook.reading.careful import read_carefully  # most checks never need them
    from persona_handbook.reading.swift import read_data

    if (data := read_data(text, expects_text)) is not None:
        return Document(shown, data, Positions(raw), raw), []
    root, positions, problems = read_carefully(text, shown, expects_text)
    if problems:
        return None, problems
    if root is None:
        return None, [Problem("file-empty", shown)]
    if not isinstance(root, dict):
        return None, [Problem("file-not-mapping", shown, *positions[()])]
    return Document(shown, root, positions, raw), []


class Positions(Mapping[Path, Position]):
    """The positions in a file that was read swiftly, given as its bytes or by its name: found when somebody first asks.

    A file that has changed meanwhile, and can no longer be read, has none.
    """

    def __init__(self, file: bytes | pathlib.Path) -> None:
        self._file = file

    @cached_property
    def _found(self) -> Mapping[Path, Position]:
        try:
            raw = self._file if isinstance(self._file, bytes) else self._file.read_bytes()
        except OSError:
            return {}
        text = decode(raw, "")
        if isinstance(text, Problem):
            return {}
        from persona_handbook.reading.careful import read_carefully

        return read_carefully(text, "", lambda _: True)[1]

    def __getitem__(self, path: Path) -> Position:
        return self._found[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __reduce__(self) -> tuple[type[Positions], tuple[bytes | pathlib.Path]]:
        return Positions, (self._file,)
