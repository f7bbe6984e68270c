"""For each rule a wrong and a right example: its page shows them, and the tests try them out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from persona_handbook.model.words import Words

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RULE = re.compile(r"[a-z-]+")
_TOP_LEVEL = re.compile(r"^(?=[^\s-])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RuleExample:
    """What breaks a rule, and what keeps it.

    Where `file` is given, a name from the folder `personas/`, `wrong` and `right` are as typed in it: top-level fields
    that take the place of those in `replaces`, or the whole of a file that is not there yet. Else the mistake is not in
    the text of a file: names of files or a command, the same in all languages, or sentences in each of them.
    `beside` holds the text of further files, by name, that both need.
    """

    rule: str
    wrong: Words | str
    right: Words | str
    file: str = ""
    replaces: frozenset[str] = frozenset()
    beside: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def load_example(rule: str) -> RuleExample | None:
    """The example of a rule, or None where there is none."""
    path = Path(__file__).parent / f"{rule}.yml"
    if not _RULE.fullmatch(rule) or not path.is_file():
        return None
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    replaces = frozenset(data.pop("replaces", None) or _names(data["right"] if "file" in data else ""))
    return RuleExample(rule, replaces=replaces, **data)


def typed_in(example: RuleExample, fragment: str, base: str = "") -> str:
    """`base`, the text of the example's file, with `fragment` (its wrong or right one) typed into it.

    The fragment takes the place of the first field that it replaces, or comes last where there is none.
    """
    blocks = _blocks(base)
    first = next((place for place, block in enumerate(blocks) if _name(block) in example.replaces), len(blocks))
    rest = [block for block in blocks[first:] if _name(block) not in example.replaces]
    return "".join([*blocks[:first], fragment, *rest])


def _blocks(text: str) -> list[str]:
    """The top-level fields of a file as typed, each with the lines that belong to it; comments stand for themselves."""
    return [block for block in _TOP_LEVEL.split(text) if block]


def _name(block: str) -> str:
    return block.partition(":")[0]


def _names(text: str) -> list[str]:
    return [_name(block) for block in _blocks(text)]
