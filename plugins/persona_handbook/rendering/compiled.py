"""Compiled templates are kept from one build to the next: compiling them again took a fifth of a small build."""

from __future__ import annotations

from jinja2 import BytecodeCache, FileSystemBytecodeCache

from persona_handbook.caching import cache_folder


def compiled_templates() -> BytecodeCache | None:
    """A store of compiled templates; None where nothing can be kept.

    Jinja keys it by the text of the template, its own version and Python's, so that it is never stale.
    """
    folder = cache_folder()
    return FileSystemBytecodeCache(str(folder)) if folder else None
