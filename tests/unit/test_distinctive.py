"""What only one persona says is found, told in the reader's words, and never more than tells something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.model.document import Document
from persona_handbook.model.persona import Persona
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.distinctive import MOST, distinctive
from persona_handbook.views.reader import Reader


@pytest.fixture
def reader(personas: Any, schemas: Schemas) -> Reader:
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue("en"), date(2026, 11, 21))


def people(*data: Mapping[str, Any]) -> list[Persona]:
    """A persona for each, called `a`, `b`, `c`…"""
    return [
        Persona(identifier, "lab", entry, Document("f.yml", dict(entry), {}), (), 0, 0)
        for identifier, entry in zip("abcdefgh", data, strict=False)
    ]


def told(reader: Reader, *data: Mapping[str, Any]) -> dict[str, list[str]]:
    found = distinctive(people(*data), reader)
    return {persona: [f"{one.title}: {one.value}" for one in alone] for persona, alone in found.items()}


def procedures(*values: str) -> dict[str, Any]:
    return {"buying_process": {"procedure": list(values)}}


def test_a_value_that_one_of_three_holds_is_told_in_the_words_of_the_schema(reader: Reader) -> None:
    assert told(reader, procedures("auction", "tender"), procedures("tender"), procedures("tender")) == {
        "a": ["Procedure: Auction"]
    }


def test_between_two_personas_nothing_is_told(reader: Reader) -> None:
    assert told(reader, procedures("auction"), procedures("tender"), {}) == {}


def test_a_single_yes_among_noes_is_told(reader: Reader) -> None:
    answers = [{"must_approve": True}, {"must_approve": False}, {"must_approve": False}]
    assert told(reader, *answers) == {"a": ["Must approve: yes"]}


def test_entries_in_free_words_count_only_where_some_are_shared(reader: Reader) -> None:
    own = [{"profile": {"communities": [f"Circle {name}"]}} for name in "xyz"]
    assert told(reader, *own) == {}
    own[1]["profile"]["communities"].append("Circle x")
    assert told(reader, *own) == {"b": ["Communities: Circle y"], "c": ["Communities: Circle z"]}


def test_what_more_personas_fill_comes_first(reader: Reader) -> None:
    rare = {"priority": "primary", **procedures("auction")}
    common = {"priority": "secondary", **procedures("tender")}
    assert told(reader, rare, common, common, procedures("tender"))["a"] == ["Procedure: Auction", "Priority: Primary"]


def test_no_persona_is_told_by_more_than_three(reader: Reader) -> None:
    values = ["auction", "tender", "catalogue", "referencing"]
    alone = distinctive(people(procedures(*values), *[procedures("private_contract")] * 2), reader)
    assert len(alone["a"]) == MOST


def test_our_words_are_told_apart_from_those_of_the_file(reader: Reader) -> None:
    shared: list[dict[str, Any]] = [{"profile": {"communities": ["Circle", name]}} for name in ("Own", "Circle", "x")]
    alone = distinctive(people(*shared, *[procedures("tender")] * 2, procedures("auction")), reader)
    assert [one.typed for one in alone["a"]] == [True]
    assert [one.typed for one in alone["f"]] == [False]
