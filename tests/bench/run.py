"""Measures building, checking and growth beside their peers, in one run on one machine: `make bench`.

Prints tables; asserts nothing about time, which depends on the machine. Goals are ratios of medians of wall
clock; a machine with one core, or a busy one, shows what CPU seconds show.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, it is not in a package

from persona_handbook.schema.bundle import load_bundle  # noqa: E402
from tests.bench.measuring import Measured, Task, build, interleaved, run  # noqa: E402
from tests.bench.tables import costs, table  # noqa: E402
from tests.bench.visible import visible_text  # noqa: E402
from tests.generator.sites import write_handbook_site, write_plain_site  # noqa: E402

BUILD_GOAL = 0.3
CHECK_GOAL = 1.0
"""Against ajv-cli, which knows neither lines nor rules."""
AGAIN_GOAL = 0.2
"""Seconds."""
INDEX_GOAL = 1024
"""Bytes of search index for each persona."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: personas built, files checked, runs of each, and where everything is written."""

    built: int
    checked: int
    runs: int
    folder: Path

    def site(self, count: int) -> Path:
        """Our site of `count` personas; its YAML is written when it is first asked for."""
        folder = self.folder / f"handbook-{count}"
        if not folder.exists():
            folder.mkdir()
            write_handbook_site(folder, count)
        return folder

    @property
    def plain(self) -> Path:
        """The peer's site of the same personas."""
        folder = self.folder / f"plain-{self.built}"
        if not folder.exists():
            folder.mkdir()
            write_plain_site(folder, self.built)
        return folder


def main() -> None:
    """Parse arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each command, after one that is not counted")
    parser.add_argument("--built", type=int, default=100, help="personas in the site that is built")
    parser.add_argument("--checked", type=int, default=1000, help="files that are checked")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables to FILE as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        plan = Plan(arguments.built, arguments.checked, arguments.runs, Path(folder))
        parts = []
        for part in chain([machine()], measure(plan)):
            print(part, end="\n\n", flush=True)
            parts.append(part)
    if arguments.markdown:
        arguments.markdown.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def machine() -> str:
    """The machine and what else it is doing."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, {platform.python_implementation()} "
        f"{platform.python_version()}; load before the start {os.getloadavg()[0]:.1f}"
    )


def measure(plan: Plan) -> Iterator[str]:
    """The parts of the report, each as soon as it is known."""
    yield from _builds(plan)
    yield from _checks(plan)
    yield _growth(plan)
    yield _index(plan)
    yield _files(plan)


def _builds(plan: Plan) -> Iterator[str]:
    yield f"**Build of {plan.built} personas**"
    if find_spec("material") is None:
        yield "mkdocs-material is not installed: nothing built."
        return
    ours = Task("handbook: YAML to site", build(plan.site(plan.built), sys.executable))
    peer = Task("mkdocs-material: Markdown to site, not in nav", build(plan.plain, sys.executable))
    yield from _compared(interleaved((ours, peer), plan.runs), BUILD_GOAL)
    yield f"Text that a reader sees on a page, ours ÷ peer: {_text_ratio(plan):.2f}"


def _checks(plan: Plan) -> Iterator[str]:
    yield f"**Check of {plan.checked} files, all rules**"
    personas = plan.site(plan.checked) / "personas"
    command = [_beside_python("handbook") or "handbook", "check", str(personas)]
    tasks = [Task("handbook check", [*command, "--no-cache"])]
    if peer := _ajv(plan.folder):
        files = [part for file in _persona_files(personas) for part in ("-d", file)]
        tasks.append(Task("ajv-cli, schema in one file", [*peer, "-s", str(_schema_in_one_file(plan.folder)), *files]))
    else:
        yield "node or npm is not there: no peer to compare with."
    yield from _compared(interleaved(tasks, plan.runs), CHECK_GOAL)
    (again,) = interleaved([Task("handbook check, nothing changed since the last", command)], plan.runs)
    yield costs([again])
    wall = again.spread(lambda cost: cost.wall)[1]
    yield f"Nothing changed: {wall:.2f} s; goal ≤ {AGAIN_GOAL} s: {_verdict(wall, AGAIN_GOAL)}"


def _ajv(folder: Path) -> list[str] | None:
    """The command of ajv-cli, installed for this run; None where there is no npm."""
    if (npm := shutil.which("npm")) is None or shutil.which("node") is None:
        return None
    place = folder / "ajv"
    packages = ["ajv-cli@5", "ajv-formats@2"]
    subprocess.run([npm, "install", "--silent", "--no-save", "--prefix", str(place), *packages], check=True)
    binary = place / "node_modules" / ".bin" / "ajv"
    formats = str(place / "node_modules" / "ajv-formats")
    return [str(binary), "validate", "--spec=draft2020", "--strict=false", "-c", formats]


def _schema_in_one_file(folder: Path) -> Path:
    """The schema of personas with every `$ref` replaced, which favours other validators."""
    file = folder / "persona.schema.json"
    file.write_text(json.dumps(load_bundle(ROOT / "schema")["persona"]), encoding="utf-8")
    return file


def _growth(plan: Plan) -> str:
    """The page of one persona in handbooks of three sizes."""
    pages = {}
    for count in (10, plan.built, plan.checked):
        site = plan.site(count)
        run(Task(f"build of {count}", build(site, sys.executable)))
        name = Path(_persona_files(site / "personas")[0]).stem
        pages[count] = (site / "site" / "personas" / name / "index.html").read_bytes()
    rows = [(f"{count} personas", f"{len(page):,}") for count, page in pages.items()]
    same = "the same bytes" if len(set(pages.values())) == 1 else "NOT the same bytes"
    return f"**Page of one persona: {same}**\n\n{table(('in a handbook of', 'bytes'), rows)}"


def _index(plan: Plan) -> str:
    index = plan.site(plan.built) / "site" / "search" / "handbook.json"
    each = index.stat().st_size / plan.built
    return (
        f"**Search index**: {each:,.0f} bytes for each of {plan.built} personas, all other pages included; "
        f"goal ≤ {INDEX_GOAL:,}: {_verdict(each, INDEX_GOAL)}"
    )


def _files(plan: Plan) -> str:
    """How long the made-up persona files are."""
    texts = [Path(file).read_bytes() for file in _persona_files(plan.site(plan.checked) / "personas")]
    rows = []
    for name, figures in (("bytes", [len(text) for text in texts]), ("lines", [text.count(b"\n") for text in texts])):
        middle = statistics.median(figures)
        rows.append((name, f"{min(figures):,}", f"{middle:,.0f}", f"{max(figures):,}"))
    return f"**Persona files, {len(texts)}**\n\n{table(('YAML', 'min', 'median', 'max'), rows)}"


def _compared(measured: Sequence[Measured], goal: float) -> Iterator[str]:
    """The costs and, where there is a peer, ours ÷ its."""
    yield costs(measured)
    if len(measured) == 2:
        cpu, wall = (
            measured[0].spread(of)[1] / measured[1].spread(of)[1]
            for of in (lambda cost: cost.cpu, lambda cost: cost.wall)
        )
        ratios = f"Ours ÷ peer: {wall:.3f} in wall clock, {cpu:.3f} in CPU"
        yield f"{ratios}; goal ≤ {goal} in wall clock: {_verdict(wall, goal)}"


def _verdict(figure: float, goal: float) -> str:
    return "met" if figure <= goal else "MISSED"


def _text_ratio(plan: Plan) -> float:
    """Characters that are seen on our pages over those on the peer's."""
    ours, peer = (
        sum(len(visible_text(page.read_text(encoding="utf-8"))) for page in site.glob("site/personas/*/index.html"))
        for site in (plan.site(plan.built), plan.plain)
    )
    return ours / peer


def _persona_files(personas: Path) -> list[str]:
    return [str(path) for path in sorted(personas.glob("*/*.yml")) if path.name != "segment.yml"]


def _beside_python(command: str) -> str | None:
    """A command that is installed where this Python is."""
    return shutil.which(command, path=str(Path(sys.executable).parent))


if __name__ == "__main__":
    main()
