"""A whole check, or what the last check of the very same files found."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

from persona_handbook import __version__
from persona_handbook.caching import cache_folder, libraries, write_whole
from persona_handbook.model.policy import Policy
from persona_handbook.problems import Problem, Severity
from persona_handbook.reading.folders import contents_of, states_of

_TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system (FAT's)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: every problem in reading order, the persona files, and how far each persona has come."""

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    levels: dict[str, dict[str, Any]]


def check(personas: Path, schema: Path, policy: Policy, *, cached: bool = True) -> Checked:
    """Check the folder `personas` by the schema in the folder `schema`.

    What was found is remembered in the user's cache folder, with the state and a digest of all that it depends on:
    names and contents of the files, the schema, the code of the rules, the day and how dates are judged. While the
    state is the same nothing is read; while the digest is, nothing is checked; else, files that did not change are not.
    Raises SchemaError.
    """
    kept = cache_folder() if cached else None
    if kept is None:
        return _check(personas, schema, policy, None)
    name = f"check-{crc32(os.fsencode(os.path.abspath(personas))):08x}"
    store = kept / f"{name}.json"
    state = _state(personas, schema, policy)
    if state and (remembered := _recall(store, "state", state)):
        return remembered
    key = _digest(personas, schema, policy)
    remembered = _recall(store, "key", key)
    found = remembered or _check(personas, schema, policy, kept / f"{name}.notes")
    if state or not remembered:
        _remember(store, {"state": state, "key": key}, found)
    return found


def _check(personas: Path, schema: Path, policy: Policy, notes: Path | None) -> Checked:
    """What a check finds. What it finds of each file alone is remembered in the file `notes`."""
    from persona_handbook.keeping import digest, program_state
    from persona_handbook.loading import load
    from persona_handbook.loading.memory import Notes
    from persona_handbook.schema.catalogue import load_schemas

    memory = Notes(notes) if notes else None
    surroundings = program_state() + digest(*contents_of(schema, (".json", ".yml"))) if notes else ""
    loaded = load(personas, load_schemas(schema), policy, whole=False, memory=memory, surroundings=surroundings)
    standings = loaded.handbook.standings if loaded.handbook else {}
    levels = {
        id: {"level": one.level, "passed": one.passed, "asked": one.asked, "failed": list(one.failed)}
        for id, one in standings.items()
    }
    return Checked(loaded.problems, loaded.checked, levels)


def _asked(personas: Path, policy: Policy) -> str:
    """What the outcome depends on beside files."""
    changed = None if policy.changed is None else sorted(policy.changed)
    place = os.path.abspath(personas)
    return repr((__version__, sys.version, libraries(), place, policy.today.isoformat(), policy.strict_dates, changed))


def _depends_on(personas: Path, schema: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The folders that the outcome depends on, and the endings of the files in them that it depends on."""
    yield Path(__file__).parent, (".py", ".yml")
    yield schema, (".json", ".yml")
    yield personas, (".yml", ".yaml")


def _state(personas: Path, schema: Path, policy: Policy) -> str:
    """The state of what the outcome depends on; none where it is so new that another change might not show in it.

    As git has it (Documentation/technical/racy-git): the clock of a file system may tick every other second only.
    """
    settled = time.time_ns() - _TICK
    states = [states_of(folder, read) for folder, read in _depends_on(personas, schema)]
    if max(newest for _, newest in states) >= settled:
        return ""
    return "\0\0".join([_asked(personas, policy), *(os.fsdecode(state) for state, _ in states)])


def _digest(personas: Path, schema: Path, policy: Policy) -> str:
    """What the outcome depends on, in one number."""
    from persona_handbook.keeping import digest  # 5 ms, and most checks see from the state that nothing has changed

    contents = (contents_of(folder, read) for folder, read in _depends_on(personas, schema))
    return digest(_asked(personas, policy), *chain.from_iterable(contents))


def _recall(store: Path, kind: str, key: str) -> Checked | None:
    """What is remembered under the `key` of a kind; None where it is something else, or damaged."""
    try:
        found = json.loads(store.read_text(encoding="utf-8"))
        if found[kind] != key:
            return None
        problems = tuple(_problem(entry) for entry in found["problems"])
        return Checked(problems, tuple(found["files"]), dict(found["levels"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _problem(entry: dict[str, Any]) -> Problem:
    return Problem(**{**entry, "path": tuple(entry["path"]), "severity": Severity(entry["severity"])})


def _remember(store: Path, keys: dict[str, str], found: Checked) -> None:
    """Write it whole or not at all; where that fails, the next check is as slow as this one."""
    entries = [
        {**{name: getattr(one, name) for name in Problem.__slots__}, "values": dict(one.values)}
        for one in found.problems
    ]
    content = {
        **keys,
        "problems": entries,
        "files": found.files,
        "levels": found.levels,
    }
    try:
        write_whole(store, json.dumps(content).encode())
    except OSError:
        return
