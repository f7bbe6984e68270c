"""What became of each file is remembered, so that of a thousand files only those that changed are read and checked."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Any

from persona_handbook.caching import write_whole
from persona_handbook.keeping import UNREADABLE
from persona_handbook.reading.files import MAX_BYTES


@dataclass
class Memory:
    """Outcomes by a digest of the file and of all else that they depend on: those of the last reading at hand, all of
    the last hours in a folder."""

    folder: Path
    stays: bool = False
    """Whether the process will read again: else nothing is held at hand."""
    used: set[str] = field(default_factory=set)
    """The names, in the folder, of all that was recalled or kept."""
    _at_hand: dict[str, Any] = field(default_factory=dict)

    def outcomes(
        self, paths: Sequence[Path], surroundings: str, judge: Callable[[Sequence[Path]], list[Any]]
    ) -> Mapping[Path, Any]:
        """The outcome of each file; `judge` gives those of files that are not remembered."""
        around = sha256(surroundings.encode()).digest()
        keys = {path: _key(path, around) for path in paths}
        found = {path: self.recall(key) for path, key in keys.items() if key}
        new = [path for path in paths if not found.get(path)]
        for path, outcome in zip(new, judge(new), strict=True):
            found[path] = outcome
            if keys[path]:
                self.keep(keys[path], outcome)
        self._at_hand = {keys[path]: found[path] for path in paths if keys[path]} if self.stays else {}
        return found

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, found out once for a key."""
        known = self.recall(key)
        if known is None:
            known = make()
            self.keep(key, known)
        return known

    def recall(self, key: str) -> Any:
        """What is kept under a key; None where there is nothing, or it is damaged."""
        self.used.add(key)
        if key in self._at_hand:
            return self._at_hand[key]
        try:
            os.utime(self.folder / key)
            return pickle.loads((self.folder / key).read_bytes())
        except UNREADABLE:
            return None

    def keep(self, key: str, outcome: Any) -> None:
        """Keep it under a key, if that is possible."""
        self.used.add(key)
        try:
            write_whole(self.folder / key, pickle.dumps(outcome, protocol=pickle.HIGHEST_PROTOCOL))
        except OSError:
            return


class Notes(Memory):
    """The same in one file, `folder`, and of the last reading alone: quicker where outcomes are small."""

    def outcomes(
        self, paths: Sequence[Path], surroundings: str, judge: Callable[[Sequence[Path]], list[Any]]
    ) -> Mapping[Path, Any]:
        """The outcome of each file; `judge` gives those of files that are not remembered."""
        self.stays, self._at_hand = True, self._read()
        before = self._at_hand.keys()
        found = super().outcomes(paths, surroundings, judge)
        if self._at_hand.keys() != before:
            with suppress(OSError):
                write_whole(self.folder, pickle.dumps(self._at_hand, protocol=pickle.HIGHEST_PROTOCOL))
        return found

    def recall(self, key: str) -> Any:
        return self._at_hand.get(key)

    def keep(self, key: str, outcome: Any) -> None:
        """Nothing yet: all are written together."""

    def _read(self) -> dict[str, Any]:
        try:
            return dict(pickle.loads(self.folder.read_bytes()))
        except UNREADABLE:
            return {}


def _key(path: Path, around: bytes) -> str:
    """Of a file in its place; nothing where it cannot be read, is too large to be, or is no file."""
    try:
        state = path.stat()
        if state.st_size > MAX_BYTES or not S_ISREG(state.st_mode):
            return ""
        parts = around, bytes(path), b"link" if path.is_symlink() else b"file", path.read_bytes()
    except OSError:
        return ""
    return f"read-{sha256(b''.join(b'%d:%b' % (len(part), part) for part in parts)).hexdigest()}"
