"""How words that were heard are compared with words that are written: without accents, endings and slips of the finger.

`assets/finder.js` does the same in the browser; the examples in `tests/examples/finder/` hold both to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from persona_handbook.quick_yaml import quick_data

SHORTEST_BEGINNING = 3
"""Letters from which the beginning of a word stands for the word."""
_WORD = re.compile(r"[^\W_]+")
_THOUSANDS = re.compile(r"([0-9])[\s.,’'](?=[0-9]{3}(?![0-9]))")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Hearing:
    """The lists of `hearing.yml`. A size is its smallest and largest number of people."""

    stop_words: str
    endings: tuple[tuple[re.Pattern[str], str], ...]
    sizes: Mapping[str, tuple[int, int]]


@cache
def hearing() -> Hearing:
    """The lists, read once."""
    lists = quick_data(Path(__file__).with_name("hearing.yml").read_bytes())
    endings = tuple((re.compile(ending), instead) for ending, instead in lists["endings"])
    return Hearing(lists["stop_words"], endings, {name: (low, high) for name, (low, high) in lists["sizes"].items()})


def terms(text: str) -> dict[str, str]:
    """What is compared of each word of a text, with the word; an elided article is a word of its own and falls away."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return {term: word for word in _WORD.findall(text.lower()) if (term := _term(word))}


@lru_cache(maxsize=50_000)
def _term(word: str) -> str:
    """The word without accents and endings; nothing for a word that says nothing."""
    plain = _plain(word)
    if len(plain) < 2 or plain in _skipped():
        return ""
    for ending, instead in hearing().endings:
        plain = ending.sub(instead, plain)
    return plain


def _plain(word: str) -> str:
    marks = unicodedata.normalize("NFD", word).translate(_LIGATURES)
    return "".join(char for char in marks if unicodedata.category(char)[0] != "M")


@cache
def _skipped() -> frozenset[str]:
    return frozenset(hearing().stop_words.split())


def near(typed: str, written: str) -> bool:
    """Whether one was meant for the other: one slip from four letters on, two from eight on, none in the first letter.

    A slip is a letter too many, missing, wrong, or swapped with its neighbour (F. J. Damerau, 1964); that the first
    letter is rarely wrong is from E. J. Yannakoudakis and D. Fawthrop (1983).
    """
    return typed[0] == written[0] and _within(typed, written, (len(typed) > 3) + (len(typed) > 7))


def _within(one: str, other: str, slips: int) -> bool:
    """Whether so many slips lead from one to the other."""
    if one == other:
        return True
    if one[:1] == other[:1]:
        return _within(one[1:], other[1:], slips)
    swapped = len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]
    return slips > 0 and (
        _within(one[1:], other[1:], slips - 1)
        or _within(one[1:], other, slips - 1)
        or _within(one, other[1:], slips - 1)
        or (swapped and _within(one[2:], other[2:], slips - 1))
    )


def numbers(text: str) -> list[int]:
    """The whole numbers in a text; `1,150`, `1.150` and `1 150` are one."""
    return [int(number) for number in re.findall(r"[0-9]+", _THOUSANDS.sub(r"\1", text))]


def size(text: str) -> tuple[int, int] | None:
    """The smallest and the largest size that a text speaks of, in figures or by name; None for neither."""
    if found := numbers(text):
        return min(found), max(found)
    return next((hearing().sizes[term] for term in terms(text) if term in hearing().sizes), None)
