"""The folder in which one run of the benchmark happens: sites, caches and peers, made when they are asked for."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.bench import peers
from tests.bench.measuring import Task, build, run
from tests.bench.peers import Missing, Peer
from tests.generator.sites import write_handbook_site, write_hugo_site, write_plain_site

Writer = Callable[[Path, int], tuple[Path, ...]]

_HOOK = {".yml": re.compile(r"(?<=\narchetype: ).*"), ".md": re.compile(r"(?<=\n\*\*).*(?=\*\*\n)")}
"""Where a persona file, ours or the peers', holds its hook."""


@dataclass(frozen=True, slots=True)
class Site:
    """A project that can be built: its folder, and the file of each persona in order."""

    folder: Path
    files: tuple[Path, ...]

    @property
    def built(self) -> Path:
        """Where its pages are."""
        return self.folder / "site"

    def copied(self, folder: Path) -> Site:
        """The same in another folder, without its pages."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("site"))
        return Site(folder, tuple(folder / file.relative_to(self.folder) for file in self.files))

    def page(self, place: int = 0) -> str:
        """The address of a persona's page."""
        return f"personas/{self.files[place].stem}/"


@dataclass(frozen=True)
class Workplace:
    """What all groups of measurements share: how many personas and runs, and a folder for everything."""

    folder: Path
    personas: int
    runs: int
    _sites: dict[str, Site] = field(default_factory=dict)
    _peers: dict[str, Peer | Missing] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def ours(self, personas: int | None = None, use: str = "") -> Site:
        """Our site of so many personas. What is edited or cached goes by its `use`, out of others' way."""
        return self._site("handbook", write_handbook_site, personas, use)

    def plain(self, use: str = "") -> Site:
        """The peers' site of the same personas as Markdown."""
        return self._site("plain", write_plain_site, None, use)

    def hugo_site(self) -> Site:
        """Hugo's."""
        return self._site("hugo-site", write_hugo_site, None, "")

    def peer(self, install: Callable[[Path], Peer | Missing]) -> Peer | Missing:
        """A peer of `peers`, installed when it is first asked for."""
        if install.__name__ not in self._peers:
            self._peers[install.__name__] = install(self.folder)
        return self._peers[install.__name__]

    @property
    def versions(self) -> tuple[str, ...]:
        """The peers that were asked for."""
        return tuple(found.name for found in self._peers.values() if isinstance(found, Peer))

    def material(self) -> Peer | Missing:
        """mkdocs-material."""
        return self.peer(peers.material)

    def cache(self, use: str) -> dict[str, str]:
        """The environment of a command that keeps what it knows in a folder of its own."""
        folder = self.folder / f"cache-{use}"
        folder.mkdir(exist_ok=True)
        return {"XDG_CACHE_HOME": str(folder)}

    def cold(self, name: str, site: Site) -> Task:
        """A build by `mkdocs` that finds neither a cache nor an old site."""
        around = self.cache(f"cold-{site.folder.name}")
        return Task(name, build(site.folder, sys.executable), lambda: emptied(site.built, around), around)

    def edit(self, file: Path) -> str:
        """Give a persona another hook, on our side or a peer's; returns the new text, which stands nowhere else."""
        text = f"Edited for the {next(self._numbers) + 1}th time"
        changed, found = _HOOK[file.suffix].subn(text, file.read_text(encoding="utf-8"), count=1)
        if not found:
            raise ValueError(f"{file} has no hook")
        file.write_text(changed, encoding="utf-8")
        return text

    def built(self, site: Site) -> Site:
        """A site of `mkdocs`, built if it has not been yet."""
        if not site.built.exists():
            run(self.cold(f"build of {site.folder.name}", site))
        return site

    def _site(self, kind: str, write: Writer, personas: int | None, use: str) -> Site:
        name = f"{kind}-{personas or self.personas}"
        if name not in self._sites:
            folder = self.folder / name
            folder.mkdir()
            self._sites[name] = Site(folder, write(folder, personas or self.personas))
        if use and f"{name}-{use}" not in self._sites:
            self._sites[f"{name}-{use}"] = self._sites[name].copied(self.folder / f"{name}-{use}")
        return self._sites[f"{name}-{use}" if use else name]


def emptied(site: Path, around: dict[str, str]) -> None:
    """Remove a built site and the cache of its command."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.rmtree(around["XDG_CACHE_HOME"], ignore_errors=True)
    Path(around["XDG_CACHE_HOME"]).mkdir()
