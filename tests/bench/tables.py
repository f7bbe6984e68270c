"""Tables in Markdown that also read well in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.bench.measuring import Measured


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with columns of even width; the first column is text, the others stand to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = [("-" if column == 0 else ":").rjust(width, "-") for column, width in enumerate(widths)]
    rule = [mark[::-1] if column == 0 else mark for column, mark in enumerate(rule)]
    return "\n".join(_line(line, widths) for line in (lines[0], rule, *lines[1:]))


def costs(measured: Iterable[Measured]) -> str:
    """A row for each task: least, median and most of its runs."""
    rows = (
        (
            found.name,
            " / ".join(f"{seconds:.2f}" for seconds in found.spread(lambda cost: cost.wall)),
            " / ".join(f"{seconds:.2f}" for seconds in found.spread(lambda cost: cost.cpu)),
            f"{found.spread(lambda cost: cost.memory)[1]:.0f}",
        )
        for found in measured
    )
    return table(("min / median / max", "wall s", "CPU s", "peak MB"), rows)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if column == 0 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join((first, *others))} |"
