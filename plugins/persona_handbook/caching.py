"""Where the program keeps what it can find out again: in the user's own cache folder, where no pull request reaches."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

_UNUSED = 3600
"""Seconds after which what nobody has used is thrown away; another build may still be reading it."""


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


def libraries() -> list[str]:
    """What is installed beside the program, with versions: `click-8.1.8.dist-info` among others."""
    return sorted(name for name in os.listdir(Path(click.__file__).parents[1]) if name.endswith(".dist-info"))  # noqa: PTH208 (names alone)


def write_whole(path: Path, *pieces: bytes) -> None:
    """Write a file of some pieces whole or not at all, whenever the program is stopped. Raises OSError."""
    import tempfile  # 4 ms, and what is remembered is not written again

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
