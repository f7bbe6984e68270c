"""The library of contents: whom each serves, what is missing, what runs out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.model.handbook import SharedFile
from persona_handbook.rendering.pages import contents as pages
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.content_library import MOST_NEEDS, content_page
from persona_handbook.views.reader import Reader


@pytest.fixture
def base(personas: Path, schemas: Schemas) -> Reader:
    """The base handbook with Zoé alone, served."""
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    zoe = handbook.personas["zoe-hotel"]
    zoe = replace(zoe, data={**zoe.data, "kind": "persona", "status": "validated", "journeys": []})
    return Reader(replace(handbook, personas={zoe.id: zoe}), schemas, catalogue("en"), date(2026, 11, 21))


def content(id: str, **more: Any) -> dict[str, Any]:
    plain = {"type": "video", "title": f"The {id}", "url": f"https://library.example/{id}", "language": "fr"}
    return {"id": id, **plain, "personas": ["zoe-hotel"], "stages": ["need"], "owner": "marketing", **more}


def reading(base: Reader, *contents: dict[str, Any], **more: Any) -> Reader:
    """A library, and what Zoé's file says beside."""
    zoe = base.handbook.personas["zoe-hotel"]
    zoe = replace(zoe, data={**zoe.data, "information_needs": [], **more})
    settings = base.handbook.settings
    library = SharedFile(replace(settings.document, data={"contents": list(contents)}), ())
    return replace(base, handbook=replace(base.handbook, personas={zoe.id: zoe}, shared={"content": library}))


def wants(text: str, *contents: str, **more: Any) -> dict[str, Any]:
    return {"text": text, **({"contents": list(contents)} if contents else {}), **more}


def html_of(reader: Reader) -> str:
    (page,) = pages.pages(Writer(reader))
    return page.html


def test_a_need_without_content_is_told_with_its_persona_its_stage_and_its_form(base: Reader) -> None:
    needs = [wants("The price", "film"), wants("The colour", stage="choice", form="demo"), wants("The shop")]
    page = content_page(reading(base, content("film"), information_needs=needs))
    assert [(row.persona.text, row.need.text, row.stage, row.form) for row in page.needs] == [
        ("Zoé", "The colour", "Choice", "Demonstration"),
        ("Zoé", "The shop", "", ""),
    ]
    assert (page.missing, page.asked) == (2, 3)


def test_a_need_that_only_an_expired_content_answers_is_without_content(base: Reader) -> None:
    old = content("film", expires_on="2026-11-20")
    page = content_page(reading(base, old, information_needs=[wants("The price", "film")]))
    assert page.missing == 1


@pytest.mark.parametrize(
    ("said", "unused"),
    [
        ({"information_needs": [wants("The price", "film")]}, []),
        ({"journeys": [{"id": "way", "stages": [{"stage": "need", "contents": ["film"]}]}]}, []),
        ({"information_needs": [wants("The price")]}, [("The film", False)]),
        ({"information_needs": [wants("The price", "film")], "status": "retired"}, [("The film", True)]),
        ({"information_needs": [wants("The price", "film")], "kind": "anti_persona"}, [("The film", True)]),
    ],
)
def test_a_content_serves_those_whom_it_names_and_who_ask_for_it(
    base: Reader, said: dict[str, Any], unused: list[tuple[str, bool]]
) -> None:
    page = content_page(reading(base, content("film"), **said))
    assert [(row.content.text, row.gone) for row in page.unused] == unused


def test_somebody_who_asks_for_a_content_that_does_not_name_them_is_not_served_by_it(base: Reader) -> None:
    reader = reading(base, content("film", personas=["ana-buyer"]), information_needs=[wants("The price", "film")])
    assert [row.gone for row in content_page(reader).unused] == [True]


@pytest.mark.parametrize(
    ("day", "expiry"),
    [("2026-11-20", "expired"), ("2026-11-21", "soon"), ("2027-02-19", "soon"), ("2027-02-20", ""), ("", "")],
)
def test_what_has_expired_and_what_will_within_ninety_days_is_said(base: Reader, day: str, expiry: str) -> None:
    more = {"expires_on": day} if day else {}
    page = content_page(reading(base, content("film", **more)))
    assert page.rows[0].expiry == expiry
    assert bool(page.running_out) == bool(expiry)


def test_the_earliest_end_comes_first(base: Reader) -> None:
    reader = reading(base, content("b", expires_on="2026-12-01"), content("a", expires_on="2026-01-01"))
    assert [row.content.text for row in content_page(reader).running_out] == ["The a", "The b"]


def test_the_language_of_a_content_is_named_in_the_reader_s(base: Reader) -> None:
    reader = reading(base, content("film"), content("song", language="zz"))
    assert [row.language for row in content_page(reader).rows] == ["French", "zz"]
    assert content_page(replace(reader, words=catalogue("fr"))).rows[0].language == "français"


def test_wherever_a_content_is_named_the_way_leads_to_its_row(base: Reader) -> None:
    reader = reading(base, content("film"))
    assert replace(reader, base="../../").link("content", "film").url == "../../contents/#content-film"
    assert '<tr id="content-film"' in html_of(reader)
    assert 'href="https://library.example/film"' in html_of(reader)


def test_a_title_from_a_file_is_shown_and_never_run(base: Reader) -> None:
    evil = "<script>alert(1)</script>"
    html = html_of(reading(base, content("film", title=evil), information_needs=[wants(evil)]))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3


def test_needs_for_which_there_is_no_room_are_counted(base: Reader) -> None:
    reader = reading(base, information_needs=[wants(f"Thing {n}") for n in range(MOST_NEEDS + 2)])
    assert "2 more are on the pages of their personas." in html_of(reader)


def test_a_handbook_without_a_library_says_how_to_begin(base: Reader) -> None:
    html = html_of(base)
    assert "there is no content.yml yet" in html
    assert 'href="../contribute/"' in html
