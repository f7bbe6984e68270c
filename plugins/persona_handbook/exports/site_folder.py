"""The folder of a site: written beside the old one and swapped, so that there is always a whole one."""

from __future__ import annotations

import ctypes
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from persona_handbook.exports.old_site import OldSite

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
"""Of `renameat2(2)`: names count from the present folder; both names change places at once."""


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The folder of a site that is about to be written; one that is not `swapped` is written to as it stands."""

    site: Path
    swapped: bool

    @property
    def following(self) -> Path:
        """Where the next state of the site is written."""
        if not self.swapped or self.site.is_symlink() or self.site.is_mount():
            return self.site
        return self.site.with_name(f".{self.site.name}.next")

    def begin(self) -> str:
        """Where to write: empty, whatever a build that was killed has left there. Raises OSError."""
        self.discard()
        if self.following != self.site:
            self.following.mkdir(parents=True)
        return str(self.following)

    def swap(self, old: OldSite | None = None) -> str:
        """Put what was written in the place of the site.

        What is hidden at the top of the old folder stays, as MkDocs leaves it: it may be a repository of its own.
        `old` keeps the rest of it. Raises OSError.
        """
        following, site = self.following, self.site
        if following != site and not site.exists():
            following.rename(site)
        elif following != site:
            for hidden in site.glob(".*"):
                if not (following / hidden.name).exists():
                    (shutil.copytree if hidden.is_dir() else shutil.copy2)(hidden, following / hidden.name)
            _exchange(following, site)
            if old is None or not old.keep(following):
                self.discard()
        return str(site)

    def discard(self) -> None:
        """Remove what was written of a site that will not be whole."""
        if self.following != self.site and self.following.exists():
            shutil.rmtree(self.following)


def _exchange(one: Path, other: Path) -> None:
    """At once where the system can (Linux); else in two steps."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
        if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
            return
    except (AttributeError, OSError, TypeError):
        pass
    away = other.with_name(f".{other.name}.old")
    other.rename(away)
    one.rename(other)
    away.rename(one)
