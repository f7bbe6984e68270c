"""A whole check, or what the last check of the very same files found."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from persona_handbook import __version__
from persona_handbook.caching import cache_folder, write_whole
from persona_handbook.model.policy import Policy
from persona_handbook.problems import Problem, Severity
from persona_handbook.reading.files import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: every problem in reading order, the persona files, and how far each persona has come."""

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    levels: dict[str, dict[str, Any]]


def check(personas: Path, schema: Path, policy: Policy, *, cached: bool = True) -> Checked:
    """Check the folder `personas` by the schema in the folder `schema`.

    What was found is remembered in the user's cache folder, under a digest of all that it depends on: names and
    contents of the files, the schema, the code of the rules, the day and how dates are judged. Raises SchemaError.
    """
    kept = cache_folder() if cached else None
    if kept is None:
        return _check(personas, schema, policy)
    place = hashlib.sha256(os.fsencode(os.path.abspath(personas))).hexdigest()[:16]
    store, key = kept / f"check-{place}.json", _digest(personas, schema, policy)
    if (remembered := _recall(store, key)) is None:
        remembered = _check(personas, schema, policy)
        _remember(store, key, remembered)
    return remembered


def _check(personas: Path, schema: Path, policy: Policy) -> Checked:
    from persona_handbook.loading import load
    from persona_handbook.schema.catalogue import load_schemas

    loaded = load(personas, load_schemas(schema), policy, whole=False)
    standings = loaded.handbook.standings if loaded.handbook else {}
    levels = {
        id: {"level": one.level, "passed": one.passed, "asked": one.asked, "failed": list(one.failed)}
        for id, one in standings.items()
    }
    return Checked(loaded.problems, loaded.checked, levels)


def _digest(personas: Path, schema: Path, policy: Policy) -> str:
    """What the outcome depends on, in one number (SHA-256)."""
    changed = None if policy.changed is None else sorted(policy.changed)
    libraries = Path(click.__file__).parents[1].stat().st_mtime_ns  # changes with whatever is installed there
    asked = (
        __version__,
        sys.version,
        libraries,
        os.path.abspath(personas),
        policy.today.isoformat(),
        policy.strict_dates,
        changed,
    )
    digest = hashlib.sha256(repr(asked).encode())
    for part in (*_contents(Path(__file__).parent, (".py", ".yml")), *_contents(schema, (".json", ".yml"))):
        digest.update(part)
    for part in _contents(personas, (".yml", ".yaml")):
        digest.update(part)
    return digest.hexdigest()


def _contents(folder: Path, read: tuple[str, ...]) -> Iterator[bytes]:
    """Name, kind and, of the files that end in one of `read`, content of everything in a folder.

    A link counts with what it leads to; what cannot be read, or is too large to be, by why it cannot.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield f"!{error.errno}".encode()
        return
    for entry in entries:
        name = os.fsencode(entry.name)
        link = os.fsencode(os.path.realpath(entry.path)) if entry.is_symlink() else b""
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield b"\0d" + name
                yield from _contents(Path(entry.path), read)
                yield b"\0e"
        elif not Path(entry.path).is_file():  # a link may lead in circles, which entries take amiss
            yield b"\0o" + name + b"\0" + link + _names(entry.path)
        elif entry.name.endswith(read):
            yield b"\0f" + name + b"\0" + link + b"\0" + _bytes(entry.path)
        else:
            yield b"\0n" + name + b"\0" + link


def _names(path: str) -> bytes:
    """What stands in a folder that a link leads to; nothing where it leads to none."""
    try:
        return b"\0".join([b"", *sorted(map(os.fsencode, os.listdir(path)))])  # noqa: PTH208 (names alone)
    except OSError:
        return b""


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (a thousand files: Path.open costs more than reading)
            raw = file.read(MAX_BYTES + 1)
            size = len(raw) if len(raw) <= MAX_BYTES else os.fstat(file.fileno()).st_size
    except OSError as error:
        return f"!{error.errno}".encode()
    return b"%d\0" % size + raw


def _recall(store: Path, key: str) -> Checked | None:
    """What is remembered under `key`; None where it is something else, or damaged."""
    try:
        found = json.loads(store.read_text(encoding="utf-8"))
        if found["key"] != key:
            return None
        problems = tuple(_problem(entry) for entry in found["problems"])
        return Checked(problems, tuple(found["files"]), dict(found["levels"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _problem(entry: dict[str, Any]) -> Problem:
    return Problem(**{**entry, "path": tuple(entry["path"]), "severity": Severity(entry["severity"])})


def _remember(store: Path, key: str, found: Checked) -> None:
    """Write it whole or not at all; where that fails, the next check is as slow as this one."""
    entries = [
        {**{name: getattr(one, name) for name in Problem.__slots__}, "values": dict(one.values)}
        for one in found.problems
    ]
    content = {
        "key": key,
        "problems": entries,
        "files": found.files,
        "levels": found.levels,
    }
    try:
        write_whole(store, json.dumps(content).encode())
    except OSError:
        return
