"""Three ways to read a file: at once, swiftly, with care. What the quicker ones give is what the careful one gives."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_handbook.reading.decode import decode
from persona_handbook.reading.document import read_document
from persona_handbook.reading.limits import MAX_DEPTH
from persona_handbook.reading.plain import MAX_PLAIN, read_plain
from persona_handbook.reading.swift import read_data
from tests.fuzz.mutations import spoiled

REPOSITORY = Path(__file__).parents[2]
FILES = sorted([*REPOSITORY.glob("personas/**/*.yml"), *REPOSITORY.glob("tests/examples/*/**/*.yml")])
SEEDS = [path.read_bytes() for path in FILES]
SPOILED = 3_000


def carefully(raw: bytes) -> tuple[Any, list[str]]:
    """What is read where the schema says text nowhere, and which rules refuse it."""
    document, problems = read_document(raw, "f.yml", lambda _: False)
    if document is not None:
        _ = dict(document.positions)  # forces the careful way, which has to be able to read it too
    return (document.data if document else None), [problem.rule for problem in problems]


def alike(one: Any, other: Any) -> bool:
    """Equal, and of the same types: 1, 1.0 and True are three things."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return type(one) is type(other) and bool(one == other)


def has_strange_keys(data: Any) -> bool:
    """Keys that are no text, empty or have a space: the schema knows none, so no such file is accepted."""
    if isinstance(data, dict):
        return any(not is_name(key) or has_strange_keys(value) for key, value in data.items())
    return any(map(has_strange_keys, data)) if isinstance(data, list) else False


def is_name(key: Any) -> bool:
    return isinstance(key, str) and bool(key) and not any(map(str.isspace, key))


def depth(data: Any) -> int:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + max(map(depth, inner), default=0)


def agrees(raw: bytes) -> bool:
    """Whether the quick ways give what the careful one gives, or leave the file to it."""
    text = decode(raw, "f.yml")
    if not isinstance(text, str):
        return True
    data, refused = carefully(raw)
    swift = read_data(text, lambda _: False)
    plain = read_plain(raw, lambda data: not has_strange_keys(data) and depth(data) < MAX_DEPTH)
    return (swift is None or (not refused and alike(swift, data))) and (
        plain is None or (not refused and alike(plain, data))
    )


def test_files_as_they_are() -> None:
    assert [path for path, raw in zip(FILES, SEEDS, strict=True) if not agrees(raw)] == []


def test_most_good_files_are_read_at_once() -> None:
    good = [raw for raw in SEEDS if not carefully(raw)[1]]
    plain = [raw for raw in good if read_plain(raw, lambda _: True) is not None]
    assert len(plain) > 0.9 * len(good)


@pytest.mark.parametrize("seed", range(3))
def test_files_spoiled_at_random(seed: int) -> None:
    chance = Random(seed)
    for _ in range(SPOILED // 3):
        raw = spoiled(chance, SEEDS)
        assert agrees(raw), raw


SCALARS = st.text("0123456789.+-eExobB_~:,#&*!%@`'\"|>?[]{} \ntrulfasnTN=", max_size=12)


@given(
    st.lists(st.tuples(st.sampled_from(["a", "- b", "  c", "{d", "- [e", "f", "1", "~", "true"]), SCALARS), max_size=5)
)
def test_lines_of_odd_scalars(lines: list[tuple[str, str]]) -> None:
    raw = "".join(f"{key}: {value}\n" for key, value in lines).encode()
    assert agrees(raw), raw


@pytest.mark.parametrize(
    "value",
    [
        "0x1F",
        "0o7",
        "0b1",
        ".inf",
        "-.INF",
        ".nan",
        "1e100",
        "1E-100",
        "9" * 18,
        "-" + "9" * 25,
        "&x y",
        "*x",
        "!x y",
        '"\\u0001"',
    ],
)
@pytest.mark.parametrize("around", ["a: {}\n", "a: [{}]\n", "a: [b,{}]\n", "- {}\n", "a:\n  - {}\n", "{{a: {}}}\n"])
def test_what_others_read_otherwise_is_left_to_the_careful_reader(value: str, around: str) -> None:
    raw = around.replace("{}", value).replace("{{", "{").replace("}}", "}").encode()
    assert agrees(raw)


def test_a_file_too_long_to_count_its_parts_is_left_to_the_careful_reader() -> None:
    raw = b"a: [" + b"b," * (MAX_PLAIN // 2) + b"]\n"
    assert read_plain(raw, lambda _: True) is None


def test_what_the_schema_does_not_accept_is_read_again() -> None:
    document, _ = read_document(b"title: 012\nsize: 7\n", "f.yml", lambda path: path == ("size",), lambda _: False)
    assert document is not None
    assert document.data == {"title": "012", "size": "7"}
    assert not document.accepted
