"""What is kept of a site from one build to the next: outcomes of reading its files, its parts, and which these are."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from persona_handbook.caching import cache_folder, tidy
from persona_handbook.exports.old_site import OldSite
from persona_handbook.loading.memory import Memory
from persona_handbook.rendering.page import Kept, Site
from persona_handbook.rendering.store import Store


@dataclass(frozen=True, slots=True)
class SiteCache:
    """The two in one folder, and the site before; a site in two languages has two."""

    folder: Path
    memory: Memory
    store: Store
    old: OldSite

    @classmethod
    def of(cls, site: str, *, stays: bool = False) -> SiteCache | None:
        """That of a site in the user's cache folder; None where nothing can be kept.

        `stays` says that this process will build the site again and again.
        """
        if (kept := cache_folder()) is None:
            return None
        folder = kept / f"site-{sha256(site.encode()).hexdigest()[:16]}"
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            return None
        return cls(folder, Memory(folder, stays), Store(folder), OldSite(kept / f"{folder.name}.old"))

    def site(self, key: str) -> Site | None:
        """The whole site that is kept under a key; None where it is not, or a part of it is gone."""
        if self.memory.stays or not (known := self.memory.recall(f"whole-{key}")):
            return None
        site, used = known
        ends: dict[Path, int] = {}
        for one in (*site.pages, *site.assets):
            if isinstance(one.held, Kept):
                ends[one.held.file] = max(ends.get(one.held.file, 0), one.held.start + one.held.size)
        try:
            for name in used:
                os.utime(self.folder / name)
            for path, end in ends.items():
                if path.stat().st_size != end:
                    return None
        except OSError:
            return None
        return cast(Site, site)

    def keep(self, key: str, site: Site) -> None:
        """Keep what a site is made of, its contents left where they are, for a process that builds it once."""
        if not self.memory.stays:
            self.memory.keep(f"whole-{key}", (site, sorted(self.memory.used | self.store.used)))

    def tidy(self) -> None:
        """Throw away what no site needed for a while; a process that goes on has more at hand than it has used."""
        if not self.memory.stays:
            with suppress(OSError):
                tidy(self.folder)
