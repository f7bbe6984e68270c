"""Bytes become data with a place for every part, or one finding at a place: whatever the bytes are."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from persona_handbook.model.document import Document
from persona_handbook.problems import Problem
from persona_handbook.reading.decode import BIDI, CONTROL, LINE_END
from persona_handbook.reading.document import read_document
from persona_handbook.reading.limits import MAX_DEPTH, MAX_EVENTS, MAX_SCALAR
from persona_handbook.reading.scalars import plain_value


def read(raw: bytes | str, *, text: bool = False) -> tuple[Document | None, list[Problem]]:
    """Read a file in which the schema says text everywhere, or nowhere."""
    return read_document(raw if isinstance(raw, bytes) else raw.encode(), "f.yml", lambda _: text)


def data(raw: bytes | str, *, text: bool = False) -> Any:
    """What a file holds that can be read."""
    document, problems = read(raw, text=text)
    assert document is not None, problems
    return document.data


def found(raw: bytes | str) -> tuple[str, int, int]:
    """The one finding about a file that cannot be read."""
    document, problems = read(raw)
    assert document is None
    assert len(problems) == 1, problems
    return problems[0].rule, problems[0].line, problems[0].column


SCALARS = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "FALSE": False,
    "0": 0,
    "-0": 0,
    "+7": 7,
    "42": 42,
    "123456789012345678": 123456789012345678,
    "1.5": 1.5,
    "1.": 1.0,
    ".5": 0.5,
    "-.5": -0.5,
    "1e3": 1000.0,
    "1.5E-3": 0.0015,
}
TEXTS = [
    *("yes", "no", "on", "off", "y", "N", "tRUE", "nUll", "=", "+", "-", ".", "+.", "1e"),
    *("012", "00", "-01", "00.5", "0x1F", "0o7", "0b1", "1_000", "1,5", "12:30", "1:2:3", ".inf", "-.INF", ".nan"),
    *("2026-10-14", "2026-10-14T08:00:00Z", "1.2.3", "+33 6 12 34 56 78", "12 %", "1e100", "--1", "١٢"),
    *("1234567890123456789", "1" * 5_000, "1." + "0" * 5_000, "1e" + "9" * 5_000),
]


@pytest.mark.parametrize(("typed", "value"), SCALARS.items())
def test_a_plain_scalar_stands_for_what_yaml_1_2_says(typed: str, value: object) -> None:
    assert plain_value(typed) == value
    assert type(plain_value(typed)) is type(value)


@pytest.mark.parametrize("typed", TEXTS)
def test_everything_else_stays_text(typed: str) -> None:
    assert plain_value(typed) == typed


@pytest.mark.parametrize("typed", ["012", "true", "1.10", "1e3", "-0", "+7", "007", "no", "2026-10-14"])
def test_where_the_schema_says_text_what_was_typed_stays_as_typed(typed: str) -> None:
    assert data(f"name: {typed}\n", text=True) == {"name": typed}
    assert data(f"- {typed}\n".join(["name:\n", ""]), text=True) == {"name": [typed]}


def test_nothing_is_nothing_even_where_the_schema_says_text() -> None:
    assert data("name:\nrole: ~\n", text=True) == {"name": None, "role": None}


def test_quotes_make_text_of_anything() -> None:
    assert data("a: '1'\nb: \"true\"\nc: ''\n") == {"a": "1", "b": "true", "c": ""}


def test_keys_are_text_as_typed() -> None:
    assert data("no: 1\n012: 2\ntrue: 3\n'<<': 4\n") == {"no": 1, "012": 2, "true": 3, "<<": 4}


def test_places_are_those_of_keys_and_of_the_values_of_list_items() -> None:
    document, _ = read("# first\nname: Zoé\n'tags': [é, 😀, x]\njobs:\n  - when: now\n    want: é\n  - [a, b]\n  -\n")
    assert document is not None
    assert dict(document.positions) == {
        (): (2, 1),
        ("name",): (2, 1),
        ("tags",): (3, 1),
        ("tags", 0): (3, 10),
        ("tags", 1): (3, 13),
        ("tags", 2): (3, 16),
        ("jobs",): (4, 1),
        ("jobs", 0): (5, 5),
        ("jobs", 0, "when"): (5, 5),
        ("jobs", 0, "want"): (6, 5),
        ("jobs", 1): (7, 5),
        ("jobs", 1, 0): (7, 6),
        ("jobs", 1, 1): (7, 9),
        ("jobs", 2): (8, 4),
    }


def test_columns_count_code_points_and_lines_count_every_kind_of_line_end() -> None:
    document, _ = read("a: 1\r\nb: 2\rc: {é😀: {d: 1}}\n")
    assert document is not None
    assert document.positions["c", "é😀", "d"] == (3, 10)


def test_a_byte_order_mark_is_no_column() -> None:
    document, _ = read("\ufeffname: Ana\n")
    assert document is not None
    assert (document.data, document.positions["name",]) == ({"name": "Ana"}, (1, 1))


def test_a_part_that_is_missing_stands_where_what_is_around_it_stands() -> None:
    document, _ = read("a:\n  b: {c: 1}\n")
    assert document is not None
    assert document.position(("a", "b", "x", 0)) == (2, 3)
    assert document.position(("x",)) == (1, 1)


REFUSED: dict[str, tuple[bytes | str, tuple[str, int, int]]] = {
    "nothing": ("", ("file-empty", 1, 1)),
    "a byte order mark alone": ("\ufeff", ("file-empty", 1, 1)),
    "a comment alone": ("# to do\n", ("file-empty", 1, 1)),
    "a null": ("~\n", ("file-empty", 1, 1)),
    "a list": ("\n- a\n", ("file-not-mapping", 2, 1)),
    "a sentence": ("Ana buys.\n", ("file-not-mapping", 1, 1)),
    "a number": ("12\n", ("file-not-mapping", 1, 1)),
    "a Latin-1 letter": (b"a: 1\nb: \xc3\xa9 \xe9\n", ("file-encoding", 2, 6)),
    "half a letter at the end": (b"a: \xc3", ("file-encoding", 1, 4)),
    "a lone surrogate in UTF-8": (b"a: \xed\xa0\x80\n", ("file-encoding", 1, 4)),
    "UTF-16, little end first": ("a: 1\n".encode("utf-16"), ("file-encoding", 1, 1)),
    "UTF-16, big end first": (b"\xfe\xff\x00a", ("file-encoding", 1, 1)),
    "UTF-16 without a mark": ("a: 1\n".encode("utf-16-le"), ("file-control-character", 1, 2)),
    "UTF-32": ("a: 1\n".encode("utf-32"), ("file-encoding", 1, 1)),
    "NUL": ("a: 1\r\nb: é\0\n", ("file-control-character", 2, 5)),
    "an escape sequence for terminals": ("a: \x1b[2J\n", ("file-control-character", 1, 4)),
    "a line separator": ("a: 1\nb: x\u2028y\n", ("file-control-character", 2, 5)),
    "a next-line character": ("a: 1\nb: x\x85y\n", ("file-control-character", 2, 5)),
    "a mark in the middle": ("a: 1\nb: x\ufeffy\n", ("file-control-character", 2, 5)),
    "a non-character": ("a: \uffff\n", ("file-control-character", 1, 4)),
    "NUL by an escape": ('a: 1\nb: [x, "\\0"]\n', ("file-control-character", 2, 8)),
    "a terminal escape in a key": ('"\\e[31m": 1\n', ("file-control-character", 1, 1)),
    "a lone surrogate by an escape": ('a: 1\nb: "x\\ud800"\n', ("yaml-syntax", 2, 8)),
    "a merge conflict": ("a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n", ("file-merge-conflict", 2, 1)),
    "an alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", ("yaml-alias", 1, 4)),
    "a merge-key bomb": ("a: {x: 1}\nb: {<<: [1, 1], c: 2}\n", ("yaml-alias", 2, 5)),
    "an anchored key": ("&a a: 1\n", ("yaml-alias", 1, 1)),
    "an alias as a key": ("*a : 1\n", ("yaml-alias", 1, 1)),
    "an alias of nothing": ("a: *b\n", ("yaml-alias", 1, 4)),
    "a list that holds itself": ("a: &a [*a]\n", ("yaml-alias", 1, 4)),
    "a Python object": ("a: !!python/object/apply:os.system [exit]\n", ("yaml-tag", 1, 4)),
    "a tag on a key": ("!!str a: 1\n", ("yaml-tag", 1, 1)),
    "a tag with a handle of its own": ("%TAG !x! tag:x,2000:\n---\na: !x!y 1\n", ("yaml-tag", 1, 1)),
    "two documents": ("a: 1\n---\nb: 2\n", ("yaml-several-documents", 2, 1)),
    "a list as a key": ("? [a]\n: 1\n", ("yaml-key-not-text", 1, 3)),
    "a group as a key": ("a: {{b: 1}: 2}\n", ("yaml-key-not-text", 1, 5)),
    "no key": ('a: {"": 1}\n', ("yaml-key-not-text", 1, 5)),
    "spaces as a key": ('" ": 1\n', ("yaml-key-not-text", 1, 1)),
    "an exclamation mark before a text": ("a: 1\nb: ! wow\n", ("yaml-tag", 2, 4)),
    "a bracket and nothing else": ("[", ("yaml-syntax", 1, 2)),
    "another version of YAML": ("%YAML 3.0\n---\na: 1\n", ("yaml-syntax", 1, 1)),
    "a hundred thousand [": ("a: " + "[" * 100_000, ("yaml-too-deep", 1, 3 + MAX_DEPTH)),
    "a hundred thousand {a: ": ("{a: " * 100_000, ("yaml-too-deep", 1, 1 + 4 * MAX_DEPTH)),
    "a hundred thousand - ": ("- " * 100_000, ("yaml-too-deep", 1, 1 + 2 * MAX_DEPTH)),
    "a hundred thousand ? ": ("? " * 100_000, ("yaml-key-not-text", 1, 3)),
    "a hundred thousand lines, each further in": (
        "".join(" " * n + "a:\n" for n in range(400)),
        ("yaml-too-deep", MAX_DEPTH + 1, MAX_DEPTH + 1),
    ),
    "a hundred thousand entries": ("a: [" + "x," * 100_000 + "]", ("yaml-too-many", 1, 5 + 2 * (MAX_EVENTS - 5))),
    "a hundred thousand fields": (
        "".join(f"k{n}: 1\n" for n in range(100_000)),
        ("yaml-too-many", MAX_EVENTS // 2 - 1, 9),
    ),
    "a text that is a book": ("a: 1\nb: " + "x" * (MAX_SCALAR + 1), ("yaml-long-text", 2, 4)),
    "a tab": ("a:\n\tb: 1\n", ("yaml-tab", 2, 1)),
    "a field without a colon": ("a: 1\nb 2\nc: 3\n", ("yaml-no-colon", 2, 1)),
    "a field further in than its neighbours": ("a:\n  b: 1\n    c: 2\n", ("yaml-indentation", 3, 5)),
    "a field further out than its neighbours": ("a:\n    b: 1\n  c: 2\n", ("yaml-indentation", 3, 3)),
    "a colon in a text": ("a: é 😀: x\n", ("yaml-colon", 1, 7)),
    "a quote that is never closed": ("a: 1\nb: 'x\nc: 2\n", ("yaml-quote", 2, 4)),
    "a quote that another closes": ('a: 1\nb: "x\nc: "y"\n', ("yaml-quote", 2, 4)),
    "a bracket that is never closed": ("a: [x,\n  y\n", ("yaml-brackets", 1, 4)),
    "a bracket that the next field closes": ("a: [x\nb: 1\n", ("yaml-brackets", 2, 2)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_one_finding_at_its_place(name: str) -> None:
    raw, finding = REFUSED[name]
    assert found(raw) == finding


def test_a_quoted_text_is_not_blamed_for_a_mistake_further_down() -> None:
    assert found('a: "two\n  lines"\nb:\n   - x\n  - y\n') == ("yaml-indentation", 5, 3)
    assert found('a: "x"\n  - b\n') == ("yaml-indentation", 2, 3)
    assert found('a: ["x"\nb: 1\n') == ("yaml-brackets", 2, 1)


def test_a_field_written_thrice_is_found_twice_and_each_says_which_line_was_before() -> None:
    document, problems = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert document is None
    assert [(problem.line, problem.column, problem.values["first"]) for problem in problems] == [(2, 11, 2), (3, 1, 1)]


def test_the_same_name_in_two_list_entries_is_no_repetition() -> None:
    assert data("a: [{b: 1}, {b: 2}]\n") == {"a": [{"b": 1}, {"b": 2}]}


def test_a_mistake_in_the_syntax_does_not_hide_a_field_written_twice_before_it() -> None:
    _, problems = read("a: 1\na: 2\nb: [x\n")
    assert [problem.rule for problem in problems] == ["yaml-duplicate-key", "yaml-brackets"]


def test_as_deep_as_allowed_is_allowed() -> None:
    deep = data("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))["a"]
    for _ in range(MAX_DEPTH - 2):
        (deep,) = deep
    assert deep == []


def test_as_long_as_allowed_is_allowed() -> None:
    assert data("a: " + "x" * MAX_SCALAR)["a"] == "x" * MAX_SCALAR


def test_right_to_left_marks_are_text() -> None:
    assert data("a: \u200eabc \u200f\n") == {"a": "\u200eabc \u200f"}


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_sign_that_turns_the_reading_direction_around_is_refused(sign: str) -> None:
    assert found(f"a: b\nc: d{sign}e\n") == ("file-bidi-control", 2, 5)


def well_formed(document: Document | None, problems: list[Problem]) -> bool:
    """A document or problems, never both, never neither; every problem at a place."""
    return (document is None) == bool(problems) and all(p.line >= 1 and p.column >= 1 and p.file for p in problems)


PIECES = [
    *("a", "b", ": ", ":", "\n", "\n  ", "\n    ", "- ", "-", "[", "]", "{", "}", ", ", "? ", "'", '"', "&a ", "*a"),
    *(
        "!",
        "!!str ",
        "<<: ",
        "|\n",
        ">-\n",
        "#",
        " # ",
        "---\n",
        "...\n",
        "%",
        "\\",
        "\t",
        "\r",
        "\r\n",
        "é",
        "😀",
        "~",
    ),
    *("\ufeff", "\u2028", "@", "`", "1", "true", "<<<<<<< ", "\0", '"\\ud800"'),
]


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_reading_never_fails_whatever_the_bytes(raw: bytes) -> None:
    assert well_formed(*read(raw))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_reading_never_fails_whatever_pieces_of_yaml_are_strung_together(text: str) -> None:
    document, problems = read(text)
    assert well_formed(document, problems)
    assert all(problem.line <= len(LINE_END.split(text)) for problem in problems)


TEXT = st.text(max_size=12).filter(lambda text: not CONTROL.search(text) and not BIDI.search(text))
NAME = TEXT.filter(lambda text: bool(text.strip()) and not text[0].isspace())
TREES = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAME, inner, max_size=3),
    max_leaves=12,
)


@given(
    st.dictionaries(NAME, TREES, min_size=1, max_size=4),
    st.sampled_from([None, False, True]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_place_is_that_of_the_key_and_no_text_is_changed(
    tree: dict[str, Any], flow: bool | None, unicode: bool, line_end: str
) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=unicode, line_break=line_end, sort_keys=False)
    document, problems = read(text, text=True)
    assert document is not None, problems
    assert document.data == tree
    assert {path[-1] for path in document.positions if path} <= {*_keys(tree), *range(3)}
    lines = LINE_END.split(text)
    for path, (line, column) in document.positions.items():
        if path and isinstance(path[-1], str):
            rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
            assert _first_scalar(rest) == path[-1]


def _keys(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return tree.keys() | {key for value in tree.values() for key in _keys(value)}
    return {key for value in tree for key in _keys(value)} if isinstance(tree, list) else set()


def _first_scalar(text: str) -> str:
    """The first scalar of `text`, as PyYAML's other parser, written in Python, reads it."""
    return next(token.value for token in yaml.scan(text, Loader=yaml.SafeLoader) if isinstance(token, yaml.ScalarToken))
