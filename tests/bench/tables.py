"""Tables in Markdown that also read well in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.bench.figures import Row, cpu, wall
from tests.bench.measuring import Measured, Spread

_NONE = "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int = 1) -> str:
    """A table with columns of even width; the first `texts` columns are text, the others stand to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * width if column < texts else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    return "\n".join(_line(line, widths, texts) for line in (lines[0], rule, *lines[1:]))


def goals(rows: Iterable[Row]) -> str:
    """A line for each goal: medians of both sides, what was found, and the verdict."""
    head = ("work", "peer, same run", "ours", "peer's", "goal", "found", "verdict")
    return table(head, (_cells(row) for row in rows), texts=2)


def sentence(row: Row) -> str:
    """A row on a line of its own, to be read while the others are being measured."""
    work, peer, ours, theirs, goal, found, verdict = _cells(row)
    beside = "" if row.peer == _NONE else f"; {peer}: {theirs}"
    return f"{work}: {ours}{beside}; found {found}, goal {goal}: {verdict}"


def costs(measured: Iterable[Measured]) -> str:
    """The noise, a line for each task: least, median and most of its runs."""
    head = ("least / median / most", "runs", "wall s", "CPU s", "peak MB, largest process", "peak MB, all processes")
    rows = (
        (
            found.name,
            str(len(found.costs)),
            _spread(found.spread(wall), 2),
            _spread(found.spread(cpu), 2),
            _spread(found.spread(lambda cost: cost.memory), 0),
            _spread(found.spread(lambda cost: cost.together), 0),
        )
        for found in measured
    )
    return table(head, rows)


def noise(found: Measured) -> str:
    """The same of one task on a line of its own."""
    together = found.spread(lambda cost: cost.together)
    memory = together or found.spread(lambda cost: cost.memory)
    seconds = f"wall {_spread(found.spread(wall), 2)} s, CPU {_spread(found.spread(cpu), 2)} s"
    return f"  {found.name}: {seconds}, peak {_spread(memory, 0)} MB (least / median / most)"


def _cells(row: Row) -> tuple[str, ...]:
    found = _NONE
    if row.ratio is not None:
        found = f"{row.ratio:.3g}×" + (f" (CPU {row.cpu:.3g}×)" if row.cpu is not None else "")
    elif row.ours:
        found = f"{_number(row.ours.middle)} {row.unit}"
    goal = _NONE if row.goal is None else str(row.goal)
    return row.work, row.peer, _middle(row.ours, row.unit), _middle(row.theirs, row.unit), goal, found, row.verdict


def _middle(spread: Spread | None, unit: str) -> str:
    return f"{_number(spread.middle)} {unit}" if spread else _NONE


def _number(figure: float) -> str:
    """Three digits that count, and never an exponent."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _spread(spread: Spread | None, digits: int) -> str:
    figures = (spread.least, spread.middle, spread.most) if spread else ()
    return " / ".join(f"{figure:.{digits}f}" for figure in figures) or _NONE


def _line(cells: Sequence[str], widths: Sequence[int], texts: int) -> str:
    even = (
        cell.ljust(width) if column < texts else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join(even)} |"
