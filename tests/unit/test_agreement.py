"""Any JSON Schema validator gives the verdict that ours gives: on every file here, and on files made at random."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from persona_handbook.catalogues import LANGUAGES, catalogue
from persona_handbook.model.document import Document
from persona_handbook.reading.document import read_document
from persona_handbook.schema.bundle import KINDS
from persona_handbook.schema.catalogue import load_schemas

REPOSITORY = Path(__file__).parents[2]
PUBLISHED = REPOSITORY / "schema"
FOLDERS = ("personas", "tests/examples")
FILES = sorted(
    str(path.relative_to(REPOSITORY)) for folder in FOLDERS for path in REPOSITORY.glob(f"{folder}/**/*.yml")
)

OURS = load_schemas(PUBLISHED)


def _published() -> dict[str, Draft202012Validator]:
    """The published files as they are, with the references between them."""
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in PUBLISHED.glob("*.schema.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return {
        kind: Draft202012Validator(
            {"$ref": f"{kind}.schema.json"}, registry=registry, format_checker=FormatChecker(["date"])
        )
        for kind in KINDS
    }


THEIRS = _published()


def _kind(path: Path) -> str:
    return path.stem if path.stem in KINDS else "persona"


def _read(path: Path, kind: str) -> Document | None:
    return read_document(path.read_bytes(), path.name, lambda at: OURS.expects_text(kind, at))[0]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_valid_for_us_when_it_is_valid_for_others(name: str) -> None:
    path = REPOSITORY / name
    kind = _kind(path)
    if document := _read(path, kind):
        assert (OURS.validate(kind, document) == []) == THEIRS[kind].is_valid(document.data)


def test_the_files_hold_both_verdicts_for_personas() -> None:
    documents = [document for name in FILES if (document := _read(REPOSITORY / name, _kind(Path(name))))]
    verdicts = {
        (_kind(Path(document.file)), not OURS.validate(_kind(Path(document.file)), document)) for document in documents
    }
    assert {(kind, right) for kind in KINDS for right in (True, False)} <= verdicts


ZOE = _read(REPOSITORY / "tests/examples/base/personas/demo/zoe-hotel.yml", "persona")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 7)
    | st.floats(-3, 7)
    | st.sampled_from(
        ["", " ", "b2b", "b2c", "draft", "validated", "2026-02-30", "2026-10-14", "P6M", "talk-zoe", "x" * 700]
    )
    | st.text("aé😀 \u00a0-", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "sources", "x_own", "txt", "Her rule", "en", "English"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for step, value in pairs for found in ((*path, step), *_paths(value, (*path, step)))]


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(_paths(ZOE.data if ZOE else {})), JSON | st.just(...)), min_size=1, max_size=3)
)
def test_a_persona_changed_at_random_gets_the_verdict_of_others_and_every_finding_has_words(
    changes: list[tuple[tuple[str | int, ...], Any]],
) -> None:
    assert ZOE is not None
    data: Any = copy.deepcopy(ZOE.data)
    for path, value in changes:
        _change(data, path, value)
    problems = OURS.validate("persona", Document("zoe.yml", data, ZOE.positions))
    assert (problems == []) == THEIRS["persona"].is_valid(data)
    for words in map(catalogue, LANGUAGES):
        assert all(words.message(problem) and words.hint(problem) for problem in problems)


def _change(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Put `value` at `path`, or take away what is there; nothing where an earlier change took it away."""
    *around, last = path
    try:
        for step in around:
            data = data[step]
        if value is ...:
            del data[last]
        else:
            data[last] = value
    except (KeyError, IndexError, TypeError):
        return
