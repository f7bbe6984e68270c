"""What a check knows beside the file that it looks at, and the texts of that file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from zlib import adler32, crc32

from persona_handbook.checks.brochure import Brochure, brochure
from persona_handbook.checks.words import words_in as words_in
from persona_handbook.model.document import Path
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.words import Words


@dataclass(frozen=True)
class Context:
    """The company's lists and policy (`handbook`, whose personas are there only for rules that need all files), the
    day, and what the schema says of personas: what it calls a field, which there are, which texts are its examples."""

    handbook: Handbook
    today: date
    title: Callable[[Path], Words]
    fields: frozenset[str]
    examples: frozenset[str]
    story_titles: Mapping[str, Words] = field(default_factory=dict)
    """What the parts of the shared story, and the audiences that it is told to, are called."""

    @cached_property
    def example_fingerprints(self) -> frozenset[int]:
        return fingerprints(self.examples)

    @cached_property
    def brochure(self) -> Brochure:
        """The phrases that say nothing."""
        return brochure(self.handbook.settings.data)

    @cached_property
    def known_words(self) -> frozenset[bytes]:
        """Words that the glossary or the company's list explain."""
        terms = self.handbook.shared["glossary"].data["terms"] if "glossary" in self.handbook.shared else ()
        said = [*self.handbook.settings.data.get("known_words", ()), self.handbook.company]
        for term in terms:
            said += [term["term"], *term["term"].values()] if isinstance(term["term"], dict) else [term["term"]]
            said += term.get("aliases", ())
        return words_in(" ".join(map(str, said)).encode())


@dataclass(frozen=True, slots=True)
class Writing:
    """What a first look at a file shows: its texts without their places (`prose`: one a line), their words with a
    capital letter as typed, all their words in small letters, and the length of its longest list. Most rules see from
    it that they have nothing to say, and then nobody asks where each text stands."""

    texts: Sequence[str]
    prose: bytes
    proper: frozenset[bytes]
    small: frozenset[bytes]
    longest: int


def writing(sentences: Sequence[str], longest: int = 0) -> Writing:
    """A first look at the texts of a file."""
    prose = "\n".join(sentences).encode(errors="replace")
    words = words_in(prose)
    return Writing(sentences, prose, _proper(words), frozenset(map(bytes.lower, words)), longest)


_CAPITALS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\xc3")
"""How words begin that may be names; so do those with an accent, of which some are small."""


def _proper(words: Iterable[bytes]) -> frozenset[bytes]:
    """Those that begin with a capital letter, as names do."""
    capital = [word for word in words if word[0] in _CAPITALS]
    return frozenset(word for word in capital if word[0] < 0xC3 or word[1] < 0x9F)


_SPACES = 3


def fingerprints(sentences: Iterable[str]) -> frozenset[int]:
    """Hashes of the texts that have five words or more: shorter ones are the same by chance."""
    texts = (sentence.encode(errors="replace") for sentence in sentences if sentence.count(" ") > _SPACES)
    return frozenset([crc32(text) << 32 | adler32(text) for text in texts])


def is_sentence(text: str) -> bool:
    return text.count(" ") > _SPACES


_NO_PROSE = frozenset(
    {"id", "link", "url", "image", "file", "consent", "exceptions", "not_applicable", "crm", "assignment"}
)


_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")


def texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text that somebody wrote for others to read, with its place."""
    if isinstance(data, str):
        if not _ID.fullmatch(data):
            yield path, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key not in _NO_PROSE and not key.startswith("x_"):
                yield from texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts(value, (*path, index))


def said(statement: Any) -> str:
    """The sentence of a statement, whichever way it was written."""
    return str(statement["text"] if isinstance(statement, Mapping) else statement)


def first_word(pattern: re.Pattern[str], text: str) -> str:
    """What `pattern` finds first, shortened for a message; empty where it finds nothing."""
    found = pattern.search(text)
    return " ".join(found[0].split())[:60] if found else ""
