"""Which files a pull request changes."""

from __future__ import annotations

import os
from pathlib import Path

from persona_handbook.history.git import git


def changed_files(personas: Path, reference: str) -> frozenset[str]:
    """The files under `personas` that differ from where the present branch left `reference`, untracked ones included.

    Named as problems name them, from the folder around `personas`. Raises HistoryError.
    """
    folder = Path(os.path.abspath(personas))
    if not folder.is_dir():
        return frozenset()
    base = git(folder, "merge-base", "--end-of-options", reference, "HEAD").strip()
    differing = git(folder, "diff", "--name-only", "--relative", "-z", base, "--", ".")
    untracked = git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    names = {name for listing in (differing, untracked) for name in listing.split("\0") if name}
    return frozenset(f"{folder.name}/{name}" for name in names)
