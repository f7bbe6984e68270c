"""Compiled templates are kept from one build to the next: compiling them again took a fifth of a small build."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache


def compiled_templates() -> BytecodeCache | None:
    """A store of compiled templates in the user's cache folder; None where that cannot be written.

    Jinja keys it by the text of the template, its own version and Python's, so that it is never stale.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "persona-handbook"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None
