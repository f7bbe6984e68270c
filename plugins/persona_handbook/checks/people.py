"""A persona is one natural person with a name of their own; nobody else's name slips into their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from unicodedata import combining, normalize

from persona_handbook.checks.context import texts, words_in
from persona_handbook.checks.vocabulary import vocabulary
from persona_handbook.model.document import Document
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.problems import Problem


def first_name(persona: Persona, company: str) -> Iterator[Problem]:
    """002: whether in business or not, a persona is always a natural person."""
    name = persona.name.casefold()
    others = (persona.data.get("role", {}).get("title", "").casefold(), company.casefold())
    if {word.encode() for word in name.split()} & vocabulary().no_first_names or name in others:
        yield persona.document.problem("not-a-first-name", ("name",), text=persona.name[:60])


def other_names(handbook: Handbook, written: Callable[[Persona], Document]) -> Iterator[Problem]:
    """Names of other personas that the persona does not say it is related to, and its own former ones.

    `written` gives all that stands in a persona's own file; few are asked for.
    """
    names = {id: persona.name for id, persona in handbook.personas.items()}
    everybody = {name.encode(): id for id, name in names.items() if " " not in name}
    for persona in handbook.personas.values():
        found = persona.proper_words - words_in(persona.name.encode())
        former = _former(persona, found)
        others = {word.decode(): everybody[word] for word in found & everybody.keys() if word.decode() not in former}
        expected = _expected(persona, names) if others else set()
        if former or others.keys() - expected:
            document = written(persona)
            yield from _mentions("former-name", former, document)
            yield from _mentions("other-name", {name: others[name] for name in others.keys() - expected}, document)


def _former(persona: Persona, found: frozenset[bytes]) -> dict[str, str]:
    """The words that are a former name, and its id: names come first in ids, without their accents."""
    own = persona.id.split("-")[0]
    former = {alias.split("-")[0]: alias for alias in persona.data.get("aliases", ())}
    former = {own: persona.id, **former}  # the id keeps the name that the persona was given at first
    former.pop(_unaccented(persona.name.split()[0].split("-")[0]), None)
    if not former:
        return {}
    plain = {word.decode(): _unaccented(word.decode()) for word in found}
    return {word: former[id] for word, id in plain.items() if id in former}


def _is_common(word: str, document: Document) -> bool:
    """Whether a word also stands in the file in small letters: then it is no name there."""
    small = rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])"
    return re.search(small, document.raw.decode(errors="replace")) is not None


def _unaccented(word: str) -> str:
    return "".join(sign for sign in normalize("NFD", word.lower()) if not combining(sign))


def _expected(persona: Persona, names: Mapping[str, str]) -> set[str]:
    """Names that may well stand in its text: of the personas it refers to, and of our own people."""
    ids = {reference.id for reference in persona.references if reference.kind == "persona"}
    ours = [persona.data["owner"].get("person", "")]
    ours += [validation.get("person", "") for validation in persona.data.get("validations", ())]
    return {names[id] for id in ids if id in names} | {word for person in ours for word in person.split()}


def _mentions(rule: str, names: Mapping[str, str], document: Document) -> Iterator[Problem]:
    """One finding for each name, where it first stands in a text."""
    for name, id in sorted(names.items()):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for path, text in texts(document.data) if not _is_common(name, document) else ():
            if pattern.search(text):
                yield document.problem(rule, path, text=name, id=id)
                break
