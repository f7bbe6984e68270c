"""Whether what a message says it answers is a need that the persona has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from persona_handbook.checks.vocabulary import vocabulary
from persona_handbook.checks.words import words_in

_STEM, _SHORT = 5, 3


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[bytes]:
    """The telling words of a text, cut so that their endings do not matter."""
    words = words_in(text.casefold().encode()) - vocabulary().stop_words
    return frozenset(word[:_STEM].removesuffix(b"s") for word in words if len(word) > _SHORT)


def answered(need: str, answers: Iterable[str]) -> bool:
    """Whether one of `answers`, what messages say they answer, means `need`: half of its telling words stand in it."""
    asked = stems(need)
    return any(2 * len(told & asked) >= len(told) for told in map(stems, answers) if told) if asked else False
