"""Phrases that could stand in anybody's brochure: the list that ships, what the company adds to it, what it allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from persona_handbook.checks.vocabulary import VaguePhrase, phrases_in, vocabulary
from persona_handbook.checks.words import words_in
from persona_handbook.model.words import Words, as_words

_APART = re.compile(r"[\s\u00a0\u202f-]+")
_MOST = 200
"""Characters of what to write instead."""
_ANY_SPACE = r"[\s-]+"
_APOSTROPHE = re.compile("[’']")


@dataclass(frozen=True)
class Brochure:
    """The phrases of one company. `words` are single words in small letters, in UTF-8: a text without any of them holds
    no phrase, and nobody looks for one. `allowed` are in the form that `plain` gives them."""

    phrases: tuple[VaguePhrase, ...]
    allowed: frozenset[str]
    words: frozenset[bytes]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(phrases_in(phrase.find for phrase in self.phrases))

    def first(self, text: str) -> tuple[str, Words] | None:
        """The first phrase of `text` that is not allowed, with what to write instead; None where there is none."""
        for found in self._pattern.finditer(text):
            if plain(found[0]) not in self.allowed:
                instead = as_words(self._instead(text, found.start()))
                return " ".join(found[0].split())[:60], {
                    one: said[:_MOST].rstrip(" .") for one, said in instead.items()
                }
        return None

    def _instead(self, text: str, place: int) -> Words | str:
        """What the company says of the phrase at `place`, or failing that what the list that ships does."""
        forms = (phrase for phrase in self.phrases if re.compile(phrases_in([phrase.find])).match(text, place))
        return next((phrase.instead for phrase in forms), "")


def brochure(settings: Mapping[str, Any]) -> Brochure:
    """The phrases of the company whose `handbook.yml` holds `settings`."""
    asked, known = settings.get("wording", {}), vocabulary()
    own = tuple(_own(asked, str(settings["language"])))
    phrases = (*own, *known.vague)
    words = known.vague_words | {word for phrase in own for word in _telling(phrase.phrase)}
    return Brochure(phrases, frozenset(map(plain, asked.get("allowed", ()))), words)


def plain(phrase: str) -> str:
    """A phrase without what may differ: capitals, hyphens and spaces, the form of the apostrophe."""
    return _APART.sub(" ", phrase.casefold().replace("’", "'")).strip()


def _own(asked: Mapping[str, Any], language: str) -> Iterator[VaguePhrase]:
    for entry in asked.get("vague", ()):
        parts = _APART.split(entry["phrase"].strip())
        find = _ANY_SPACE.join(_APOSTROPHE.sub("[’']", re.escape(part)) for part in parts)
        yield VaguePhrase(entry["phrase"], entry.get("language", language), find, entry["instead"], own=True)


def _telling(phrase: str) -> set[bytes]:
    """The longest word of a phrase, in each way that it may begin: capitals with an accent stay as they are typed."""
    words = words_in(_APART.sub(" ", phrase).encode())
    longest = max(words, key=len, default=b"").decode()
    return {form.encode().lower() for form in (longest, longest.lower(), longest.capitalize(), longest.upper())}
