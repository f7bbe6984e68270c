"""The words the company agrees on: the glossary, and where its terms are explained."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from persona_handbook.model.words import as_words, in_language
from persona_handbook.views.reader import Link, Reader

_URL = "glossary/"


@dataclass(frozen=True, slots=True)
class Term:
    """An entry. `elsewhere` is the term in the handbook's other languages, where it is another word."""

    anchor: str
    term: str
    elsewhere: tuple[str, ...]
    definition: str
    aliases: tuple[str, ...]
    confusable: tuple[Link, ...]
    """Words often mixed up with it; those that are terms themselves lead to their entry."""
    owner: str


def glossary(reader: Reader) -> tuple[Term, ...]:
    """All entries by their term, in the reader's language."""
    anchors = dict(_forms(reader, all_languages=True))
    terms = (_term(entry, anchors, reader) for entry in _entries(reader))
    return tuple(sorted(terms, key=lambda term: _plain(term.term)))


def linked_terms(reader: Reader) -> Mapping[str, str]:
    """Every form of a term that texts on a page may use, and where it is explained: the longest forms first.

    Texts are in the handbook's language, our own words in the reader's. A term that also is an everyday word can be
    left out by `linked: false`.
    """
    forms = {form: f"{_URL}#{anchor}" for form, anchor in _forms(reader, all_languages=False)}
    return dict(sorted(forms.items(), key=lambda item: -len(item[0])))


def _entries(reader: Reader) -> list[Mapping[str, Any]]:
    file = reader.handbook.shared.get("glossary")
    return list(file.data["terms"]) if file else []


def _term(entry: Mapping[str, Any], anchors: Mapping[str, str], reader: Reader) -> Term:
    words = as_words(entry["term"])
    term = in_language(words, reader.language)
    return Term(
        _anchor(entry),
        term,
        tuple(dict.fromkeys(other for other in words.values() if other != term)),
        in_language(entry["definition"], reader.language),
        tuple(entry.get("aliases", ())),
        tuple(Link(word, _place(word, anchors)) for word in entry.get("not_to_confuse_with", ())),
        reader.link("department", entry["owner"]).text if "owner" in entry else "",
    )


def _place(word: str, anchors: Mapping[str, str]) -> str:
    found = {_plain(form): anchor for form, anchor in anchors.items()}.get(_plain(word))
    return f"#{found}" if found else ""


def _forms(reader: Reader, *, all_languages: bool) -> Iterator[tuple[str, str]]:
    """Terms and aliases with the anchors of their entries."""
    for entry in _entries(reader):
        words = as_words(entry["term"])
        spoken = words if all_languages else {reader.language, reader.handbook.language}
        if all_languages or entry.get("linked", True):
            for form in [*(in_language(words, language) for language in spoken), *entry.get("aliases", ())]:
                yield form, _anchor(entry)


def _anchor(entry: Mapping[str, Any]) -> str:
    """The same in all languages, so that a copied link leads there in each."""
    return re.sub(r"[^a-z0-9]+", "-", _plain(in_language(as_words(entry["term"]), "en"))).strip("-") or "term"


def _plain(text: str) -> str:
    """In small letters without accents, for sorting and comparing."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
