"""Building the whole site: from nothing, with nothing changed, with one persona changed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench import peers
from tests.bench.figures import Figure, Goal, Part, compared, unmeasured, wall
from tests.bench.measuring import Measured, Task, build, interleaved, run
from tests.bench.peers import Missing, Peer, tried
from tests.bench.visible import visible_text
from tests.bench.workplace import Site, Workplace

_COLD, _MEMORY, _HUGO, _AGAIN = Goal(0.12), Goal(0.8), Goal(1.0), Goal(0.03)


def builds(work: Workplace) -> Iterator[Part]:
    """The rows of building, then how much text each side shows on a persona's page."""
    material, hugo = work.material(), work.peer(peers.hugo)
    tasks = {"cold": work.cold("handbook, cold", work.ours())}
    if isinstance(material, Peer):
        tasks["material"] = work.cold(f"{material.name}, Markdown out of nav", work.plain())
    if isinstance(hugo, Peer):
        task = _hugo(hugo, work.hugo_site())
        hugo = tried(hugo, task)
        tasks |= {"hugo": task} if isinstance(hugo, Peer) else {}
    tasks |= _warm(work)
    found = dict(zip(tasks, interleaved(list(tasks.values()), work.runs, uncounted=0), strict=True))
    yield from found.values()
    yield from _against_material(work, material, found)
    yield from _against_hugo(work, hugo, found)


def _against_material(work: Workplace, peer: Peer | Missing, found: Mapping[str, Measured]) -> Iterator[Part]:
    cold, again = f"cold build, {work.personas:,} personas", f"rebuild, {work.personas:,} personas"
    rows: tuple[tuple[str, Goal, str, Figure, str], ...] = (
        (cold, _COLD, "cold", wall, "s"),
        (f"{cold}: memory of all processes", _MEMORY, "cold", lambda cost: cost.together, "MB"),
        (f"{cold}: memory of the largest process", _MEMORY, "cold", lambda cost: cost.memory, "MB"),
        (f"{again}, nothing changed", _AGAIN, "unchanged", wall, "s"),
        (f"{again}, one changed", _AGAIN, "changed", wall, "s"),
    )
    for name, goal, ours, of, unit in rows:
        if isinstance(peer, Missing):
            yield unmeasured(name, goal, peer.name, peer.why)
        else:
            yield compared(name, goal, found[ours], found["material"], of, unit)
    if isinstance(peer, Peer):
        yield _shown(peer.name, work.ours(), work.plain().built)


def _against_hugo(work: Workplace, peer: Peer | Missing, found: Mapping[str, Measured]) -> Iterator[Part]:
    name = f"cold build, {work.personas:,} personas"
    if isinstance(peer, Missing):
        yield unmeasured(name, _HUGO, peer.name, peer.why)
    else:
        yield compared(name, _HUGO, found["cold"], found["hugo"])
        yield _shown(peer.name, work.ours(), work.hugo_site().folder / "public")


def _warm(work: Workplace) -> dict[str, Task]:
    """Rebuilds of a site that has been built before; the second finds one persona changed."""
    site, around = work.ours(use="edited"), work.cache("warm")
    command = build(site.folder, sys.executable)
    run(Task("first build", command, environment=around))
    unchanged = Task("handbook, nothing changed", command, environment=around)
    return {
        "unchanged": unchanged,
        "changed": Task("handbook, one persona changed", command, lambda: work.edit(site.files[-1]), around),
    }


def _hugo(peer: Peer, site: Site) -> Task:
    public = site.folder / "public"
    command = [*peer.command, "--quiet", "--source", str(site.folder)]
    return Task(
        f"{peer.name}, YAML as data", command, lambda: shutil.rmtree(public, ignore_errors=True), peer.environment
    )


def _shown(name: str, ours: Site, theirs: Path) -> str:
    """How much of a page's text the peer shows: characters that are seen, over those on ours."""
    mine, other = (
        sum(
            len(visible_text((pages / ours.page(place) / "index.html").read_text(encoding="utf-8")))
            for place in range(10)
        )
        for pages in (ours.built, theirs)
    )
    return f"Text that a reader sees on persona pages, {name} ÷ ours: {other / mine:.2f}."
