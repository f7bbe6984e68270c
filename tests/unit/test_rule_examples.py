"""Every rule is explained, with an example that breaks it and one that keeps it, and both are tried out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from persona_handbook import catalogues, rule_examples
from persona_handbook.catalogues import LANGUAGES, catalogue
from persona_handbook.rule_examples import RuleExample, load_example, typed_in

RULES = sorted(catalogue("en").words["problems"])
EXAMPLES = {rule: example for rule in RULES if (example := load_example(rule))}
TYPED = [rule for rule, example in EXAMPLES.items() if example.file]

Texts = Mapping[str, Mapping[str, str]]
PARTS = {"name", "what", "why"}


def _texts(language: str) -> Texts:
    texts: Any = yaml.safe_load(Path(catalogues.__file__).with_name(f"rules.{language}.yml").read_text("utf-8"))
    assert isinstance(texts, dict)
    return texts


TEXTS = {language: _texts(language) for language in LANGUAGES}


@pytest.fixture
def found(personas: Path, run: Callable[..., Result]) -> Callable[[RuleExample, str], list[str]]:
    """What `handbook check` reports once a fragment is typed in, beyond what it says of the untouched handbook."""

    def found(example: RuleExample, fragment: str) -> list[str]:
        for name, text in example.beside.items():
            (personas / name).parent.mkdir(exist_ok=True)
            (personas / name).write_text(text, encoding="utf-8")
        before = list(_reported(run("check").output))
        file = personas / example.file
        base = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(typed_in(example, fragment, base), encoding="utf-8")
        after = list(_reported(run("check").output))
        return [rule for rule in after if after.count(rule) > before.count(rule)]

    return found


def _reported(report: str) -> Iterator[str]:
    return (match[1] for match in re.finditer(r"^\S+:\d+:\d+: .* \[([a-z-]+)\]$", report, re.MULTILINE))


@pytest.mark.parametrize("rule", TYPED)
def test_the_wrong_example_breaks_its_rule_and_no_other(
    rule: str, found: Callable[[RuleExample, str], list[str]]
) -> None:
    assert found(EXAMPLES[rule], str(EXAMPLES[rule].wrong)) == [rule]


@pytest.mark.parametrize("rule", TYPED)
def test_the_right_example_breaks_no_rule(rule: str, found: Callable[[RuleExample, str], list[str]]) -> None:
    assert found(EXAMPLES[rule], str(EXAMPLES[rule].right)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_nothing_else_is_explained(language: str) -> None:
    assert sorted(TEXTS[language]) == RULES
    assert {rule: sorted(texts) for rule, texts in TEXTS[language].items() if texts.keys() ^ PARTS} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_a_sentence_and_every_name_a_heading(language: str) -> None:
    for texts in TEXTS[language].values():
        assert all(texts[part].endswith(".") for part in ("what", "why"))
        assert not texts["name"].endswith(".")
        assert all(text[0].isupper() or text[0] in "«“" for text in texts.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_short_and_belongs_to_one_rule(language: str) -> None:
    names = [texts["name"] for texts in TEXTS[language].values()]
    assert [name for name in names if len(name) > 60 or names.count(name) > 1] == []


@pytest.mark.parametrize("rule", RULES)
def test_both_languages_end_with_the_same_article(rule: str) -> None:
    mentions = [re.findall(r"article.*", TEXTS[language][rule]["why"]) for language in LANGUAGES]
    assert mentions[0] == mentions[1]
    assert all(re.fullmatch(r"article 00[0-4](, \d [a-e])?\)\.", mention) for mention in mentions[0])


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    files = sorted(path.stem for path in Path(rule_examples.__file__).parent.glob("*.yml"))
    assert files == RULES


@pytest.mark.parametrize("rule", RULES)
def test_an_example_in_words_is_told_in_every_language(rule: str) -> None:
    fragments = (EXAMPLES[rule].wrong, EXAMPLES[rule].right)
    assert all(isinstance(words, str) or words.keys() == set(LANGUAGES) for words in fragments)
    assert fragments[0] != fragments[1]


def test_french_explanations_are_set_as_french_is() -> None:
    said = [text for texts in TEXTS["fr"].values() for text in texts.values()]
    told = [words for example in EXAMPLES.values() for words in (example.wrong, example.right)]
    said += [words["fr"] for words in told if not isinstance(words, str)]
    badly_set = re.compile(r"['\"]| [;:!?»]|« |\w[;!?»]|«\w|\w: ")
    assert [text for text in said if badly_set.search(text)] == []


def test_a_rule_that_nobody_knows_has_no_example() -> None:
    assert load_example("../catalogues/en") is None


def test_a_fragment_takes_the_place_of_the_first_field_that_it_replaces() -> None:
    base = "# Ana\nname: Ana\nbarriers:\n- Price\n\ntags: [lamp]\npains:\n  - Glare\n"
    example = RuleExample("rule", "", "", replaces=frozenset({"barriers", "pains"}))
    assert typed_in(example, "pains: [Dark]\n", base) == "# Ana\nname: Ana\npains: [Dark]\ntags: [lamp]\n"


def test_a_fragment_that_replaces_nothing_comes_last() -> None:
    assert typed_in(RuleExample("rule", "", ""), "tags: [lamp]\n", "name: Ana\n") == "name: Ana\ntags: [lamp]\n"
