"""What is kept of a site from one build to the next: outcomes of reading its files, and parts of it that were made."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from persona_handbook.caching import cache_folder, tidy
from persona_handbook.exports.old_site import OldSite
from persona_handbook.loading.memory import Memory
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
            tidy(folder)
        except OSError:
            return None
        return cls(folder, Memory(folder, stays), Store(folder), OldSite(kept / f"{folder.name}.old"))
