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
        if not (known := self.memory.recall(f"whole-{key}")):
            return None
        site, used = known
        ends: dict[Path, int] = {}
        for one in (*site.pages, *site.assets):
            if isinstance(one.held, Kept):
                ends[one.held.file] = max(ends.get(one.held.file, 0), one.held.start + one.held.size)
        try:
            for name in used:
                os.utime(self.folder / name)
            return cast(Site, site) if all(path.stat().st_size == end for path, end in ends.items()) else None
        except OSError:
            return None

    def keep(self, key: str, site: Site) -> None:
        """Keep what a site is made of, its contents left where they are; throw away what none needed for a while."""
        self.memory.keep(f"whole-{key}", (site, sorted(self.memory.used | self.store.used)))
        with suppress(OSError):
            tidy(self.folder)
