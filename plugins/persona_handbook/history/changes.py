"""Which files a pull request changes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class HistoryError(Exception):
    """Git cannot answer; the message says why, in git's words."""


def changed_files(personas: Path, reference: str) -> frozenset[str]:
    """The files under `personas` that differ from where the present branch left `reference`, untracked ones included.

    Named as problems name them, from the folder around `personas`. Raises HistoryError.
    """
    folder = Path(os.path.abspath(personas))
    if not folder.is_dir():
        return frozenset()
    base = _git(folder, "merge-base", "--end-of-options", reference, "HEAD").strip()
    differing = _git(folder, "diff", "--name-only", "--relative", "-z", base, "--", ".")
    untracked = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    names = {name for listing in (differing, untracked) for name in listing.split("\0") if name}
    return frozenset(f"{folder.name}/{name}" for name in names)


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise HistoryError(f"git: {error.strerror}") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip()
        raise HistoryError(said or f"git {arguments[0]}: no answer (is the history there? fetch it whole)")
    return os.fsdecode(done.stdout)
