"""Where the program keeps what it can find out again: in the user's own cache folder, where no pull request reaches."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from functools import cache
from pathlib import Path

import click

UNREADABLE = (
    *(OSError, ValueError, EOFError, AttributeError, ImportError, LookupError, pickle.UnpicklingError),
    *(TypeError, OverflowError, MemoryError),  # what noise in the place of a pickle leads to
)
"""What may happen where something pickled is read that is not there, damaged, or of another version."""
_UNUSED = 3600
"""Seconds after which what nobody has used is thrown away; another build may still be reading it."""


class Pickled:
    """What a dataclass with slots inherits to be pickled as it is made: in a third of the time of its own way."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


def tidy(folder: Path) -> None:
    """Throw away what has not been used for a while, once what is still needed has been. Raises OSError."""
    limit = time.time() - _UNUSED
    for entry in os.scandir(folder):
        if entry.stat().st_mtime < limit:
            Path(entry.path).unlink(missing_ok=True)


def cache_folder() -> Path | None:
    """The folder, made if need be; None where it cannot be written to."""
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "persona-handbook"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None


def digest(*parts: bytes | str) -> str:
    """One number (SHA-256) for all parts, in their order."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(b"%d\0" % len(raw) + raw)
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


def libraries() -> list[str]:
    """What is installed beside the program, with versions: `click-8.1.8.dist-info` among others."""
    return sorted(name for name in os.listdir(Path(click.__file__).parents[1]) if name.endswith(".dist-info"))  # noqa: PTH208 (names alone)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, whenever the program is stopped. Raises OSError."""
    import tempfile  # 4 ms, and what is remembered is not written again

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
