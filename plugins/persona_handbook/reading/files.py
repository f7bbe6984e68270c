"""A path becomes bytes, or a problem: never a hang, never another file than the one asked for."""

from __future__ import annotations

import stat
from pathlib import Path

from persona_handbook.problems import Problem

MAX_BYTES = 256 * 1024
"""A persona of real length has some 25 KB; what is ten times as large was not written by hand."""


def read_bytes(path: Path, shown: str, root: Path, within: frozenset[Path] = frozenset()) -> bytes | Problem:
    """The bytes of a regular file of at most MAX_BYTES inside `root`, or the problem that prevents it.

    `shown` is the file name for the problem; `within` names folders that are known to be inside `root`.
    """
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode) or path.parent not in within:
            if not path.resolve().is_relative_to(root.resolve()):
                return Problem("file-outside", shown)
            found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Problem("file-not-regular", shown)
        if found.st_size > MAX_BYTES:
            return Problem("file-too-large", shown, values={"size": found.st_size // 1024, "limit": MAX_BYTES // 1024})
        with path.open("rb", buffering=0) as file:
            return file.read(found.st_size) or b""
    except (OSError, RuntimeError) as error:
        return Problem("file-unreadable", shown, values={"why": getattr(error, "strerror", None) or str(error)})
