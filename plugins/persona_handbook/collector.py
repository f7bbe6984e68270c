"""The garbage collector, at rest while there is no garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection for a while: reading and rendering make millions of objects and drop none in circles, and a fifth
    of their time went into looking for some. Measured by `make bench`."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def spare_the_collector() -> None:
    """Whatever there is now stays to the end of the process: the collector need not look at it, nor at the end."""
    gc.freeze()
