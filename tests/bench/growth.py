"""What five times as many personas cost: builds, and the bytes of a page."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.bench.figures import Goal, Part, Row, compared
from tests.bench.measuring import Measured, Spread, Task, build, interleaved
from tests.bench.workplace import Site, Workplace

FACTOR, FEW = 5, 10
_BUILD, _PAGE = Goal(5.2), Goal(1.02)


def growth(work: Workplace) -> Iterator[Part]:
    """Builds of both sizes in turns, cold and then with nothing changed; then the bytes of one page."""
    small, large = work.ours(), work.ours(FACTOR * work.personas)
    tasks = (*_both(work, small, work.personas), *_both(work, large, FACTOR * work.personas))
    found = interleaved(tasks, work.runs, uncounted=0)  # the large ones take minutes
    yield from found
    cold_small, warm_small, cold_large, warm_large = found
    yield _ratio(work, "cold", cold_large, cold_small)
    yield _ratio(work, "nothing changed", warm_large, warm_small)
    few = work.built(work.ours(FEW))
    sizes = [Spread.of([(site.built / few.page() / "index.html").stat().st_size]) for site in (large, few)]
    name = f"bytes of a page among {FACTOR * work.personas:,} ÷ among {FEW}"
    yield Row(name, "bytes", sizes[0], _PAGE, f"ours, {FEW} personas", sizes[1])


def _both(work: Workplace, site: Site, personas: int) -> tuple[Task, Task]:
    """A build that finds nothing, and the next, which finds what the first has left."""
    cold = work.cold(f"handbook, {personas:,} personas, cold", site)
    warm = f"handbook, {personas:,} personas, nothing changed"
    return cold, Task(warm, build(site.folder, sys.executable), environment=cold.environment)


def _ratio(work: Workplace, state: str, large: Measured, small: Measured) -> Row:
    return compared(f"build of {FACTOR * work.personas:,} ÷ of {work.personas:,}, {state}", _BUILD, large, small)
