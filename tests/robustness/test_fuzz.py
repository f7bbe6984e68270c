"""Two thousand spoiled files: each is read, or refused in words, at a place that is in the file. More: `make fuzz`."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.fuzz import Bench, Case, bench, cases, shortened

CASES, SEED = 2_000, 1


@pytest.fixture(scope="module")
def place() -> Iterator[Bench]:
    """A small handbook, of which each case replaces one file."""
    with bench() as found:
        yield found


def test_a_spoiled_file_is_read_or_refused_in_words(place: Bench) -> None:
    for case in cases(CASES, SEED, place.seeds):
        if fault := place.fault(case):
            short = shortened(case.raw, lambda raw: bool(place.fault(Case(case.kind, raw))))  # noqa: B023
            pytest.fail(f"{fault}\n{case.kind}: {short!r}")


FOUND = {
    "a whole number with a point": Case(
        "persona",
        b"name: Ana\narchetype: a\nkind: persona\nmarket: [b2c]\nstatus: draft\nbasis: hypothesis\n"
        b"owner: {department: sales}\nsummary: a\nmotivations: [a]\nbarriers: [a]\nexpertise_level: 2.\n",
    ),
    "a story without a title": Case("story", b"why: a\ngoals_benefits: b\nwho_does_what: c\nhow: d\n"),
}
"""What was once at fault, as short as it can be."""


@pytest.mark.parametrize("name", FOUND)
def test_what_was_once_at_fault_is_no_more(name: str, place: Bench) -> None:
    assert place.fault(FOUND[name]) == ""


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=50)
@given(data=st.data())
def test_any_value_in_any_field_is_accepted_or_refused_in_words(data: st.DataObject, place: Bench) -> None:
    kind = data.draw(st.sampled_from(sorted(place.schemas.fields)))
    keys = st.sampled_from(sorted(place.schemas.fields[kind].children))
    tree = data.draw(st.dictionaries(keys, VALUES, max_size=6))
    assert place.fault(Case(kind, in_yaml(tree))) == ""


def in_yaml(value: object) -> bytes:
    """JSON is YAML, and can hold what no YAML writer would."""
    return json.dumps(value).encode()
