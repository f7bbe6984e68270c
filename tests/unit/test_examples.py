"""Every example is checked as a user checks it, and what is said is compared word for word, in both languages."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from persona_handbook.catalogues import LANGUAGES, catalogue
from persona_handbook.checks.rules import RULES
from persona_handbook.reading.document import read_document
from persona_handbook.reading.limits import MAX_EVENTS, MAX_SCALAR
from persona_handbook.rule_examples import RuleExample, load_example, typed_in
from persona_handbook.schema.catalogue import Schemas

EXAMPLES = Path(__file__).parents[1] / "examples"
VALID = sorted(path.name for path in (EXAMPLES / "valid").iterdir())
ON_DISK = {path.name for path in (EXAMPLES / "invalid").iterdir() if (path / "personas").is_dir()}

ANA = "demo/ana-buyer.yml"


def _replaced(name: str, by: str) -> Callable[[Path], None]:
    return lambda personas: (personas / name).write_text(by, encoding="utf-8") and None


def _added(name: str, text: str) -> Callable[[Path], None]:
    def add(personas: Path) -> None:
        with (personas / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return add


def _linked(name: str, target: str) -> Callable[[Path], None]:
    def link(personas: Path) -> None:
        (personas / name).unlink()
        (personas / name).symlink_to(target)

    return link


def _without_personas(personas: Path) -> None:
    for path in personas.glob("demo/*-*.yml"):
        path.unlink()


def _pipe(personas: Path) -> None:
    (personas / ANA).unlink()
    os.mkfifo(personas / ANA)


def _twenty_megabytes(personas: Path) -> None:
    with (personas / ANA).open("r+b") as file:
        file.truncate(20_000_000)


def _without_folder(personas: Path) -> None:
    personas.rename(personas.with_name("elsewhere"))


def _named(name: bytes) -> Callable[[Path], None]:
    return lambda personas: (personas / ANA).rename(personas / "demo" / os.fsdecode(name)) and None


def _two_where_one_is_enough(personas: Path) -> None:
    shutil.copy(personas / "demo/zoe-hotel.yml", personas / "demo/yara-hotel.yml")
    _added("handbook.yml", "thresholds: {max_personas: 1, max_alike: 100}\n")(personas)


MADE: dict[str, Callable[[Path], None]] = {
    "direction-turned-around": _added(ANA, "day: Says \u202eyes\u202c and means no\n"),
    "file-name-in-latin-1": _named(b"andr\xe9.yml"),
    "file-name-with-a-line-end": _named(b"ana\n::error::buyer.yml"),
    "file-of-twenty-megabytes": _twenty_megabytes,
    "former-name-in-a-text": _added(ANA, "aliases: [maria-buyer]\nday: Maria turns the lamp on at six.\n"),
    "folder-named-like-a-persona": lambda personas: (personas / "demo" / "ben-tenant.yml").mkdir(),
    "hundred-thousand-braces": _replaced(ANA, "name: " + "{a: " * 60_000),
    "hundred-thousand-brackets": _replaced(ANA, "name: " + "[" * 100_000),
    "hundred-thousand-entries": _added(ANA, "tags: [" + "a," * 100_000 + "]\n"),
    "hundred-thousand-hyphens": _replaced(ANA, "- " * 100_000),
    "link-out-of-the-folder": _linked(ANA, "/etc/hostname"),
    "link-to-a-deleted-file": _linked(ANA, "ana-owner.yml"),
    "name-of-somebody-else": _added(ANA, "day: Zoé turns the lamp on at six.\n"),
    "no-folder-at-all": _without_folder,
    "no-handbook-file": lambda personas: (personas / "handbook.yml").unlink(),
    "no-persona-at-all": _without_personas,
    "pipe-among-the-personas": _pipe,
    "sixty-unknown-fields": _added(ANA, "".join(f"field_{number}: lamp\n" for number in range(60))),
    "more-personas-than-anybody-keeps-in-mind": _two_where_one_is_enough,
    "text-of-a-whole-book": _added(ANA, "day: " + "lamp " * 5_000 + "\n"),
}
"""Mistakes that git cannot hold, or should not: the test makes them out of the base handbook."""


TYPED: dict[str, RuleExample] = {
    rule: example for rule in RULES if (example := load_example(rule)) is not None and example.file
}
"""The wrong example of each rule that can be typed, as its page shows it."""


def _type(example: RuleExample, personas: Path) -> None:
    for name, text in {example.file: str(example.wrong), **example.beside}.items():
        path = personas / name
        base = path.read_text(encoding="utf-8") if path.exists() else ""
        path.parent.mkdir(exist_ok=True)
        path.write_text(typed_in(example, text, base) if name == example.file else text, encoding="utf-8")


INVALID = sorted(ON_DISK | MADE.keys() | TYPED.keys())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", INVALID)
def test_a_mistake_is_reported_word_for_word(
    example: str, language: str, personas: Path, lay_over: Callable[[Path], None], run: Callable[..., Result]
) -> None:
    if example in TYPED:
        _type(TYPED[example], personas)
    elif example in MADE:
        MADE[example](personas)
    else:
        lay_over(EXAMPLES / "invalid" / example)
    result = run("check", "--lang", language)
    expected = EXAMPLES / "invalid" / example / f"expected.{language}.txt"
    if os.environ.get("HANDBOOK_ACCEPT"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(result.output, encoding="utf-8")
    assert result.output == expected.read_text(encoding="utf-8")
    assert result.exit_code == (1 if re.search(r": (error|erreur): ", result.output) else 0)


@pytest.mark.parametrize("example", VALID)
def test_what_is_right_passes(example: str, lay_over: Callable[[Path], None], run: Callable[..., Result]) -> None:
    lay_over(EXAMPLES / "valid" / example)
    result = run("check")
    assert (result.exit_code, result.output.splitlines()[1:]) == (0, []), result.output


def test_the_handbook_under_the_examples_passes(personas: Path, run: Callable[..., Result]) -> None:
    assert personas.is_dir()
    assert run("check").output == "2 personas, no problem.\n"


def test_every_expectation_belongs_to_one_example() -> None:
    assert sorted(path.name for path in (EXAMPLES / "invalid").iterdir()) == INVALID
    assert len(INVALID) == len(ON_DISK) + len(MADE) + len(TYPED)


def test_every_rule_of_the_catalogue_has_an_example() -> None:
    reports = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES.glob("invalid/*/expected.en.txt"))
    said = set(re.findall(r": (?:error|warning): .*\[([a-z-]+)\]$", reports, re.MULTILINE))
    assert said == catalogue("en").words["problems"].keys() - ELSEWHERE == RULES.keys() - ELSEWHERE


ELSEWHERE = {"schema-unusable", "incomplete"}
"""What only a site says: the command calls the first wrong usage, the second counts for a draft's level."""

CONDITIONS = {"if", "const", "contains", "not"}
"""Keywords that decide what is asked for; they find nothing themselves."""


def test_every_keyword_of_the_schema_has_an_example(schemas: Schemas) -> None:
    used = {keyword for schema in schemas.schemas.values() for keyword in _keywords(schema)}
    failed: set[str] = set()
    for path in EXAMPLES.glob("invalid/*/personas/**/*.yml"):
        kind = path.stem if path.stem in schemas.schemas else "persona"
        document, _ = read_document(path.read_bytes(), path.name, lambda at: schemas.expects_text(kind, at))  # noqa: B023
        if document is not None:
            for error in Draft202012Validator(schemas.schemas[kind], format_checker=FORMATS).iter_errors(document.data):
                failed.update(str(step) for step in error.absolute_schema_path)
    assert used - failed - CONDITIONS == set()


FORMATS = Draft202012Validator.FORMAT_CHECKER


def _keywords(schema: Any) -> set[str]:
    """The keywords of a schema, and of the schemas inside it, that can fail."""
    known = Draft202012Validator.VALIDATORS.keys() - {"properties", "patternProperties", "items"}
    found = {key for key in schema if key in known | {"then"}}
    inner = [schema.get(key) for key in ("items", "additionalProperties", "propertyNames", "if", "then", "contains")]
    inner += [*schema.get("properties", {}).values(), *schema.get("allOf", ()), *schema.get("anyOf", ())]
    return found.union(*(_keywords(part) for part in inner if isinstance(part, dict)))


def test_hostile_files_are_as_large_as_they_claim() -> None:
    assert MAX_EVENTS < 100_000
    assert len("lamp " * 5_000) > MAX_SCALAR
