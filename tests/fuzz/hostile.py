"""What each hostile file costs: `python tests/fuzz/hostile.py` prints its name, milliseconds and megabytes.

The milliseconds are the file's own: `handbook check` with it, less the same without it, the least of three runs each.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a script, it is not in a package

from tests.fuzz.child import Ended, handbook
from tests.fuzz.corpus import BASE, FINE, NOT_FILES, REFUSED, Hostile

RUNS = 3
MOST_SECONDS, MOST_MEGABYTES = 0.2, 200


def main(wanted: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        without = _cost(Path(folder), None)
        print(
            f"{'file':<44}{'ms':>8}{'MB':>8}   (without it {without.seconds * 1000:.0f} ms, {without.megabytes:.0f} MB)"
        )
        for name, hostile in {**REFUSED, **NOT_FILES, **FINE}.items():
            if wanted in name:
                cost = _cost(Path(folder), hostile)
                own = cost.seconds - without.seconds
                over = " <- over" if own > MOST_SECONDS or cost.megabytes > MOST_MEGABYTES else ""
                print(f"{name:<44}{own * 1000:>8.0f}{cost.megabytes:>8.0f}{over}", flush=True)


def _cost(folder: Path, hostile: Hostile | None) -> Ended:
    personas = Path(shutil.copytree(BASE, folder / "personas"))
    if hostile is not None:
        hostile.put(personas / "demo" / "hostile.yml")
    best = min((handbook(folder, "check") for _ in range(RUNS)), key=lambda ended: ended.seconds)
    shutil.rmtree(personas)
    return best


if __name__ == "__main__":
    main(*sys.argv[1:])
