"""Sharing work out to a second process changes how long it takes, and nothing else."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from persona_handbook.exports.publication import publication
from persona_handbook.parallel import share_out

REPOSITORY = Path(__file__).resolve().parents[2]


@contextmanager
def beside_another_thread() -> Iterator[None]:
    """Where other threads run, no second process is started."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def squares(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Each square, with the process that found it."""
    return [(number * number, os.getpid()) for number in numbers]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 100, 1000])
def test_the_results_are_those_of_the_whole_work_in_its_order(count: int) -> None:
    found = share_out(squares, range(count), worth=2)
    assert [square for square, _ in found] == [number * number for number in range(count)]


def test_little_work_is_done_in_one_process() -> None:
    assert {process for _, process in share_out(squares, range(9), worth=10)} == {os.getpid()}


def test_beside_other_threads_everything_is_done_in_one_process() -> None:
    with beside_another_thread():
        assert {process for _, process in share_out(squares, range(9), worth=2)} == {os.getpid()}


@pytest.mark.parametrize("broken", [1, 8])
def test_what_fails_in_either_process_is_raised_here(broken: int) -> None:
    def fail(numbers: Sequence[int]) -> list[int]:
        return [1 // (number - broken) for number in numbers]

    with pytest.raises(ZeroDivisionError):
        share_out(fail, range(10), worth=2)


def test_results_that_are_larger_than_a_pipe_arrive_whole() -> None:
    found = share_out(lambda numbers: ["x" * 200_000 for _ in numbers], range(4), worth=2)
    assert [len(text) for text in found] == [200_000] * 4


def test_a_handbook_has_the_same_pages_from_one_process_and_from_two() -> None:
    two = publication(REPOSITORY / "personas", "en").site
    with beside_another_thread():
        one = publication(REPOSITORY / "personas", "en").site
    assert one == two
