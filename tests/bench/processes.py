"""What Linux tells of a process and of all that it has started: memory held together, processor time. Reads /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

_PROC = Path("/proc")
_EVERY = 0.05
"""Seconds between two looks at a process's memory."""


class Sampler:
    """While it is open, looks at the memory of a process and its children; `most` is the most seen, in MB, or None."""

    def __init__(self, pid: int) -> None:
        self.most: float | None = None
        self._pid = pid
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Sampler:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.is_set():
            if held := memory(self._pid):
                self.most = max(held, self.most or 0)
            self._over.wait(_EVERY)


def memory(pid: int) -> float:
    """MB that a process and its descendants hold, each page that they share counted once (PSS); 0 if not known."""
    return sum(map(_proportional, family(pid))) / 1024


def cpu_seconds(pid: int) -> float:
    """Processor time of a process, of its living descendants, and of those that have ended; 0 if not known."""
    return sum(map(_ticks, family(pid))) / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> Iterator[int]:
    """A process and its living descendants."""
    yield pid
    for children in _PROC.glob(f"{pid}/task/*/children"):
        for child in _text(children).split():
            yield from family(int(child))


def _proportional(pid: int) -> int:
    """PSS in kB."""
    lines = _text(_PROC / str(pid) / "smaps_rollup").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _ticks(pid: int) -> int:
    """User and system time, its own and that of children it has waited for: fields 14 to 17 of proc_pid_stat(5)."""
    return sum(map(int, _text(_PROC / str(pid) / "stat").rpartition(")")[2].split()[11:15]))


def _text(path: Path) -> str:
    """What stands in a file of /proc; nothing if the process has ended meanwhile."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
