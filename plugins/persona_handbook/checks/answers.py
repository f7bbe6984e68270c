"""Whether what a message says it answers is a need that the persona has."""

from __future__ import annotations

from collections.abc import Iterable

from persona_handbook.checks.vocabulary import vocabulary
from persona_handbook.checks.words import words_in

_STEM, _SHORT = 5, 3


def stems(text: str) -> frozenset[bytes]:
    """The telling words of a text, cut so that their endings do not matter."""
    words = words_in(text.casefold().encode()) - vocabulary().stop_words
    return frozenset(word[:_STEM].removesuffix(b"s") for word in words if len(word) > _SHORT)


def unanswered(needs: Iterable[str], answers: Iterable[str]) -> list[str]:
    """The needs that none of `answers`, what messages say they answer, means: half of its telling words stand in it."""
    told = [words for words in map(stems, answers) if words]
    if not told:
        return list(needs)
    return [need for need in needs if not _met(stems(need), told)]


def _met(asked: frozenset[bytes], told: list[frozenset[bytes]]) -> bool:
    return any(2 * len(words & asked) >= len(words) for words in told)
