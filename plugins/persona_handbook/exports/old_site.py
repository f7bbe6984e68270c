"""The files of the site before last: what has not changed since is moved into the next one instead of written again.

Writing and deleting some thousand small files takes longer than finding out that most of them are the same.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from persona_handbook.caching import write_whole
from persona_handbook.keeping import UNREADABLE, Pickled

State = tuple[int, int]
"""Size of a file, and when it was last changed (ns)."""


@dataclass(frozen=True, slots=True)
class Written(Pickled):
    """A folder of a site as it was written: `identity` is a digest of all that its files hold."""

    identity: str
    files: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class OldSite:
    """A site that was replaced, and what is known of the folders in it."""

    folder: Path

    def reuse(self, wanted: Mapping[str, str], site: Path) -> dict[str, Written]:
        """Move every wanted folder, by its identity, that is there untouched; returns what was moved."""
        known = self._known() if self.folder.is_dir() else {}
        moved: dict[str, Written] = {}
        for name, identity in wanted.items():
            if name not in known:
                continue
            here = Written(identity, states_in(f"{self.folder}/{name}"))
            if here in known[name]:
                with suppress(OSError):
                    _move(f"{self.folder}/{name}", f"{site}/{name}")
                    moved[name] = here
        return moved

    def keep(self, site: Path) -> bool:
        """Take the place of what is left of the one before; whether that is possible (on another disk it is not)."""
        with suppress(OSError):
            if self.folder.exists():
                shutil.rmtree(self.folder)
            site.rename(self.folder)
            return True
        return False

    def describe(self, written: Mapping[str, Written]) -> None:
        """Remember the folders of the site that was just written beside those of the one that it replaces."""
        known = self._known()
        both = {name: (one, *(old for old in known.get(name, ()) if old != one)) for name, one in written.items()}
        with suppress(OSError):
            write_whole(self._notes, pickle.dumps({name: some[:2] for name, some in both.items()}))

    @property
    def _notes(self) -> Path:
        return self.folder.with_suffix(".notes")

    def _known(self) -> dict[str, tuple[Written, ...]]:
        try:
            known: dict[str, tuple[Written, ...]] = pickle.loads(self._notes.read_bytes())
        except UNREADABLE:
            return {}
        return known


def states_in(folder: str) -> dict[str, State]:
    """Every file in a folder and in those inside it, by its path from there; none where there is no such folder."""
    with suppress(OSError):
        return dict(_states(folder, ""))
    return {}


def _move(folder: str, place: str) -> None:
    try:
        os.rename(folder, place)  # noqa: PTH104 (thousands of folders: a Path costs more than the move)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        Path(folder).rename(place)


def _states(folder: str, way: str) -> Iterator[tuple[str, State]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path, f"{way}{entry.name}/")
            else:
                state = entry.stat(follow_symlinks=False)
                yield way + entry.name, (state.st_size, state.st_mtime_ns)
