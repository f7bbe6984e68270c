"""What stands in a folder, told in bytes: equal bytes, equal folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from persona_handbook.reading.files import MAX_BYTES

Tell = Callable[["os.DirEntry[str]"], bytes]


def contents_of(folder: Path, read: tuple[str, ...], tell: Tell | None = None) -> Iterator[bytes]:
    """Name, kind and, of the files that end in one of `read`, content of everything in a folder.

    A link counts with what it leads to; what cannot be read by why it cannot, what is too large to be by its state.
    `tell` may tell something else of a file than its content.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield f"!{error.errno}".encode()
        return
    for entry in entries:
        name, linked = os.fsencode(entry.name), entry.is_symlink()
        link = os.fsencode(os.path.realpath(entry.path)) if linked else b""
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield b"\0d" + name
                yield from contents_of(Path(entry.path), read, tell)
                yield b"\0e"
        elif not (Path(entry.path) if linked else entry).is_file():  # entries take links that lead in circles amiss
            yield b"\0o" + name + b"\0" + link + _names(entry.path)
        elif entry.name.endswith(read):
            yield b"\0f" + name + b"\0" + link + b"\0" + (tell or _content)(entry)
        else:
            yield b"\0n" + name + b"\0" + link


def states_of(folder: Path, read: tuple[str, ...]) -> tuple[bytes, int]:
    """The same with the state of each file in the place of its content, and the time of the newest state (ns).

    Whoever changes a file changes its state, unless two changes fall into one tick of the clock.
    """
    newest = 0

    def state(entry: os.DirEntry[str]) -> bytes:
        nonlocal newest
        try:
            found = entry.stat()
        except OSError as error:
            return f"!{error.errno}".encode()
        newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
        numbers = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev
        return b"%d %d %d %d %d" % numbers

    return b"".join(contents_of(folder, read, state)), newest


def _names(path: str) -> bytes:
    """What stands in a folder that a link leads to; nothing where it leads to none."""
    try:
        return b"\0".join([b"", *sorted(map(os.fsencode, os.listdir(path)))])  # noqa: PTH208 (names alone)
    except OSError:
        return b""


def _content(entry: os.DirEntry[str]) -> bytes:
    try:
        with open(entry, "rb", buffering=0) as file:  # noqa: PTH123 (a thousand files: Path.open costs more than reading)
            raw = file.read(MAX_BYTES + 1)
            if len(raw) <= MAX_BYTES:
                return b"%d\0" % len(raw) + raw
            state = os.fstat(file.fileno())
    except OSError as error:
        return f"!{error.errno}".encode()
    return b"%d %d %d" % (state.st_size, state.st_mtime_ns, state.st_ctime_ns)
