"""The formats of a report, by the names that the command line knows them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from persona_handbook.reports.github import github
from persona_handbook.reports.gitlab import gitlab
from persona_handbook.reports.junit import junit
from persona_handbook.reports.plain_json import plain_json
from persona_handbook.reports.rdjson import rdjson
from persona_handbook.reports.report import Report
from persona_handbook.reports.sarif import sarif
from persona_handbook.reports.text import text

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": text,
        "github": github,
        "gitlab": gitlab,
        "sarif": sarif,
        "junit": junit,
        "rdjson": rdjson,
        "json": plain_json,
    }
)
"""Each turns a report into text without a line end at its close; text and github are empty where nothing was found."""


def in_format(name: str, report: Report) -> str:
    """A report in the format of that name."""
    return FORMATS[name](report)
