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


def tidy(folder: Path) -> None:
    """Throw away what has not been used for a while. Raises OSError."""
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


@cache
def program_state() -> str:
    """Another text whenever the program, its libraries or Python are others: what the program made may be too."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    stats = [(str(path.relative_to(package)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    libraries = Path(click.__file__).parents[1].stat().st_mtime_ns  # changes with whatever is installed there
    return hashlib.sha256(repr((sys.version, libraries, stats)).encode()).hexdigest()


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
