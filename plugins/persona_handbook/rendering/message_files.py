"""The message plan as files for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING

from persona_handbook.views.message_table import MessageTable, Value, message_table
from persona_handbook.views.reader import Reader

if TYPE_CHECKING:
    import xlsxwriter

MOST_ROWS = 3000
"""Rows of the workbook that a build writes; a larger one is left to the command."""
_FORMULA = frozenset("=+-@\t\r")
"""How texts begin that a spreadsheet would run."""
_WIDTHS = (18, 14, 20, 18, 16, 30, 10, 10)
"""Of the columns that do not come from the schema, in characters."""


def message_csv(table: MessageTable, reader: Reader) -> bytes:
    """Comma-separated, in UTF-8 with the mark by which Excel knows it: messages first, then what is missing."""
    file = io.StringIO(newline="")
    write = csv.writer(file).writerow
    write([reader.say("message_state"), *table.columns])
    for state, rows in ((reader.say("message_said"), table.messages), (reader.say("message_missing"), table.plan)):
        for row in rows:
            write([state, *map(_harmless, row)])
    return file.getvalue().encode("utf-8-sig")


def message_workbook(table: MessageTable, reader: Reader) -> bytes:
    """An Excel workbook with a sheet of messages and one of what is missing: the same bytes for the same day."""
    import xlsxwriter  # 50 ms, and a large handbook leaves its workbook to the command

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(reader.today, time())})
        for title, rows in ((reader.say("messages_sheet"), table.messages), (reader.say("plan_sheet"), table.plan)):
            _sheet(book, title, table.columns, rows)
    return file.getvalue()


FILES: Mapping[str, Callable[[MessageTable, Reader], bytes]] = {"csv": message_csv, "xlsx": message_workbook}
"""What is written, by how the file's name ends."""


def message_file(form: str, reader: Reader) -> bytes:
    """All messages and the content plan in one format."""
    return FILES[form](message_table(reader), reader)


def _sheet(book: xlsxwriter.Workbook, title: str, columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> None:
    sheet, head = book.add_worksheet(title), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, len(columns) - 1, 28)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 2)
    last = 0
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name, head)
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(last, column, value, wrapped)
            elif value is not None:
                sheet.write_number(last, column, value, wrapped)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _harmless(value: Value) -> Value:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value
