"""Other tools that we are measured against, installed for one run into a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.bench.measuring import FailedRunError, Task, run

_HUGO_PACKAGES = ("hugo", "libsass1", "libwebp7")
"""Debian's, with the libraries that a machine may lack."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool that can be run: its name with its version, the start of its command, and what it needs around it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """A tool that is not there, and why."""

    name: str
    why: str


class _Unavailable(Exception):  # noqa: N818
    """Why a tool cannot be installed."""


def material(_: Path) -> Peer | Missing:
    """mkdocs-material, which our site is built with as well."""
    try:
        name = f"mkdocs-material {version('mkdocs-material')}"
    except PackageNotFoundError:
        return Missing("mkdocs-material", "mkdocs-material is not installed")
    return Peer(name, [sys.executable, "-m", "mkdocs"])


def ajv(folder: Path) -> Peer | Missing:
    """ajv-cli from npm: checks shape only, and knows no lines."""
    return _installed("ajv-cli", folder, _ajv)


def hugo(folder: Path) -> Peer | Missing:
    """Hugo: Debian's package, unpacked; failing that, one that is already on this machine."""
    return _installed("Hugo", folder, _hugo)


def zensical(folder: Path) -> Peer | Missing:
    """Zensical: the newest that can be installed, in an environment of its own."""
    return _installed("Zensical", folder, _zensical)


def tried(peer: Peer, task: Task) -> Peer | Missing:
    """The peer, if it can do the task; a version that cannot is as good as missing."""
    try:
        run(task)
    except FailedRunError as error:
        return Missing(peer.name, str(error).strip().splitlines()[-1])
    return peer


def _installed(name: str, folder: Path, install: Callable[[Path], Peer]) -> Peer | Missing:
    try:
        return install(folder)
    except (_Unavailable, OSError) as error:
        return Missing(name, str(error))


def _ajv(folder: Path) -> Peer:
    if shutil.which("node") is None or (npm := shutil.which("npm")) is None:
        raise _Unavailable("node or npm is not there")
    place = folder / "ajv"
    _said([npm, "install", "--silent", "--no-save", "--prefix", str(place), "ajv-cli@5", "ajv-formats@2"])
    binary = place / "node_modules" / ".bin" / "ajv"
    formats = str(place / "node_modules" / "ajv-formats")
    return Peer("ajv-cli 5", [str(binary), "validate", "--spec=draft2020", "--strict=false", "-c", formats])


def _hugo(folder: Path) -> Peer:
    place = folder / "hugo"
    place.mkdir()
    around = {"HUGO_CACHEDIR": str(place / "cache")}
    try:
        command, libraries = _hugo_of_debian(place)
        around["LD_LIBRARY_PATH"] = libraries
    except (_Unavailable, OSError) as error:
        if (found := shutil.which("hugo")) is None:
            raise _Unavailable(f"there is no hugo, and Debian's package cannot be unpacked ({error})") from None
        command = found
    said = _said([command, "version"], around)
    return Peer(f"Hugo {said.split()[1].lstrip('v').partition('+')[0].partition('-')[0]}", [command], around)


def _hugo_of_debian(place: Path) -> tuple[str, str]:
    """The command, and the folder of the libraries that came with it."""
    _said(["apt-get", "download", "-o", "APT::Sandbox::User=root", *_HUGO_PACKAGES], cwd=place)
    for package in place.glob("*.deb"):
        _said(["dpkg-deb", "-x", str(package), str(place)])
    libraries = next(place.glob("usr/lib/*/libsass.so*"), None)
    if libraries is None:
        raise _Unavailable("Debian's packages hold other files than expected")
    return str(place / "usr" / "bin" / "hugo"), str(libraries.parent)


def _zensical(folder: Path) -> Peer:
    place = folder / "zensical"
    command = place / "bin" / "zensical"
    try:
        _said([sys.executable, "-m", "venv", str(place)])
        _said([str(place / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "zensical"])
    except (_Unavailable, OSError):
        beside = shutil.which("zensical", path=str(Path(sys.executable).parent))
        if beside is None:
            raise
        command = Path(beside)
    return Peer(f"Zensical {_said([str(command), '--version']).split()[-1]}", [str(command)])


def _said(command: Sequence[str], around: Mapping[str, str] | None = None, cwd: Path | None = None) -> str:
    """What a command prints. One that is not there or fails is _Unavailable, with the last line that it said."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | dict(around or {})
    try:
        done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise _Unavailable(f"there is no {command[0]}") from None
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["without a word"]
        raise _Unavailable(f"{Path(command[0]).name} failed: {last[0]}")
    return done.stdout.strip()
