"""All opportunities: their order, their totals, their places on the grid, and the way back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.model.handbook import Handbook
from persona_handbook.model.persona import Persona
from persona_handbook.rendering.pages import opportunities as pages
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.impact_grid import spots
from persona_handbook.views.opportunities import (
    MOST,
    OpportunitiesPage,
    found,
    opportunities,
    opportunity_anchor,
    opportunity_urls,
)
from persona_handbook.views.reader import Reader
from tests.kinds import pages_of


def idea(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "owner": "sales", **more}


def with_opportunities(persona: Persona, *ideas: dict[str, Any]) -> Persona:
    stage = {"stage": "need", "opportunities": list(ideas)}
    journey = {"id": "hotel", "title": "The hotel", "state": "as_is", "stage_model": "buying", "stages": [stage]}
    return replace(persona, data={**persona.data, "journeys": [journey]})


@pytest.fixture
def base(personas: Path, schemas: Schemas) -> Reader:
    """The base handbook with Zoé alone."""
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    handbook = replace(handbook, personas={"zoe-hotel": handbook.personas["zoe-hotel"]})
    return Reader(handbook, schemas, catalogue("en"), date(2026, 11, 21))


def reading(base: Reader, *ideas: dict[str, Any]) -> Reader:
    zoe = with_opportunities(base.handbook.personas["zoe-hotel"], *ideas)
    return replace(base, handbook=replace(base.handbook, personas={zoe.id: zoe}))


def page_of(reader: Reader) -> OpportunitiesPage:
    return opportunities(found(reader.handbook), MOST, reader)


def test_the_greatest_impact_comes_first_then_the_least_effort_and_what_nobody_judged_comes_last(base: Reader) -> None:
    reader = reading(
        base,
        idea("unjudged"),
        idea("small", impact=2, effort=1),
        idea("hard", impact=5, effort=4),
        idea("easy", impact=5, effort=1),
    )
    (group,) = page_of(reader).groups
    assert [row.text for row in group.rows] == ["easy", "hard", "small", "unjudged"]
    assert [row.number for row in group.rows] == [1, 2, 3, 4]
    assert page_of(reader).unplaced == (4,)


def test_totals_by_department_and_by_status_add_up(base: Reader) -> None:
    reader = reading(
        base,
        idea("a", status="done"),
        idea("b"),
        idea("c", status="doing", owner="marketing"),
        idea("d", status="idea"),
    )
    page = page_of(reader)
    assert (page.total, page.open) == (4, 3)
    for counts in (page.by_owner, page.by_status, page.personas):
        assert (sum(one.all for one in counts), sum(one.open for one in counts)) == (4, 3)


@pytest.mark.parametrize(
    ("said", "quick"),
    [
        ({"impact": 4, "effort": 2}, True),
        ({"impact": 5, "effort": 1, "status": "doing"}, True),
        ({"impact": 3, "effort": 1}, False),
        ({"impact": 5, "effort": 3}, False),
        ({"impact": 5}, False),
        ({"impact": 5, "effort": 1, "status": "done"}, False),
        ({"impact": 5, "effort": 1, "status": "dropped"}, False),
    ],
)
def test_a_quick_win_is_open_and_brings_much_for_little(base: Reader, said: dict[str, Any], quick: bool) -> None:
    assert len(page_of(reading(base, idea("a", **said))).quick_wins) == quick


def test_what_is_at_the_same_place_of_the_grid_shares_it() -> None:
    (spot,) = spots((number, 4, 2) for number in (3, 5, 8, 9))
    assert [line.numbers for line in spot.lines] == [(3, 5, 8), (9,)]


def test_a_crowded_place_says_how_many_more_there_are() -> None:
    (spot,) = spots((number, 4, 2) for number in range(1, 31))
    assert sum(len(line.numbers) for line in spot.lines) + spot.lines[-1].more == 30
    assert [line.more for line in spot.lines[:-1]] == [0, 0]


def test_the_way_to_an_opportunity_is_known_before_its_page_is_drawn(base: Reader) -> None:
    reader = reading(base, idea("a"), idea("b"))
    anchor = opportunity_anchor("zoe-hotel", "hotel", "need", 2)
    assert opportunity_urls(found(reader.handbook))[anchor] == f"opportunities/#{anchor}"
    (page,) = pages.pages(Writer(reader))
    assert f'<tr id="{anchor}"' in page.html


def test_a_retired_persona_leaves_no_opportunities(base: Reader) -> None:
    zoe = with_opportunities(base.handbook.personas["zoe-hotel"], idea("a"))
    retired = replace(zoe, data={**zoe.data, "status": "retired"})
    assert found(replace(base.handbook, personas={zoe.id: retired})) == []


def test_a_handbook_without_opportunities_says_so(base: Reader) -> None:
    (page,) = pages.pages(Writer(replace(base, handbook=replace(base.handbook, personas={}))))
    assert "No journey names an opportunity yet." in page.html


def test_a_text_from_a_file_is_shown_and_never_run(base: Reader) -> None:
    (page,) = pages.pages(Writer(reading(base, idea("<script>alert(1)</script>", impact=5, effort=1))))
    assert "<script" not in page.html
    assert page.html.count("&lt;script&gt;") == 2


def crowded(base: Reader) -> Handbook:
    """Twenty Zoés with twenty opportunities each, in two segments."""
    zoe = with_opportunities(base.handbook.personas["zoe-hotel"], *(idea(f"idea {n}", impact=3) for n in range(20)))
    (segment,) = base.handbook.segments.values()
    return replace(
        base.handbook,
        personas={f"zoe-{n}": replace(zoe, id=f"zoe-{n}", segment=("demo", "other")[n % 2]) for n in range(20)},
        segments={id: replace(segment, id=id) for id in ("demo", "other")},
    )


def test_too_many_for_one_page_have_a_page_for_each_segment_and_every_link_finds_its_row(base: Reader) -> None:
    handbook = crowded(base)
    written = {page.url: page.html for page in pages_of(pages, replace(base, handbook=handbook))}
    assert list(written) == ["opportunities/", "opportunities/demo/", "opportunities/other/"]
    urls = opportunity_urls(found(handbook))
    assert len(urls) == 2 * MOST
    for anchor, url in urls.items():
        assert f'id="{anchor}"' in written[url.partition("#")[0]]


def test_what_a_page_has_no_room_for_is_said(base: Reader) -> None:
    written = {page.url: page.html for page in pages_of(pages, replace(base, handbook=crowded(base)))}
    assert "50 more are on the pages of their personas." in written["opportunities/demo/"]
    shown = len(re.findall(r'<tr id="o-', written["opportunities/"]))
    assert f"{400 - shown} more are on the pages of their segments." in written["opportunities/"]
