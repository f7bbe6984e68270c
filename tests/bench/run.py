"""Measures building, serving, checking, growth and search beside their peers, in one run on one machine: `make bench`.

Prints each figure as soon as it is known, and writes the tables. Asserts nothing about time, which depends on the
machine: goals are ratios of medians of wall clock; a busy machine shows what CPU seconds show.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, it is not in a package

from tests.bench.builds import builds  # noqa: E402
from tests.bench.checking import checks, start  # noqa: E402
from tests.bench.growth import growth  # noqa: E402
from tests.bench.report import Report, machine  # noqa: E402
from tests.bench.searching import searching  # noqa: E402
from tests.bench.serving import serving  # noqa: E402
from tests.bench.workplace import Workplace  # noqa: E402

GROUPS = {
    "build": builds,
    "serve": serving,
    "check": checks,
    "start": start,
    "growth": growth,
    "search": searching,
}
FULL = 1000
FIGURES = ROOT / "docs" / "benchmark.md"


def main() -> int:
    """Parse arguments, measure, write. 1 if a group could not be finished."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each command (default: 3)")
    parser.add_argument("--personas", type=int, default=FULL, help=f"personas in the handbook (default: {FULL})")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS), help="these groups of rows")
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE", help="where the tables are written (of a full run: docs/benchmark.md)"
    )
    arguments = parser.parse_args()
    is_full = arguments.personas == FULL and set(arguments.only) == set(GROUPS)
    file = arguments.markdown or (FIGURES if is_full else None)
    report = Report(machine())
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        work = Workplace(Path(folder), arguments.personas, arguments.runs)
        for name in arguments.only:
            report.measure(name, GROUPS[name], work)
            if file:  # after each group, so that a run that is stopped leaves what it found
                file.write_text(report.markdown(work), encoding="utf-8")
    print(f"\n{report.goals}")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
