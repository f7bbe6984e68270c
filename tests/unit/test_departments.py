"""What a department finds on its page: its stages, what it is handed, what it measures and owes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.rendering.pages import departments
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.department import FEW_SEGMENTS, DepartmentPage, department_page, everything
from persona_handbook.views.indicators import judged
from persona_handbook.views.reader import Reader

Read = Callable[..., Reader]

STAGES: list[dict[str, Any]] = [
    {
        "stage": "need",
        "departments": {"owner": "marketing"},
        "emotion": {"score": -1, "label": "Hurried"},
        "promises": ["A sample within a week"],
    },
    {
        "stage": "choice",
        "departments": {"owner": "sales", "involved": ["marketing"]},
        "pains": ["Two catalogues", {"text": "No price anywhere", "severity": 3}],
        "messages": [{"text": "Every shade in stock", "department": "marketing"}],
        "kpis": [{"name": "Quotes in time", "value": 61, "target": 70, "higher_is_better": True}],
        "opportunities": [{"text": "Print prices", "owner": "sales"}],
    },
]


@pytest.fixture
def reader(personas: Path, schemas: Schemas) -> Read:
    """The base handbook with Zoé alone, who lives these stages."""

    handbook = load(personas, schemas).handbook
    assert handbook is not None
    zoe = handbook.personas["zoe-hotel"]

    def read(stages: list[dict[str, Any]], state: str = "as_is") -> Reader:
        journey = {"id": "hotel", "title": "The hotel", "state": state, "stage_model": "buying", "stages": stages}
        alone = {zoe.id: replace(zoe, data={**zoe.data, "journeys": [journey]})}
        return Reader(replace(handbook, personas=alone), schemas, catalogue("en"), date(2026, 11, 21))

    return read


def page_of(department: str, reader: Reader) -> DepartmentPage:
    return department_page(department, everything(reader), reader)


def test_a_department_sees_the_stages_that_it_leads_and_those_at_which_it_helps(reader: Read) -> None:
    page = page_of("marketing", reader(STAGES))
    (segment,) = page.segments
    (journey,) = segment.journeys
    assert [(row.stage.url, row.leads) for row in journey.rows] == [
        ("personas/zoe-hotel/#journey-hotel-need", True),
        ("personas/zoe-hotel/#journey-hotel-choice", False),
    ]
    assert (page.leads, page.helps) == (1, 1)


def test_the_worst_pain_comes_first(reader: Read) -> None:
    (segment,) = page_of("sales", reader(STAGES)).segments
    assert segment.journeys[0].rows[0].pains == ("No price anywhere", "Two catalogues")


def test_a_department_sees_what_the_others_do_at_its_stage(reader: Read) -> None:
    (segment,) = page_of("sales", reader(STAGES)).segments
    (other,) = segment.journeys[0].rows[0].others
    assert (other.department.text, other.leads, other.does) == ("Marketing", False, ("Every shade in stock",))


def test_a_hand_off_tells_both_departments_the_mood_and_what_was_promised(reader: Read) -> None:
    read = reader(STAGES)
    (received,) = page_of("sales", read).received
    (given,) = page_of("marketing", read).given
    assert (received.department.text, given.department.text) == ("Marketing", "Sales")
    assert received.part == given.part
    (row,) = received.part.rows
    assert (row.feeling, row.promises) == ("−1 Hurried", ("A sample within a week",))


def test_nothing_is_handed_over_in_a_journey_that_is_only_wished_for(reader: Read) -> None:
    page = page_of("sales", reader(STAGES, state="to_be"))
    assert (page.handoffs_in, page.indicators.judged) == (0, 0)


def test_nothing_is_handed_over_where_nobody_led_before(reader: Read) -> None:
    first = {key: value for key, value in STAGES[0].items() if key != "departments"}
    assert page_of("sales", reader([first, STAGES[1]])).handoffs_in == 0


@pytest.mark.parametrize(
    ("kpi", "said"),
    [
        ({"value": 61, "target": 70, "higher_is_better": True}, "not_met"),
        ({"value": 61, "target": 50, "higher_is_better": True}, "met"),
        ({"value": 20, "target": 11, "higher_is_better": False}, "not_met"),
        ({"value": 9, "target": 11, "higher_is_better": False}, "met"),
        ({"value": 11, "target": 11}, "met"),
        ({"value": 61, "target": 70}, "unsaid"),
        ({"value": 61}, "no_target"),
    ],
)
def test_a_target_is_judged_only_where_the_file_says_which_way_is_better(kpi: dict[str, Any], said: str) -> None:
    assert judged(kpi) == said


def test_only_who_leads_a_stage_answers_for_its_figures(reader: Read) -> None:
    read = reader(STAGES)
    assert [row.name for row in page_of("sales", read).indicators.part.rows] == ["Quotes in time"]
    assert page_of("marketing", read).indicators.part.rows == ()


def test_open_opportunities_lead_to_where_all_are_listed(reader: Read) -> None:
    (row,) = page_of("sales", reader(STAGES)).opportunities.rows
    assert row.url == "opportunities/#o-zoe-hotel-hotel-choice-1"


def test_a_department_with_nothing_to_do_is_told_so(reader: Read) -> None:
    writer = Writer(reader([{"stage": "need", "departments": {"owner": "marketing"}}]))
    html = next(page.html for page in departments.pages(writer) if page.url == "departments/sales/")
    sections = dict(re.findall(r'<h2 id="([a-z]+)">.*?</h2>(.*?)</section>', html, re.DOTALL))
    for name in ("stages", "handoffs", "indicators", "opportunities", "messages"):
        assert "None yet." in sections[name], name


def test_a_department_of_many_segments_names_those_it_has_no_room_for(reader: Read) -> None:
    read = reader(STAGES)
    zoe = read.handbook.personas["zoe-hotel"]
    many = {
        f"zoe-{number}": replace(zoe, id=f"zoe-{number}", segment=f"segment-{number % 20}") for number in range(100)
    }
    (demo,) = read.handbook.segments.values()
    segments = {f"segment-{number}": replace(demo, id=f"segment-{number}") for number in range(20)}
    large = replace(read, handbook=replace(read.handbook, personas=many, segments=segments))
    page = page_of("marketing", large)
    assert (len(page.segments), len(page.other_segments)) == (FEW_SEGMENTS, 20 - FEW_SEGMENTS)
    told = sum(len(journey.rows) for part in page.segments for journey in part.journeys)
    left_out = sum(part.more for part in (*page.segments, *page.other_segments))
    assert told + left_out == page.leads + page.helps == 200
