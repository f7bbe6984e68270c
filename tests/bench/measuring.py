"""What a command costs: wall clock, processor time and memory, by the system's own count."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.processes import Sampler

QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200"}
"""For every child: no advertisement, and one day for all builds, so that pages can be compared."""


class FailedRunError(RuntimeError):
    """A command that was measured has failed; holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, median and most of one figure over all runs."""

    least: float
    middle: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """That of at least one figure."""
        return cls(min(figures), median(figures), max(figures))


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor (user and system), and the most memory held at once, in MB.

    `memory` is that of the largest process. `together` is that of all processes, what they share counted once; None
    where the system does not tell.
    """

    wall: float
    cpu: float
    memory: float
    together: float | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A command to be measured, what the tables call it, and what is done before each run without being counted."""

    name: str
    command: Sequence[str]
    before: Callable[[], object] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """The costs of one task's runs."""

    name: str
    costs: Sequence[Cost]

    def spread(self, of: Callable[[Cost], float | None]) -> Spread | None:
        """That of one figure; None where a run has none."""
        figures = [figure for cost in self.costs if (figure := of(cost)) is not None]
        return Spread.of(figures) if len(figures) == len(self.costs) else None


def interleaved(tasks: Sequence[Task], runs: int, *, uncounted: int = 1) -> list[Measured]:
    """Each task `runs` times, in turns so that a busy minute hits all alike, after some rounds that do not count."""
    rounds = [[run(task) for task in tasks] for _ in range(uncounted + runs)]
    return [
        Measured(task.name, costs) for task, costs in zip(tasks, zip(*rounds[uncounted:], strict=True), strict=True)
    ]


def surroundings() -> dict[str, str]:
    """The environment of this process, but that Python keeps compiled modules, as it does for everybody else."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(task: Task) -> Cost:
    """One run, from start to end of the process and of whatever it waited for. A failure is a FailedRunError."""
    task.before()
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        environment = {**surroundings(), **QUIET, **task.environment}
        child = subprocess.Popen(task.command, stdout=said, stderr=said, env=environment)
        with Sampler(child.pid) as sampler:
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise FailedRunError(f"{task.name} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, sampler.most)


def build(site: Path, python: str) -> list[str]:
    """The command that builds the site of a folder with `mkdocs.yml`."""
    return [python, "-m", "mkdocs", "build", "--quiet", "-f", str(site / "mkdocs.yml")]
