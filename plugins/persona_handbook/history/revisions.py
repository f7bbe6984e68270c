"""The handbook as it stood on earlier days."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from persona_handbook.history.git import git, git_bytes


@dataclass(frozen=True, slots=True)
class Revision:
    """The last commit of a day that changed something in the folder."""

    day: date
    commit: str


def revisions(personas: Path, most: int, since: date | None = None) -> tuple[Revision, ...]:
    """The days on which the folder `personas` changed, the oldest first, none before `since`.

    Of more than `most` days as many are kept, spread evenly, the first and the last among them. Raises HistoryError.
    """
    log = git(personas, "log", "--first-parent", "--format=%cs %H", "--", ".")
    by_day: dict[date, str] = {}
    for line in log.splitlines():
        day, commit = line.split()
        by_day.setdefault(date.fromisoformat(day), commit)
    found = [Revision(day, by_day[day]) for day in sorted(by_day) if since is None or day >= since]
    last = len(found) - 1
    kept = found if len(found) <= most else [found[round(n * last / (most - 1))] for n in range(most)]
    return tuple(kept)


@contextmanager
def as_it_stood(personas: Path, commit: str) -> Iterator[Path]:
    """The folder `personas` of a commit, with the folder `schema` beside it if there was one. Raises HistoryError."""
    way = Path(git(personas, "rev-parse", "--show-prefix").strip())
    top = Path(git(personas, "rev-parse", "--show-toplevel").rstrip("\n"))
    wanted = [way.as_posix(), (way.parent / "schema").as_posix()]
    there = [path for path in wanted if git(top, "ls-tree", "--name-only", commit, "--", path).strip()]
    packed = git_bytes(top, "archive", "--format=tar", commit, "--", *there)
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder) / way
