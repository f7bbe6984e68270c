"""What a command costs: wall clock, processor time and memory of the whole child process, by the system's own count."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200"}
"""For every child: no advertisement, and one day for all builds, so that pages can be compared."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor (user and system), and the most memory held at once, in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Task:
    """A command to be measured, and what the tables call it."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """The costs of one task's runs."""

    name: str
    costs: Sequence[Cost]

    def spread(self, of: Callable[[Cost], float]) -> tuple[float, float, float]:
        """Least, median and most of one figure."""
        figures = [of(cost) for cost in self.costs]
        return min(figures), median(figures), max(figures)


def interleaved(tasks: Sequence[Task], runs: int) -> list[Measured]:
    """Each task `runs` times, in turns so that a busy minute hits all alike, after one round that is not counted."""
    rounds = [[run(task) for task in tasks] for _ in range(runs + 1)]
    return [Measured(task.name, costs) for task, costs in zip(tasks, zip(*rounds[1:], strict=True), strict=True)]


def run(task: Task) -> Cost:
    """One run, from start to end of the process and of whatever it waited for. A failure is a RuntimeError."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = subprocess.Popen(task.command, stdout=said, stderr=said, env={**os.environ, **_QUIET})
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise RuntimeError(f"{task.name} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(site: Path, python: str) -> list[str]:
    """The command that builds the site of a folder with `mkdocs.yml`."""
    return [python, "-m", "mkdocs", "build", "--quiet", "-f", str(site / "mkdocs.yml")]
