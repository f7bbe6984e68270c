"""What every format of report is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from persona_handbook.catalogues import Catalogue
from persona_handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one check, in reading order, not capped.

    `checked` names every persona file, `lines` gives the lines of one of them (none where it cannot be read as
    text). Both name files as problems do, from the folder that holds `personas/`; `base` is the way from the top of
    the repository to that folder, with forward slashes and without one at its end, empty where they are the same.
    `levels` says of each persona, by id, its `level`, and of its checks how many it `passed`, how many were `asked` and
    which `failed`.
    """

    problems: Sequence[Problem]
    checked: Sequence[str]
    words: Catalogue
    lines: Callable[[str], Sequence[str]]
    base: str = ""
    levels: Mapping[str, Mapping[str, object]] = field(default_factory=lambda: MappingProxyType({}))
