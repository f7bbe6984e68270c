"""The words of the program, in each language: pages, problems and the command line say nothing that is not here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from persona_handbook.model.words import in_language
from persona_handbook.problems import Problem
from persona_handbook.quick_yaml import quick_data

LANGUAGES = ("en", "fr")

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Catalogue:
    """The words of one language."""

    language: str
    words: Mapping[str, Any]

    def say(self, key: str, **values: object) -> str:
        """The words for `key`, with `values` put in. Where the words depend on a number, `n` decides.

        Raises KeyError for a key that the catalogue lacks.
        """
        words = self.words["pages"][key]
        if isinstance(words, dict):
            words = words["one" if self._is_one(values["n"]) else "many"]
        return str(words).format(**values)

    def message(self, problem: Problem) -> str:
        """What is wrong, in a sentence or two."""
        return self._sentences(self.words["problems"][problem.rule]["message"], problem.values)

    def hint(self, problem: Problem) -> str:
        """How to mend it."""
        return self._sentences(self.words["problems"][problem.rule]["hint"], problem.values)

    def explain(self, rule: str) -> Mapping[str, str]:
        """What a rule is called (`name`), what it refuses (`what`) and why that matters (`why`).

        Raises KeyError for a rule that is not explained.
        """
        explained: Mapping[str, str] = _explanations(self.language)[rule]
        return explained

    def _is_one(self, number: object) -> bool:
        """French counts zero and one and a half as one; English only one."""
        assert isinstance(number, (int, float))
        return abs(number) < 2 if self.language == "fr" else number == 1

    def _sentences(self, sentences: list[str] | str, values: Mapping[str, object]) -> str:
        """The sentences for which there is something to say: one with an empty value is left out."""
        said = {name: self._value(name, value) for name, value in values.items()}
        sentences = [sentences] if isinstance(sentences, str) else sentences
        return " ".join(
            sentence.format(**said)
            for sentence in sentences
            if all(said.get(name, "") != "" for name in _PLACEHOLDER.findall(sentence))
        )

    def _value(self, name: str, value: object) -> str:
        if isinstance(value, Mapping):
            return in_language(value, self.language)
        if isinstance(value, list):
            words = [self._value(name, item) for item in value]
            return ", ".join(words[:12]) + (" …" if len(words) > 12 else "")
        named = self.words["values"].get(name, {})
        return str(named.get(value, value))


@cache
def _explanations(language: str) -> Mapping[str, Any]:
    """Read only when somebody asks."""
    explanations: Mapping[str, Any] = _read(f"rules.{language}.yml")
    return explanations


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; English where there is none for it."""
    known = language if language in LANGUAGES else "en"
    return Catalogue(known, _read(f"{known}.yml"))


def _read(name: str) -> Any:
    return quick_data((Path(__file__).parent / name).read_bytes())
