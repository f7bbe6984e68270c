"""Asks git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class HistoryError(Exception):
    """Git cannot answer; the message says why, in git's words."""


def git(folder: Path, *arguments: str) -> str:
    """What git prints. Raises HistoryError."""
    return os.fsdecode(git_bytes(folder, *arguments))


def git_bytes(folder: Path, *arguments: str) -> bytes:
    """What git prints, as it is. Raises HistoryError."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise HistoryError(f"git: {error.strerror}") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip()
        raise HistoryError(said or f"git {arguments[0]}: no answer (is the history there? fetch it whole)")
    return done.stdout
