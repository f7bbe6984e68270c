"""Building the whole site: from nothing, with nothing changed, with one persona changed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import peers
from tests.bench.figures import Goal, Part, compared, unmeasured
from tests.bench.measuring import Task, build, interleaved, run
from tests.bench.peers import Missing, Peer
from tests.bench.visible import visible_text
from tests.bench.workplace import Site, Workplace

_COLD, _MEMORY, _HUGO, _AGAIN = Goal(0.12), Goal(0.8), Goal(1.0), Goal(0.03)


def builds(work: Workplace) -> Iterator[Part]:
    """The rows of building, then how much text each side shows on a persona's page."""
    cold_name, again_name = f"cold build, {work.personas:,} personas", f"rebuild, {work.personas:,} personas"
    material, hugo = work.material(), work.peer(peers.hugo)
    tasks = {"cold": work.cold("handbook, cold", work.ours())}
    if isinstance(material, Peer):
        tasks["material"] = work.cold(f"{material.name}, Markdown out of nav", work.plain())
    if isinstance(hugo, Peer):
        tasks["hugo"] = _hugo(hugo, work.hugo_site())
    tasks |= _warm(work)
    found = dict(zip(tasks, interleaved(list(tasks.values()), work.runs, uncounted=0), strict=True))
    yield from found.values()
    if isinstance(material, Missing):
        for name, goal in ((cold_name, _COLD), (cold_name, _MEMORY), (again_name, _AGAIN)):
            yield unmeasured(name, goal, material.name, material.why)
    else:
        cold, theirs = found["cold"], found["material"]
        yield compared(cold_name, _COLD, cold, theirs)
        all_processes, largest = f"{cold_name}: memory of all processes", f"{cold_name}: memory of the largest process"
        yield compared(all_processes, _MEMORY, cold, theirs, lambda cost: cost.together, "MB")
        yield compared(largest, _MEMORY, cold, theirs, lambda cost: cost.memory, "MB")
        yield compared(f"{again_name}, nothing changed", _AGAIN, found["unchanged"], theirs)
        yield compared(f"{again_name}, one changed", _AGAIN, found["changed"], theirs)
        yield _shown(material.name, work.ours(), work.plain().built)
    if isinstance(hugo, Missing):
        yield unmeasured(cold_name, _HUGO, hugo.name, hugo.why)
    else:
        yield compared(cold_name, _HUGO, found["cold"], found["hugo"])
        yield _shown(hugo.name, work.ours(), work.hugo_site().folder / "public")


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
