"""Words that some rules look for, from `vocabulary.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from persona_handbook.model.words import Words
from persona_handbook.quick_yaml import quick_data

LONGEST_PLACEHOLDER = 24
"""Characters of a text that is nothing but one."""
_ALONE = r"[.…?_*–—-]+|\[[^\]]*\]"
_OPENING = r"(?:^|[:;.(«“–—][ \u00a0\u202f]*)"
"""Where a remark begins that is not part of a sentence."""

_CLOSING = r"(?=\s*(?:$|[.;:)»”,]|(?:by|with|later|par|avec|plus tard)\b))"

_TAGS = "a|b|br|div|em|font|h[1-6]|i|iframe|img|li|ol|p|script|small|span|strong|style|sub|sup|svg|table|t[dhr]|u|ul"
HTML = re.compile(rf"(?i)</?(?:{_TAGS})(?=[\s/>])[^<>]*>|<!--|javascript:")
_NUMBERED = r"no\.?|n°|r[ée]f\.?|lot|batch|order|commande|serial|série"
CODE = re.compile(rf"`[^`]*`|(?i:\b(?:{_NUMBERED})[ \u00a0]*[\w.]*[ \u00a0]*)[\d .-]+")
"""What is no prose: code, and numbers of orders and batches."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GAP = r"[ .()\u00a0\u202f/-]{0,2}"
TELEPHONE = re.compile(
    rf"(?<![\w.,])(?:\+|00)\d{{1,3}}(?:{_GAP}\d){{8,12}}(?![\w,]|[ \u00a0\u202f]?(?:\d|[€$£%]))"
    r"|(?<![\w.,:-])0[1-9](?:[ .\u00a0\u202f-]?\d\d){4}(?![\w:]|[ .\u00a0\u202f-]\d)"
)
"""International numbers, and French ones as they are written at home."""
DIGITS = bytes.maketrans(b"123456789", b"000000000")
TELEPHONE_SIGNS = (b"+0", b"00 00 00", b"00.00.00", b" 00-00-00", b"0" * 9, b"00\xc2\xa000", b"00\xe2\x80\xaf00")
"""What no telephone number is without, with 0 for every digit."""


@dataclass(frozen=True, slots=True)
class VaguePhrase:
    """A phrase that could stand in anybody's brochure: as people know it, as a regular expression that finds its forms,
    and what to write instead. Where it is the company's, it is its `own`."""

    phrase: str
    language: str
    find: str
    instead: Words | str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in small letters, in UTF-8, and the phrases they belong to where a word alone says too little."""

    placeholder_words: frozenset[bytes]
    placeholder: re.Pattern[str]
    placeholder_alone: re.Pattern[str]
    soncas: frozenset[bytes]
    stop_words: frozenset[bytes]
    vague_words: frozenset[bytes]
    vague: tuple[VaguePhrase, ...]
    sensitive: frozenset[bytes]
    no_first_names: frozenset[bytes]
    common_abbreviations: frozenset[bytes]


@cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    lists = quick_data(Path(__file__).with_name("vocabulary.yml").read_bytes())
    whole = "|".join(lists["placeholder"]["alone"])
    alone = rf"^(?i:{_ALONE}|{whole})\.?$"
    anywhere = rf"\b(?:TODO|TBD|TBC|TBA|FIXME|XXX+)\b|{phrases_in(lists['placeholder']['phrases'])}"
    remark = f"{_OPENING}{phrases_in(lists['placeholder']['remarks'])}{_CLOSING}"
    return Vocabulary(
        _words(lists["placeholder"]["words"]),
        re.compile(f"{alone}|{anywhere}|{remark}"),
        re.compile(alone),
        _words(lists["soncas"]),
        _words(lists["stop_words"]),
        _words(lists["vague"]["words"]),
        tuple(_vague(lists["vague"])),
        _words(lists["sensitive"]),
        _words(lists["no_first_names"]),
        _words(lists["common_abbreviations"]),
    )


def _vague(lists: Mapping[str, Any]) -> Iterator[VaguePhrase]:
    for language in ("en", "fr"):
        for entry in lists[language]:
            find = entry.get("find", re.escape(entry["phrase"]))
            yield VaguePhrase(entry["phrase"], language, find, lists["instead"][entry["instead"]])


def _words(text: str) -> frozenset[bytes]:
    return frozenset(text.encode().split())


def phrases_in(phrases: Iterable[str]) -> str:
    """A regular expression for phrases that stand as whole words, whatever their capitals."""
    return rf"(?i:(?<!\w)(?:{'|'.join(phrases)})(?!\w))"
