"""The lines of a file as an editor shows them, for whoever wants to see where a problem is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from persona_handbook.problems import Problem
from persona_handbook.reading.decode import LINE_END
from persona_handbook.reading.files import read_bytes


def lines_of(root: Path) -> Callable[[str], Sequence[str]]:
    """The lines of a file under `root`, which problems name from the folder around it; none where it cannot be read.

    What is not UTF-8 is shown as `�`: the line is there to be seen.
    """

    @cache
    def lines(shown: str) -> Sequence[str]:
        path = root.parent / shown
        if path.suffix != ".yml":
            return ()
        raw = read_bytes(path, shown, root)
        if isinstance(raw, Problem) or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return ()
        return LINE_END.split(raw.decode("utf-8-sig", errors="replace"))

    return lines
