"""Work that is shared out to a second process, where that pays and is safe. The only place that starts one."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_PORTIONS = 64
"""Into which the work is cut: whoever is done with one takes the next, so that none waits long for the other."""


def share_out(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, worth: int) -> list[Result]:
    """`work(items)`, about half of it done in a second process if there are at least `worth` items.

    `work` gives a list, has no other effect, and gives of all items what it gives of some and then of the others; its
    results must pickle. What fails in the second process is done again in this one, so that an error is raised where it
    can be read. On one core, under Windows or macOS, or beside other threads (which a fork would leave in an unknown
    state) everything is done here.
    """
    if len(items) < worth or not _can_fork():
        return work(items)
    import pickle  # 3 ms, and most handbooks are small

    size = -(-len(items) // _PORTIONS)
    portions = [items[start : start + size] for start in range(0, len(items), size)]
    reading, writing = os.pipe()
    with _Turns(len(portions)) as turns, os.fdopen(reading, "rb") as answers:
        child = os.fork()
        if child == 0:
            _answer(lambda: {number: work(portions[number]) for number in turns}, reading, writing)
        os.close(writing)
        done = {number: work(portions[number]) for number in turns}
        answer = answers.read()
    os.waitpid(child, 0)
    done |= pickle.loads(answer) if answer else {}
    results = (done[number] if number in done else work(portion) for number, portion in enumerate(portions))
    return list(chain.from_iterable(results))


class _Turns:
    """Numbers from 0, each drawn once by one of the processes that share it: bytes in a pipe, which both may read."""

    def __init__(self, count: int) -> None:
        self._reading, writing = os.pipe()
        os.write(writing, bytes(range(count)))
        os.close(writing)

    def __iter__(self) -> Iterator[int]:
        while turn := os.read(self._reading, 1):
            yield turn[0]

    def __enter__(self) -> _Turns:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._reading)


def _answer(work: Callable[[], object], reading: int, writing: int) -> None:
    """In the second process: send the results and end at once, without the exit handlers of the first."""
    import pickle

    try:
        os.close(reading)
        answer = pickle.dumps(work(), protocol=pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as answers:
            answers.write(answer)
    finally:
        os._exit(0)


def _can_fork() -> bool:
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and threading.active_count() == 1
