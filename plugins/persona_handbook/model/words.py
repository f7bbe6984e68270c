"""Words in several languages, and words that are nearly others."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

Words = Mapping[str, str]


def in_language(words: Words | str, language: str) -> str:
    """The words in `language`; failing that in English; failing that in whichever there is."""
    if isinstance(words, str):
        return words
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


def as_words(text: Words | str) -> Words:
    """A text that may be the same in all languages, as words."""
    return {"en": text} if isinstance(text, str) else text


def nearest(word: str, names: Mapping[str, str]) -> str:
    """What was probably meant by `word`: the value of the name that is most like it, or nothing."""
    close = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.68)
    return names[close[0]] if close else ""
