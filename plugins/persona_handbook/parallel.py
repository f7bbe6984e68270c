"""Work that is shared out to a second process, where that pays and is safe. The only place that starts one."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

_WIDTH = 4
"""Bytes of a number in the queue of items: a pipe holds some 16,000 of them."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def share_out(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, worth: int) -> list[Result]:
    """`work(items)`, the second half of it done in a second process if there are at least `worth` items.

    `work` gives a list and has no other effect; its results must pickle. What fails in the second process is done again
    in this one, so that an error is raised where it can be read. On one core, under Windows or macOS, or beside other
    threads (which a fork would leave in an unknown state) everything is done here.
    """
    if len(items) < worth or not _can_fork():
        return work(items)
    half = len(items) // 2
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(work, items[half:], reading, writing)
    os.close(writing)
    first = work(items[:half])
    with os.fdopen(reading, "rb") as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    second: list[Result] = pickle.loads(answer) if answer else work(items[half:])
    return first + second


def each(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """`work` done to each item, where it pays by two processes: each takes the next item as soon as it is free.

    The same holds for `work` as in `share_out`; items are at most some thousands, the longest best stand first.
    """
    if len(items) < 2 or not _can_fork():
        return [work(item) for item in items]
    queue, numbers = os.pipe()
    os.write(numbers, b"".join(number.to_bytes(_WIDTH) for number in range(len(items))))
    os.close(numbers)

    def take(_: Sequence[None]) -> list[tuple[int, Result]]:
        done = []
        while taken := os.read(queue, _WIDTH):
            number = int.from_bytes(taken)
            done.append((number, work(items[number])))
        return done

    done = dict(share_out(take, (None, None), worth=2))
    os.close(queue)
    return [done[number] if number in done else work(item) for number, item in enumerate(items)]


def _answer(work: Callable[[Sequence[Any]], list[Any]], items: Sequence[Any], reading: int, writing: int) -> None:
    """In the second process: send the results and end at once, without the exit handlers of the first."""
    try:
        os.close(reading)
        answer = pickle.dumps(work(items), protocol=pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as answers:
            answers.write(answer)
    finally:
        os._exit(0)


def _can_fork() -> bool:
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and threading.active_count() == 1
