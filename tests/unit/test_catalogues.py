"""English and French say the same things, in whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from persona_handbook.catalogues import LANGUAGES, Catalogue, catalogue
from persona_handbook.problems import Problem

Place = tuple[str, ...]


def texts(words: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text of a catalogue; the sentences of a list are numbered, and nothing is a text without signs."""
    pairs = words.items() if isinstance(words, dict) else enumerate(words) if isinstance(words, list) else ()
    if not isinstance(words, (dict, list)):
        yield place, words or ""
    for key, inner in pairs:
        yield from texts(inner, (*place, str(key)))


def placeholders(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}", text)))


WORDS = {language: dict(texts(catalogue(language).words)) for language in LANGUAGES}
NUMBERED = {"one", "many"}


def test_both_languages_hold_the_same_texts() -> None:
    assert WORDS["en"].keys() == WORDS["fr"].keys()


@pytest.mark.parametrize("place", sorted(WORDS["en"].keys() & WORDS["fr"].keys()), ids="/".join)
def test_a_text_has_the_same_placeholders_in_both_languages(place: Place) -> None:
    english, french = placeholders(WORDS["en"][place]), placeholders(WORDS["fr"][place])
    if place[-1] == "one":  # one language may spell out the number, French also says it for zero
        english, french = [name for name in english if name != "n"], [name for name in french if name != "n"]
    assert english == french


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_something_else_than_text(language: str) -> None:
    assert [place for place, text in WORDS[language].items() if not isinstance(text, str) or not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_brace_belongs_to_a_placeholder(language: str) -> None:
    left = {place: re.sub(r"\{\w+\}|\{\{|\}\}", "", text) for place, text in WORDS[language].items()}
    assert {place: text for place, text in left.items() if "{" in text or "}" in text} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_counts_knows_one_and_many(language: str) -> None:
    counting = {place[:-1] for place in WORDS[language] if place[-1] in NUMBERED}
    assert [place for place in counting for form in NUMBERED if (*place, form) not in WORDS[language]] == []


SPACES = " \u00a0\u202f"
CODE = re.compile(r"\w+: (?=[\w\"{\[…])|…?\.\w+|https?:\S*")
"""What is typed as it stands: `name: Claire`."""


def test_french_puts_a_space_before_its_high_signs_and_inside_its_quotes() -> None:
    tight = re.compile(rf"[^{SPACES}\W][;!?»]|[^{SPACES}\W]:(?=[{SPACES}]|$)|«[^{SPACES}]|[^{SPACES}]»")
    tight_texts = {place: text for place, text in WORDS["fr"].items() if tight.search(CODE.sub("", text))}
    assert tight_texts == {}


def test_english_puts_no_space_before_its_signs() -> None:
    assert {place: text for place, text in WORDS["en"].items() if re.search(rf"[{SPACES}][;:!?](?!\w)", text)} == {}


@pytest.mark.parametrize("place", sorted(place for place in WORDS["en"] if place[0] == "problems"), ids="/".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_rule_says_is_a_sentence(language: str, place: Place) -> None:
    text = WORDS[language][place]
    assert text[0].isupper() or text[0] in "“«{(" or text.startswith("handbook.yml")
    assert text[-1] in ".?" or text.endswith(("{example}", "}}", ")"))


def problem(rule: str, **values: object) -> Problem:
    return Problem(rule, "f.yml", values=values)


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    return catalogue(request.param)


def test_a_sentence_without_its_value_is_left_out(words: Catalogue) -> None:
    bare, full = (words.message(problem("unknown-field", key="k", meant=meant, belongs="")) for meant in ("", "key"))
    assert full.startswith(bare)
    assert "key" in full[len(bare) :]


def test_a_value_is_put_in_as_it_is_whatever_signs_it_holds(words: Catalogue) -> None:
    assert "{example} {0} %s" in words.message(problem("unknown-field", key="{example} {0} %s", meant="", belongs=""))


def test_a_value_in_several_languages_is_said_in_the_readers() -> None:
    found = problem("empty-field", field={"en": "Hook", "fr": "Accroche"}, example="")
    assert "“Hook”" in catalogue("en").message(found)
    assert "«\xa0Accroche\xa0»" in catalogue("fr").message(found)


def test_a_long_list_is_cut_after_twelve(words: Catalogue) -> None:
    hint = words.hint(problem("not-in-list", value="x", field="f", meant="", allowed=[f"v{n}" for n in range(14)]))
    assert "v11 …" in hint
    assert "v12" not in hint


def test_numbers_are_counted_as_each_language_counts() -> None:
    said = {n: [catalogue(language).say("more_problems", n=n) for language in LANGUAGES] for n in (1, 2)}
    assert said == {1: ["one more problem", "encore un problème"], 2: ["2 more problems", "encore 2 problèmes"]}
    assert "s" not in catalogue("fr").say("all_is_well", n=0).split(",")[0].removesuffix("persona")
