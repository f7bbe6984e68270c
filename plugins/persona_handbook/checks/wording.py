"""How things are said: in words that tell something, to everybody who reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from persona_handbook.checks.content import statements
from persona_handbook.checks.context import Context, Writing, first_word, said, texts, words_in
from persona_handbook.checks.vocabulary import (
    CODE,
    DIGITS,
    EMAIL,
    HTML,
    LONGEST_PLACEHOLDER,
    TELEPHONE,
    TELEPHONE_SIGNS,
    vocabulary,
)
from persona_handbook.model.document import Document, Path
from persona_handbook.model.persona import Persona
from persona_handbook.problems import Problem

_SPOKEN = ("promise", "insight", "pitch", "differentiators", "messages")
"""The fields whose words are meant for the customer."""
_LISTS_OF_WORDS = frozenset({"tags", "use", "avoid", "titles", "words", "other_titles", "sources", "contents"})
_ROMAN = re.compile(r"[IVX]+")
_ABBREVIATION = re.compile(rb"[A-Z]{2,6}")


def wording(document: Document, writing: Writing, context: Context) -> Iterator[Problem]:
    """The rules about words that hold for every file."""
    known = vocabulary()
    short = (text for text in writing.texts if len(text) <= LONGEST_PLACEHOLDER)
    if writing.small & known.placeholder_words or any(map(known.placeholder_alone.search, short)):
        yield from _found("placeholder", known.placeholder, document, writing.texts)
    if b"<" in writing.prose or b"avascript" in writing.prose:
        yield from _found("html-in-text", HTML, document, writing.texts)
    yield from _cut(document, writing, context.handbook.language)
    abbreviations = {word for word in writing.proper if word.isupper() and _ABBREVIATION.fullmatch(word)}
    abbreviations -= {word.upper() for word in known.placeholder_words}
    if unknown := abbreviations - known.common_abbreviations:
        yield from _jargon(document, unknown - context.known_words)


def spoken_words(persona: Persona, writing: Writing, context: Context) -> Iterator[Problem]:
    """The rules about what a persona's statements and our messages say (001: too conceptual, too much; 000: SONCAS)."""
    document = persona.document
    most, longest = (int(context.handbook.thresholds[key]) for key in ("max_statements", "max_words"))
    for path, entries in statements(persona.data) if writing.longest > most else ():
        if len(entries) > most and path[-1] not in _LISTS_OF_WORDS:
            title = context.title(path)
            yield document.problem("too-many-statements", path, field=title, count=len(entries), limit=most)
    motivations = [said(entry) for entry in persona.data.get("motivations", ())]
    if motivations and all(map(_is_only_soncas, motivations)):
        yield document.problem("only-soncas", ("motivations",), text=motivations[0])
    vague = not context.brochure.words.isdisjoint(writing.small)
    for path, text in _spoken(persona.data):
        if (count := len(text.split())) > longest:
            yield document.problem("too-many-words", path, count=count, limit=longest)
        if vague and (found := context.brochure.first(text)):
            yield document.problem("vague-words", path, text=found[0], instead=found[1])


def of_people(document: Document, writing: Writing) -> Iterator[Problem]:
    """The rules about words that hold where people are described: nobody real may be recognised."""
    if b"@" in writing.prose:
        yield from _found("contact-details", EMAIL, document, writing.texts)
    digits = writing.prose.translate(DIGITS)
    if any(sign in digits for sign in TELEPHONE_SIGNS):
        yield from _found("contact-details", TELEPHONE, document, writing.texts)
    if writing.small & vocabulary().sensitive:
        yield from _sensitive(document)


def vague_story(document: Document, context: Context) -> Iterator[Problem]:
    """The shared story in words that could be anybody's."""
    for path, text in texts(document.data):
        if found := context.brochure.first(text):
            yield document.problem("vague-words", path, text=found[0], instead=found[1])


def _found(rule: str, pattern: re.Pattern[str], document: Document, written: Sequence[str]) -> Iterator[Problem]:
    if not any(map(pattern.search, written)):
        return
    for path, text in texts(document.data):
        if found := first_word(pattern, CODE.sub("", text)):
            yield document.problem(rule, path, text=found)


_ABOUT_THEM = frozenset(
    {
        *("archetype", "summary", "profile", "tags", "day", "story", "emotional_profile"),
        *("psychographics", "habits", "empathy", "unspoken_needs"),
    }
)
"""Where a persona itself is described; elsewhere such a word may be about the market."""


_THEIR_TRADE = frozenset(("profile", part) for part in ("education", "experience", "expertise", "work"))


def _sensitive(document: Document) -> Iterator[Problem]:
    """GDPR, article 9. What somebody needs to have access is asked for by a field of its own."""
    for path, text in texts(document.data):
        found = {word.lower() for word in words_in(text.encode())} & vocabulary().sensitive
        if found and path[0] in _ABOUT_THEM and path[:2] not in _THEIR_TRADE:
            yield document.problem("sensitive-words", path, text=min(found).decode())


_AFTER_HASH = re.compile(r"^(?:[ \t-]*(?:\w+: +)?)(?P<text>[^\s'\"#\[{>|].*?) #(?=\w)", re.MULTILINE)
LINE_ENDS = re.compile("\r\n?|\n")
_AFTER_COMMA = {"en": "(?:and|or|but) ", "fr": "(?:et|ou|mais) "}


def _cut(document: Document, writing: Writing, language: str) -> Iterator[Problem]:
    """Texts that YAML has cut without a word: at a ` #`, which starts a note, or at a comma in brackets."""
    if b" #" in document.raw:
        raw = document.raw.decode("utf-8-sig", errors="replace")
        cut = {match["text"].strip(): match.end() - 1 for match in _AFTER_HASH.finditer(raw)}
        for path, text in texts(document.data) if cut else ():
            if text in cut and " " in text:
                lines = LINE_ENDS.split(raw[: cut[text]])
                place = len(lines), len(lines[-1]) + 1
                yield Problem("cut-by-hash", document.file, *place, path, {"text": text})
    begins_amid = _AFTER_COMMA[language]
    if re.search(rb"\n" + begins_amid.encode(), writing.prose):
        for path, text in texts(document.data):
            if re.match(begins_amid, text) and path and isinstance(path[-1], int) and path[-1] > 0:
                before = (*path[:-1], path[-1] - 1)
                places = document.positions
                if path in places and before in places and places[before][0] == places[path][0]:
                    yield document.problem("cut-by-comma", path, text=text)


def _jargon(document: Document, unknown: set[bytes]) -> Iterator[Problem]:
    """001: too much jargon. One finding an abbreviation, where it first stands; explained in brackets it is none."""
    for path, text in texts(document.data):
        if not unknown:
            return
        for word in sorted(words_in(text.encode()) & unknown):
            unknown.discard(word)
            name = word.decode()
            if (
                not _ROMAN.fullmatch(name)
                and text != text.upper()
                and f"({name})" not in text
                and f"{name} (" not in text
            ):
                yield document.problem("jargon", path, text=name)


def _is_only_soncas(motivation: str) -> bool:
    words, known = words_in(motivation.casefold().encode()), vocabulary()
    return bool(words & known.soncas) and words <= known.soncas | known.stop_words


def _spoken(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """The texts meant for the customer, with their places."""
    strategy = data.get("relationship_strategy", {})
    for key in ("promise", "insight", "differentiators"):
        yield from texts(data.get(key), (key,))
    yield from texts(strategy.get("pitch"), ("relationship_strategy", "pitch"))
    for index, journey in enumerate(data.get("journeys", ())):
        for number, stage in enumerate(journey["stages"]):
            for place, message in enumerate(stage.get("messages", ())):
                path = ("journeys", index, "stages", number, "messages", place)
                for part in ("text", "benefit", "advantage"):
                    yield from texts(message.get(part), (*path, part))
