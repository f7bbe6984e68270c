"""The folder of a site: written beside the old one and swapped, so that there is always a whole one."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
"""Of `renameat2(2)`: names count from the present folder; both names change places at once."""


def folder_beside(site: Path) -> Path:
    """An empty folder in which the next state of `site` can be written; `site` itself where it cannot be swapped.

    What a build that was killed has left there is removed. Raises OSError.
    """
    if site.is_symlink() or site.is_mount():
        return site
    following = site.with_name(f".{site.name}.next")
    _removed(following)
    following.mkdir(parents=True)
    return following


def swap(following: Path, site: Path) -> None:
    """Put the folder `following` in the place of `site` and remove what was there.

    What is hidden at the top of the old folder stays, as MkDocs leaves it: it may be a repository of its own. Raises
    OSError.
    """
    if following == site:
        return
    if not site.exists():
        following.rename(site)
        return
    for hidden in site.glob(".*"):
        if not (following / hidden.name).exists():
            (shutil.copytree if hidden.is_dir() else shutil.copy2)(hidden, following / hidden.name)
    _exchange(following, site)
    _removed(following)


def discard(following: Path, site: Path) -> None:
    """Remove what was written of a site that will not be whole."""
    if following != site:
        _removed(following)


def _exchange(one: Path, other: Path) -> None:
    """At once where the system can (Linux); else in two steps."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
        if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
            return
    except (AttributeError, OSError, TypeError):
        pass
    away = other.with_name(f".{other.name}.old")
    _removed(away)
    other.rename(away)
    one.rename(other)
    away.rename(one)


def _removed(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
