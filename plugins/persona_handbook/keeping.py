"""How what is found out is kept: pickled, under a digest of all that it depends on."""

from __future__ import annotations

import hashlib
import pickle
import sys
from functools import cache
from pathlib import Path

from persona_handbook.caching import libraries

UNREADABLE = (
    *(OSError, ValueError, EOFError, AttributeError, ImportError, LookupError, pickle.UnpicklingError),
    *(TypeError, OverflowError, MemoryError),  # what noise in the place of a pickle leads to
)
"""What may happen where something pickled is read that is not there, damaged, or of another version."""


class Pickled:
    """What a dataclass with slots inherits to be pickled as it is made: in a third of the time of its own way."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


def digest(*parts: bytes | str) -> str:
    """One number (SHA-256) for all parts, in their order."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(b"%d\0" % len(raw))
        total.update(raw)
    return total.hexdigest()


@cache
def program_state() -> str:
    """Another text whenever the program, its libraries or Python are others: what the program made may be too.

    It is the same on another machine, or where the program was installed again: a CI may hand on what it kept.
    """
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    names = [path.relative_to(package).as_posix() for path in files]
    return digest(repr((sys.version, libraries(), names)), *(path.read_bytes() for path in files))
