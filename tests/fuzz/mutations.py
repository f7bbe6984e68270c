"""Ways to spoil a file: by its bytes, its lines, its tokens and its tree. All chance comes from the `Random` given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

import yaml

_SIGNS = (
    r""": | : |- | - |, |[|]|{|}|[[|? |'|"|#|&a |*a|!|!!str |!!python/object:os |<<: |%YAML 1.1|...|---|=|@|`|~|>-"""
    r"""|null|true|no|x_a: |\|\ud800|"\0"|1e999|-0|.5|012|0x1F|1_000|.inf|.nan|2026-02-30|P0D|<<<<<<< HEAD|======="""
)
_CHARACTERS = "\n|\r\n|\r|\t|\n  |\n    |\0|\x85|\x1b[2J|\ufeff|é|😀|\u2028|\u00a0|\u202e|\u200b|\u0435"
_SCRAPS = (*f"{_SIGNS}|{_CHARACTERS}".encode().split(b"|"), b"|\n", b"9" * 30, b"\xff", b"\xc3", b"\xed\xa0\x80")
"""Pieces that YAML, Unicode or our schema give a meaning."""

_TOKEN = re.compile(rb"\s+|\w+|.", re.DOTALL)
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 3, 1.5, 10**17, "", " ", "x", "é" * 700, "\u202ex", "2026-02-30", "draft", "stranger"),
    *([], {}, [None], [[]], [""], {"": 1}, {"text": "x"}, {"x_a": 1}, {"en": "x", "fr": "y"}, ["a", "a"], [{}, {}]),
)
"""What stands where something else should."""

Spoil = Callable[[Random, bytes, Sequence[bytes]], bytes]


def spoiled(chance: Random, seeds: Sequence[bytes]) -> bytes:
    """One of `seeds`, spoiled one to four times."""
    raw = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 4))):
        raw = chance.choice(_WAYS)(chance, raw, seeds)
    return raw


def _flipped(chance: Random, raw: bytes, _seeds: Sequence[bytes]) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 4) if raw else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _truncated(chance: Random, raw: bytes, _seeds: Sequence[bytes]) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _cut(chance: Random, raw: bytes, _seeds: Sequence[bytes]) -> bytes:
    start = chance.randint(0, len(raw))
    return raw[:start] + raw[start + chance.randint(1, 40) :]


def _inserted(chance: Random, raw: bytes, _seeds: Sequence[bytes]) -> bytes:
    place = chance.randint(0, len(raw))
    return raw[:place] + chance.choice(_SCRAPS) * chance.choice((1, 1, 1, 2, 50)) + raw[place:]


def _spliced(chance: Random, raw: bytes, seeds: Sequence[bytes]) -> bytes:
    other = chance.choice(seeds)
    return raw[: chance.randint(0, len(raw))] + other[chance.randint(0, len(other)) :]


def _lines(chance: Random, raw: bytes, _seeds: Sequence[bytes]) -> bytes:
    """Delete, double, move, swap, indent or join lines."""
    lines = raw.splitlines(keepends=True)
    if not lines:
        return raw
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[one : one + chance.choice((1, 1, 3))]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines.insert(other, lines.pop(one))
        case 3:
            lines[one], lines[other] = lines[other], lines[one]
        case 4:
            lines[one] = chance.choice((b" ", b"  ", b"\t", b"- ", b"    ")) + lines[one]
        case _:
            lines[one] = lines[one].strip() if chance.random() < 0.5 else lines[one][1:]
    return b"".join(lines)


def _tokens(chance: Random, raw: bytes, _seeds: Sequence[bytes]) -> bytes:
    """Replace a word or a sign by another of the file, or by a scrap."""
    tokens = _TOKEN.findall(raw)
    if tokens:
        place = chance.randrange(len(tokens))
        tokens[place] = chance.choice(tokens) if chance.random() < 0.5 else chance.choice(_SCRAPS)
    return b"".join(tokens)


def _tree(chance: Random, raw: bytes, _seeds: Sequence[bytes]) -> bytes:
    """Change the data, where it can be read, and write it anew: valid YAML with wrong content."""
    if b"&" in raw:  # an anchor: it may be a bomb, for us as well
        return raw
    try:
        data = yaml.load(raw, Loader=yaml.CSafeLoader)
        for _ in range(chance.choice((1, 2, 5))):
            _change(chance, data)
        flow = chance.choice((None, False, True))
        return str(
            yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=flow)
        ).encode()
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return raw


def _change(chance: Random, data: Any) -> None:
    """Delete, replace, rename or copy one part of the tree, chosen evenly among all."""
    places = list(_places(data))
    if not places:
        return
    around, key = chance.choice(places)
    match chance.randrange(5):
        case 0:
            del around[key]
        case 1 if isinstance(around, dict):
            around[chance.choice((f"{key}s", str(key)[1:], f"x_{key}", "name", "id"))] = around.pop(key)
        case 2:
            other, at = chance.choice(places)
            around[key] = deepcopy(other[at])
        case 3 if isinstance(around, list):
            around.insert(chance.randint(0, len(around)), around[key])
        case _:
            around[key] = deepcopy(chance.choice(_VALUES))


def _places(data: Any) -> Sequence[tuple[Any, Any]]:
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    return [place for key in keys for place in ((data, key), *_places(data[key]))]


_WAYS: tuple[Spoil, ...] = (
    _flipped,
    _truncated,
    _cut,
    _inserted,
    _spliced,
    _lines,
    _lines,
    _tokens,
    _tokens,
    _tree,
    _tree,
    _tree,
)
