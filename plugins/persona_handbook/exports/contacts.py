"""Contacts from a CSV file (RFC 4180) as spreadsheets write it: separated by `;`, `,` or tabs, in UTF-8."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SEPARATORS = ";,\t"
_DECLARED = re.compile(r"sep=([;,\t])\r?\n")
"""The first line by which Excel is told the separator."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
MOST_SHOWN = 60
"""Characters of a text that are shown in a message."""


class ContactsError(ValueError):
    """The file cannot be used: `key` is that of the message, `values` what is put into it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Contact:
    """A row of the file: `row` counts as spreadsheets do (the heads are row 1), `cells` stand under the heads."""

    row: int
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called: its first cell."""
        return self.cells[0] if self.cells else ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """The heads of the columns as typed, and the rows that hold something."""

    heads: tuple[str, ...]
    rows: tuple[Contact, ...]


def read_contacts(raw: bytes) -> Contacts:
    """The contacts in a file; raises ContactsError for what is no such file, with the line where that shows."""
    text = _decoded(raw)
    declared = _DECLARED.match(text)
    start = declared.end() if declared else 0
    separator = declared[1] if declared else _separator(text)
    first = 2 if declared else 1
    records = _records(text[start:], separator, first)
    heads = next(records, None)
    if heads is None:
        raise ContactsError("csv_empty")
    names = tuple(head.strip() for head in heads[1])
    rows = []
    for row, cells in records:
        if len(cells) > len(names) and any(cells[len(names) :]):
            raise ContactsError("csv_too_many", row=row, cells=len(cells), heads=len(names))
        if any(cells):
            rows.append(Contact(row, (*cells[: len(names)], *[""] * (len(names) - len(cells)))))
    return Contacts(names, tuple(rows))


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContactsError("csv_encoding", line=raw.count(b"\n", 0, error.start) + 1) from None
    if "\0" in text:
        raise ContactsError("csv_no_text", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _separator(text: str) -> str:
    """The separator that the heads hold most of, quoted texts aside."""
    heads = _QUOTED.sub("", text.lstrip("\r\n")).partition("\n")[0]
    return max(_SEPARATORS, key=heads.count)


def _records(text: str, separator: str, first: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with its number, its cells without spaces around them; rows before the heads are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    begun = False
    try:
        for row, cells in enumerate(reader, first):
            cells = [cell.strip() for cell in cells]
            if begun or any(cells):
                begun = True
                yield row, cells
    except csv.Error:
        raise ContactsError("csv_broken", line=reader.line_num + first - 1) from None


def folded(text: str) -> str:
    """The head of a column for comparison: without capitals, accents and what separates words."""
    return " ".join(re.findall(r"[^\W_]+", without_accents(text)))


def without_accents(text: str) -> str:
    """A text in small letters, without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
