"""`serve`: how long a colleague who saves a file waits until the new text can be read in the browser."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import peers
from tests.bench.figures import Goal, Part, alone, compared, unmeasured
from tests.bench.measuring import QUIET, Cost, FailedRunError, Measured, surroundings
from tests.bench.peers import Missing, Peer
from tests.bench.processes import cpu_seconds, memory
from tests.bench.workplace import Site, Workplace

_RATIO, _WALL = Goal(0.04), Goal(0.7, "s")
_LOOK_EVERY = 0.02
_SETTLED = 6.0
"""Seconds: of quiet before an edit, so that the last rebuild is over and the watcher has looked at every file."""
_PATIENCE = 900
"""Seconds that a server may take to start or to show an edit."""


@dataclass(frozen=True, slots=True)
class _Server:
    """A running server: its process and its port."""

    process: subprocess.Popen[bytes]
    port: int

    def page(self, address: str) -> str:
        """What is served there now; nothing where it cannot be had yet."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            return answer.read().decode(errors="replace") if answer.status == 200 else ""
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def wait(self, address: str, text: str) -> None:
        """Until a page holds a text. A server that ends or takes too long is a FailedRunError."""
        end = time.monotonic() + _PATIENCE
        while text not in self.page(address):
            if self.process.poll() is not None or time.monotonic() > end:
                raise FailedRunError(f"the server does not show “{text}” at {address}")
            time.sleep(_LOOK_EVERY)


def serving(work: Workplace) -> Iterator[Part]:
    """Save to new text served, on our side and each peer's, one server after the other."""
    name = f"`serve`, {work.personas:,} personas: save → new text"
    site = work.ours(use="served")
    segment = f"segments/{site.files[0].parent.name}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(site.folder / "mkdocs.yml"), "-a"]
    with _served(command, site.folder, work.cache("served") | _own(work)) as server:
        ours = _edited("handbook, mkdocs serve: save → persona page", work, server, site, site.page())
        listed = _edited("handbook, mkdocs serve: save → page of the segment", work, server, site, segment)
    yield from (ours, listed)
    yield alone(name, _WALL, ours)
    yield alone(f"{name} on the page of the segment", None, listed)
    for install in (peers.material, peers.zensical):
        yield from _against(ours, name, work, work.peer(install))


def _against(ours: Measured, name: str, work: Workplace, peer: Peer | Missing) -> Iterator[Part]:
    if isinstance(peer, Missing):
        yield unmeasured(name, _RATIO, peer.name, peer.why)
        return
    site = work.plain(use=f"served-{peer.name.partition(' ')[0].lower()}")
    command = [*peer.command, "serve", "-f", str(site.folder / "mkdocs.yml"), "-a"]
    try:
        with _served(command, site.folder, {**peer.environment, **_own(work)}) as server:
            theirs = _edited(f"{peer.name}, serve: save → persona page", work, server, site, site.page())
    except FailedRunError as error:
        yield unmeasured(name, _RATIO, peer.name, str(error))
        return
    yield theirs
    yield compared(name, _RATIO, ours, theirs)


def _own(work: Workplace) -> dict[str, str]:
    """The environment of a server that leaves what it writes in our folder, as it is stopped without a warning."""
    return {"TMPDIR": str(work.folder)}


def _edited(name: str, work: Workplace, server: _Server, site: Site, address: str) -> Measured:
    """Save the first persona with a new text, `work.runs` times, and wait for it at `address` each time."""
    server.wait(site.page(), "<h1")
    return Measured(name, [_edit(server, lambda: work.edit(site.files[0]), address) for _ in range(work.runs)])


def _edit(server: _Server, save: Callable[[], str], address: str) -> Cost:
    time.sleep(_SETTLED)
    pid = server.process.pid
    used, begin = cpu_seconds(pid), time.perf_counter()
    server.wait(address, save())
    wall = time.perf_counter() - begin
    return Cost(wall, cpu_seconds(pid) - used, memory(pid))


@contextmanager
def _served(command: Sequence[str], folder: Path, around: Mapping[str, str]) -> Iterator[_Server]:
    """A server on a free port, whose address ends the command; it is stopped with all that it has started."""
    port = _free_port()
    environment = {**surroundings(), **QUIET, **around}
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(
            [*command, f"127.0.0.1:{port}"],
            cwd=folder,
            env=environment,
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
        )
    try:
        yield _Server(process, port)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
