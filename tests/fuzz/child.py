"""A command in a process of its own, with what it said, how it ended and what it held in memory.

Run as a script this file is the go-between that starts the command: the peak that Linux reports for a process counts
what its parent held when it was started (getrusage(2), ru_maxrss), so the parent must be small.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple

GIVE_UP = 60
"""Seconds after which a command is taken to hang, and killed."""
_DROP_FROM_BOUNDING_SET, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2
"""prctl(2) and capabilities(7): what lets root read files that nobody may read."""


class Ended(NamedTuple):
    """How a command ended: its exit code (negative: killed by that signal), all it said, peak MB, seconds."""

    code: int
    said: str
    megabytes: float
    seconds: float


def handbook(folder: Path, *arguments: str, anyone: bool = False) -> Ended:
    """Run `handbook` in `folder`; with `anyone`, rights bind it even where the tests run as root."""
    import subprocess

    command = [sys.executable, "-I", "-S", __file__, str(int(anyone)), sys.executable, "-m", "persona_handbook"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HANDBOOK_")}
    done = subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )
    said, _, figures = done.stdout.decode().rstrip("\n").rpartition("\n")
    return Ended(said=said.rstrip("\n"), **json.loads(figures))


def _go_between(anyone: bool, command: list[str]) -> None:
    if anyone:
        for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        signal.alarm(GIVE_UP)  # outlives the change of program
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    figures = {
        "code": os.waitstatus_to_exitcode(status),
        "megabytes": usage.ru_maxrss / 1024,
        "seconds": seconds,
    }
    print("\n" + json.dumps(figures))


if __name__ == "__main__":
    _go_between(sys.argv[1] == "1", sys.argv[2:])
