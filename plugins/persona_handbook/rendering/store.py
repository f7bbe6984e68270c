"""Parts of a site, kept from one build to the next under the digest of all that they show."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from persona_handbook.caching import write_whole
from persona_handbook.keeping import UNREADABLE
from persona_handbook.rendering.page import Asset, Kept, RenderedPage

Made = tuple[RenderedPage | Asset, ...]
"""What a part consists of."""
One = TypeVar("One", RenderedPage, Asset, RenderedPage | Asset)
_HEAD = 8
"""Bytes at the beginning of a file that tell how long its description is."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with a file for each part: what its pages and assets are, then their contents one after the other."""

    folder: Path
    used: set[str] = field(default_factory=set)
    """The keys of all parts that were asked for."""
    _at_hand: dict[str, Made] = field(default_factory=dict)
    """Parts of the last site that this process made; contents are not among it."""

    def find(self, key: str) -> Made | None:
        """The part that is kept under a key; None where there is none, or a damaged one."""
        path = self.folder / key
        self.used.add(key)
        try:
            os.utime(path)
            if key in self._at_hand:
                return self._at_hand[key]
            with path.open("rb") as file:
                size = int.from_bytes(file.read(_HEAD))
                described: Made = pickle.loads(file.read(size))
                length = os.fstat(file.fileno()).st_size
        except UNREADABLE:
            return None
        made = tuple(_placed(one, path, _HEAD + size) for one in described)
        return made if _end(made, _HEAD + size) == length else None

    def have_at_hand(self, parts: Mapping[str, Made]) -> None:
        """Let the next search find these without looking into their files."""
        self._at_hand.clear()
        self._at_hand.update(parts)

    def keep(self, key: str, made: Iterable[One]) -> tuple[One, ...]:
        """Keep a part; returns it with its contents left in the file. Where that fails, they stay in memory."""
        self.used.add(key)
        made, path = tuple(made), self.folder / key
        contents: list[bytes] = []
        described: list[One] = []
        start = 0
        for one in made:
            content = one.held if isinstance(one.held, bytes) else one.held.read()
            contents.append(content)
            described.append(replace(one, held=Kept(Path(), start, len(content))))
            start += len(content)
        head = pickle.dumps(tuple(described), protocol=pickle.HIGHEST_PROTOCOL)
        try:
            write_whole(path, len(head).to_bytes(_HEAD), head, *contents)
        except OSError:
            return made
        return tuple(_placed(one, path, _HEAD + len(head)) for one in described)


def _placed(one: One, path: Path, offset: int) -> One:
    assert isinstance(one.held, Kept)
    return replace(one, held=Kept(path, one.held.start + offset, one.held.size))


def _end(made: Made, start: int) -> int:
    """Where contents that begin at `start` end: a file that is cut off there would give half a page."""
    last = made[-1].held if made else None
    return last.start + last.size if isinstance(last, Kept) else start
