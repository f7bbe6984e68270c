"""What the command runs in: a CI, a repository."""

from __future__ import annotations

import os
from pathlib import Path


def format_of_ci() -> str:
    """The format of report that the CI at hand reads; text where there is none."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if os.environ.get("GITLAB_CI") == "true" else "text"


def way_from_top(folder: Path) -> str:
    """The way from the top of the repository to `folder`, with forward slashes; empty at the top, or outside."""
    place = Path(os.path.abspath(folder))
    named = [Path(os.environ[name]) for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR") if os.environ.get(name)]
    around = [parent for parent in (place, *place.parents) if (parent / ".git").exists()]
    for top in (*named, *around[:1], Path.cwd()):
        if place.is_relative_to(top):
            way = place.relative_to(top).as_posix()
            return "" if way == "." else way
    return ""
