"""`handbook check`, of many files and of one, and how long the command takes to say anything at all."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from persona_handbook.schema.bundle import load_bundle
from tests.bench import peers
from tests.bench.figures import Goal, Part, alone, compared, unmeasured
from tests.bench.measuring import Task, interleaved
from tests.bench.peers import Missing, Peer, tried
from tests.bench.workplace import Workplace

_ALL, _AGAIN, _SHORT = Goal(0.8), Goal(0.1, "s"), Goal(0.8)
_SHORT_RUNS = 10
_SCHEMA = Path(__file__).resolve().parents[2] / "schema"


def checks(work: Workplace) -> Iterator[Part]:
    """All files against ajv-cli, and once more with nothing changed."""
    site, ajv, around = work.ours(), work.peer(peers.ajv), work.cache("check")
    command, name = [*_handbook(), "check", str(site.folder / "personas")], f"check of {work.personas:,} files"
    tasks = [Task("handbook check, all rules", [*command, "--no-cache"], environment=around)]
    if isinstance(ajv, Peer):
        files = [part for file in site.files for part in ("-d", str(file))]
        schema = str(_schema_in_one_file(work.folder))
        tasks.append(Task(f"{ajv.name}, shape only", [*ajv.command, "-s", schema, *files]))
        ajv = tried(ajv, tasks[1])
    if isinstance(ajv, Missing):
        yield unmeasured(name, _ALL, ajv.name, ajv.why)
        yield from interleaved(tasks[:1], work.runs)
    else:
        yield from (found := interleaved(tasks, work.runs))
        yield compared(name, _ALL, found[0], found[1])
    (again,) = interleaved([Task("handbook check, nothing changed", command, environment=around)], work.runs)
    yield again
    yield alone(f"{name}, nothing changed", _AGAIN, again)


def start(work: Workplace) -> Iterator[Part]:
    """What is waited for at a terminal, against the two libraries that a checker can hardly do without."""
    single, large = work.ours(1), work.ours(use="edited")
    around = work.cache("start")
    one, changed = (
        [*_handbook(), "check", "--personas", str(site.folder / "personas"), str(site.files[0])]
        for site in (single, large)
    )
    names = ("check of one file", "`handbook --help`", f"check of one file that changed among {work.personas:,}")
    tasks = (
        Task(f"{names[0]}, in a handbook of one", [*one, "--no-cache"], environment=around),
        Task("handbook --help", [*_handbook(), "--help"], environment=around),
        Task(names[2], changed, lambda: work.edit(large.files[0]), around),
        Task("import yaml, jsonschema", [sys.executable, "-c", "import yaml, jsonschema"]),
    )
    *ours, peer = found = interleaved(tasks, max(work.runs, _SHORT_RUNS))
    yield from found
    for name, goal, mine in zip(names, (_SHORT, _SHORT, None), ours, strict=True):
        yield compared(name, goal, mine, peer)


def _handbook() -> list[str]:
    """The command as people run it: the one installed where this Python is."""
    beside = shutil.which("handbook", path=str(Path(sys.executable).parent))
    return [beside] if beside else [sys.executable, "-m", "persona_handbook"]


def _schema_in_one_file(folder: Path) -> Path:
    """The schema of personas with every `$ref` replaced, which favours other validators."""
    file = folder / "persona.schema.json"
    file.write_text(json.dumps(load_bundle(_SCHEMA)["persona"]), encoding="utf-8")
    return file
