"""Gathers what the groups find, prints it at once, and tells all of it as a page of Markdown."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import Part, Row
from tests.bench.measuring import FailedRunError, Measured
from tests.bench.tables import costs, goals, noise, sentence
from tests.bench.workplace import Workplace

Group = Callable[[Workplace], Iterator[Part]]

_READING = """\
- Each line is a goal. Both sides were measured in this run, in turns where they are commands; figures are medians.
  A ratio is ours ÷ the peer's; *CPU* is the same ratio in processor seconds, which a busy machine blurs less.
- *Cold*: no site and an empty cache. Ours starts from YAML, checks all rules and writes pages, search and JSON.
  mkdocs-material starts from Markdown that is already there, with the same shell. Hugo starts from the same YAML and
  draws the same fields in a bare page, without checks, search or JSON.
- *Memory of all processes* is the most that a command and its children held together, looked at every 50 ms; a page
  that several processes share is counted in parts (PSS). *Largest process* is the system's own count for the one that
  held most (`ru_maxrss`), libraries that other programs use as well included.
- *Save → new text*: from writing a persona's file to the first answer that holds its new text, asked for every 20 ms.
- *First result*: a persona's page is loaded and idle; from entering the search box to a result for a typed first name.
  Both sites come from a plain file server on the same machine, to a visitor with an empty cache."""


@dataclass
class Report:
    """What is known so far."""

    machine: str
    rows: list[Row] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def measure(self, name: str, group: Group, work: Workplace) -> None:
        """Run a group to its end, or to the first command that fails; what it has found until then is kept."""
        print(f"\n{name}\n", flush=True)
        try:
            for part in group(work):
                self._add(part)
        except FailedRunError as error:
            self.failed.append(name)
            self._add(f"The group “{name}” was not finished: {error}")

    @property
    def goals(self) -> str:
        """The table of goals."""
        return goals(self.rows)

    def markdown(self, work: Workplace) -> str:
        """The whole page."""
        parts = (
            "# Benchmark",
            f"Written by `make bench`: {work.personas:,} made-up personas of real length, {work.runs} runs.",
            f"{time.strftime('%Y-%m-%d')}. {self.machine}. Peers: {', '.join(work.versions)}.",
            "## Goals",
            self.goals,
            *self.remarks,
            "## How to read it",
            _READING,
            "## Noise",
            costs(self.measured),
        )
        return "\n\n".join(parts) + "\n"

    def _add(self, part: Part) -> None:
        if isinstance(part, Row):
            self.rows.append(part)
            print(sentence(part), flush=True)
        elif isinstance(part, Measured):
            self.measured.append(part)
            print(noise(part), flush=True)
        else:
            self.remarks.append(part)
            print(part, flush=True)


def machine() -> str:
    """The machine and what else it is doing."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}"
    return f"{_processor()}, {cores} cores, {system}, {python}; load before the start {load}"


def _processor() -> str:
    """The name of the processor, where Linux tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
