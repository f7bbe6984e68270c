"""The message plan: who hears what, what comes first where nothing is said, and the files to take along."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.rendering.message_files import message_file
from persona_handbook.rendering.pages import messages as pages
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.message_page import MOST_GAPS, MessagePage, message_page
from persona_handbook.views.message_plan import gaps, grids
from persona_handbook.views.reader import Reader
from tests.kinds import pages_of

MODEL = {"id": "way", "title": "The way", "stages": [{"id": one, "title": one.title()} for one in "abcdef"]}


@pytest.fixture
def base(personas: Path, schemas: Schemas) -> Reader:
    """The base handbook with Zoé alone and a stage model of six stages."""
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    settings = replace(handbook.settings, document=_with(handbook.settings.document, stage_models=[MODEL]))
    zoe = handbook.personas["zoe-hotel"]
    handbook = replace(handbook, settings=settings, personas={zoe.id: zoe})
    return Reader(handbook, schemas, catalogue("en"), date(2026, 11, 21))


def _with(document: Any, **more: Any) -> Any:
    return replace(document, data={**document.data, **more})


def reading(base: Reader, *stages: dict[str, Any], seats: tuple[dict[str, Any], ...] = (), **more: Any) -> Reader:
    """Zoé on her way through some stages, with her seats in the committee."""
    zoe = base.handbook.personas["zoe-hotel"]
    journey = {"id": "hotel", "title": "The hotel", "state": "as_is", "stage_model": "way", "stages": list(stages)}
    zoe = replace(zoe, data={**zoe.data, "kind": "persona", "journeys": [journey], **more})
    segment = base.handbook.segments[zoe.segment]
    members = [{"persona": zoe.id, "roles": ["buyer"], "must_approve": True, "by_stage": list(seats)}]
    committee = {"committee": {"stage_model": "way", "members": members}} if seats else {}
    segment = replace(segment, data={**segment.data, **committee})
    handbook = replace(base.handbook, personas={zoe.id: zoe}, segments={segment.id: segment})
    return replace(base, handbook=handbook)


def felt(stage: str, score: float, **more: Any) -> dict[str, Any]:
    return {"stage": stage, "emotion": {"score": score, "label": "so"}, **more}


def said(text: str, **more: Any) -> list[dict[str, Any]]:
    return [{"text": text, **more}]


def planned(reader: Reader) -> list[str]:
    return [cell.stage for cell in gaps(grids(reader.handbook))]


def page_of(reader: Reader, *, whole: bool = True) -> MessagePage:
    return message_page(grids(reader.handbook), reader, whole=whole)


def written(reader: Reader) -> dict[str, str]:
    return {page.url: page.html for page in pages_of(pages, reader)}


def test_who_weighs_most_comes_first_then_who_feels_worst_and_what_nobody_knows_comes_last(base: Reader) -> None:
    seats = ({"stage": "c", "weight": 5}, {"stage": "d", "weight": 2}, {"stage": "e", "weight": 2})
    ways = (felt("a", -2), {"stage": "b"}, felt("c", 2), felt("d", 1), felt("e", -1))
    assert planned(reading(base, *ways, seats=seats)) == ["c", "e", "d", "a", "b"]


def test_a_stage_with_a_message_is_no_gap_and_one_that_nobody_passes_is_none_either(base: Reader) -> None:
    reader = reading(base, felt("a", 0, messages=said("Hello")), felt("b", 0), seats=({"stage": "f", "weight": 0},))
    assert planned(reader) == ["b"]
    (grid,) = page_of(reader).grids
    (row,) = grid.rows
    assert [(len(cell.messages), cell.gap) for cell in row.cells] == [(1, False), (0, True), *[(0, False)] * 4]


def test_who_weighs_at_a_stage_that_no_journey_tells_has_a_gap_there(base: Reader) -> None:
    seat = {"stage": "f", "weight": 3, "sent_by": "marketing", "information_to_deliver": "A sample"}
    reader = reading(base, felt("a", 0, messages=said("Hello")), seats=(seat,))
    (row,) = page_of(reader).plan
    assert (row.stage.text, row.weight, row.department_id) == ("F", 3, "marketing")
    assert [texts for _, texts in row.wanted] == [("A sample",)]


def test_a_message_in_the_journey_as_we_want_it_fills_the_cell_and_the_feeling_stays_as_lived(base: Reader) -> None:
    reader = reading(base, felt("a", -1), felt("b", 0))
    zoe = reader.handbook.personas["zoe-hotel"]
    (lived,) = zoe.data["journeys"]
    wanted = {**lived, "id": "better", "state": "to_be", "stages": [felt("a", 2), felt("b", 2, messages=said("Hi"))]}
    zoe = replace(zoe, data={**zoe.data, "journeys": [lived, wanted]})
    reader = replace(reader, handbook=replace(reader.handbook, personas={zoe.id: zoe}))
    (cell,) = gaps(grids(reader.handbook))
    assert (cell.stage, cell.score) == ("a", -1)


@pytest.mark.parametrize("gone", [{"status": "retired"}, {"kind": "anti_persona"}])
def test_nothing_is_planned_for_those_to_whom_we_do_not_speak(base: Reader, gone: dict[str, str]) -> None:
    assert grids(reading(base, felt("a", 0), **gone).handbook) == ()


def test_every_field_that_the_schema_knows_of_a_message_is_told_and_so_is_the_company_s_own(base: Reader) -> None:
    fields = base.schemas.fields["persona"].at(("journeys", 0, "stages", 0, "messages", 0))
    assert fields is not None
    texts = [key for key, field in fields.children.items() if not field.reference and "string" in field.types]
    assert {"concept", "fact", "emotion", "addresses", "feature", "advantage", "benefit", "proof"} <= set(texts)
    message = {key: f"its {key}" for key in texts} | {"x_claim": "our own"}
    html = written(reading(base, felt("a", 0, messages=[message])))["messages/segment-demo/"]
    for text in message.values():
        assert text in html


@pytest.mark.parametrize(
    ("named", "anchor"), [("Why", "#why"), ("pourquoi", "#why"), ("Who does what", "#who-does-what"), ("Spring", "")]
)
def test_a_message_leads_to_the_part_of_the_story_that_it_comes_from(
    base: Reader, reader: Reader, named: str, anchor: str
) -> None:
    base = replace(base, handbook=replace(base.handbook, shared=reader.handbook.shared))
    html = written(reading(base, felt("a", 0, messages=said("Hello", from_story=named))))["messages/segment-demo/"]
    assert f'<a href="../../story/{anchor}">{named}</a>' in html


def test_texts_from_files_are_shown_and_never_run(base: Reader) -> None:
    evil = '<script>alert(1)</script>"'
    message = said(evil, fact=evil, from_story=evil)
    reader = reading(
        base,
        felt("a", 0, messages=message),
        {"stage": "b", "content_wanted": [evil], "name": evil, "emotion": {"score": 1, "label": evil}},
    )
    for html in written(reader).values():
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_the_address_of_each_empty_cell_leads_to_its_row_of_the_plan(base: Reader) -> None:
    for html in written(reading(base, felt("a", 0), felt("b", 1))).values():
        targets = re.findall(r'<a href="#(p-[^"]+)"', html)
        assert len(targets) == 2
        for target in targets:
            assert f'<tr id="{target}"' in html


def test_a_plan_that_is_too_long_says_what_is_left_out(base: Reader) -> None:
    reader = reading(base, *(felt(stage, 0) for stage in "abcdef"))
    zoe = reader.handbook.personas["zoe-hotel"]
    many = {f"zoe-{n}": replace(zoe, id=f"zoe-{n}") for n in range(50)}
    reader = replace(reader, handbook=replace(reader.handbook, personas=many))
    html = written(reader)
    assert f"{300 - MOST_GAPS} more are in the files." in html["messages/"]
    assert "There are too many personas for one page." in html["messages/"]
    assert html["messages/segment-demo/"].count('id="of-zoe-') == 50
    assert "The messages of the last 38 personas are told in brief" in html["messages/segment-demo/"]


def test_a_handbook_without_journeys_says_how_to_begin(base: Reader) -> None:
    html = written(replace(base, handbook=replace(base.handbook, personas={})))
    assert list(html) == ["messages/"]
    assert 'href="../contribute/"' in html["messages/"]


# files


def table(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheets(content: bytes) -> Iterator[list[str]]:
    """The texts of each sheet of a workbook, as a spreadsheet reads them."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(part.text or "" for part in one.iter(f"{space}t")) for one in shared]
        for number in (1, 2):
            cells = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{space}c")
            yield [
                texts[int(value)] if cell.get("t") == "s" else value
                for cell in cells
                if (value := cell.findtext(f"{space}v")) is not None
            ]


def test_the_table_holds_messages_then_gaps_in_the_order_of_the_plan(base: Reader) -> None:
    reader = reading(base, felt("a", 0.5, messages=said("Hello", fact="12 of 14")), felt("b", 1), felt("c", -1.5))
    head, *rows = table(message_file("csv", reader))
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert len(set(head)) == len(head)
    assert [(row["State"], row["Stage"], row["Message"], row["Fact"]) for row in told] == [
        ("written", "A", "Hello", "12 of 14"),
        ("missing", "C", "", ""),
        ("missing", "B", "", ""),
    ]
    assert [row["Emotion from −2 to +2"] for row in told] == ["0.5", "-1.5", "1"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula_in_a_spreadsheet(base: Reader, start: str) -> None:
    text = f'{start}HYPERLINK("x")'
    reader = reading(base, felt("a", 0, messages=said(text)))
    assert f"'{text}" in table(message_file("csv", reader))[1]
    workbook = message_file("xlsx", reader)
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_workbook_has_a_sheet_of_messages_and_one_of_gaps(base: Reader) -> None:
    reader = reading(base, felt("a", 0, messages=said("Hello é")), felt("b", -1.5))
    first, second = sheets(message_file("xlsx", reader))
    assert "Hello é" in first
    assert "-1.5" in second
    assert "Hello é" not in second


def test_a_workbook_knows_the_day_that_it_tells_of_and_no_other(base: Reader) -> None:
    with zipfile.ZipFile(io.BytesIO(message_file("xlsx", reading(base, felt("a", 0))))) as book:
        days = re.findall(rb">(\d{4}-[^<]+)</dcterms:", book.read("docProps/core.xml"))
        assert set(days) == {b"2026-11-21T00:00:00Z"}
        assert {info.date_time[0] for info in book.infolist()} == {1980}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_command_writes_what_the_site_offers(
    personas: Path, schemas: Schemas, run: Callable[..., Result], form: str
) -> None:
    file = personas.parent / "plan"
    result = run("export", "messages", "--format", form, "--out", str(file), "--lang", "fr")
    assert (result.exit_code, result.output) == (0, "")
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    reader = Reader(handbook, schemas, catalogue("fr"), date(2026, 11, 21))
    offered = {asset.uri: asset.content for asset in pages.assets(Writer(reader))}
    assert offered[f"messages/messages.{form}"] == file.read_bytes()


def test_the_command_says_where_it_cannot_write(personas: Path, run: Callable[..., Result]) -> None:
    result = run("export", "messages", "--out", str(personas / "nowhere" / "plan.csv"))
    assert result.exit_code == 2
    assert "nowhere" in result.output
