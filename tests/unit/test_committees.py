"""The page of a buying committee: what is read aloud, the quadrant, what is lacking, the ways to a yes."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.rendering.pages import committees
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.committee_coverage import coverage
from persona_handbook.views.committee_page import CommitteePage, committee_page
from persona_handbook.views.committee_quadrant import Peak
from persona_handbook.views.decision_paths import strongest_way
from persona_handbook.views.reader import Link, Reader
from tests.kinds import pages_of

ANA = "{persona: ana-buyer, roles: [user], by_stage: [%s]}"
ZOE = "{persona: zoe-hotel, roles: [decision_maker, buyer], must_approve: true, %sby_stage: [%s]}"


def reader(personas: Path, schemas: Schemas, *members: str, more: str = "", language: str = "en") -> Reader:
    """The base handbook with a committee of these members."""
    seats = "".join(f"    - {member}\n" for member in members)
    with (personas / "demo" / "segment.yml").open("a", encoding="utf-8") as file:
        file.write(f"committee:\n  stage_model: buying\n  members:\n{seats}{more}")
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue(language), date(2026, 11, 21))


def page(eyes: Reader) -> CommitteePage:
    view = committee_page(eyes.handbook.segments["demo"], eyes)
    assert view is not None
    return view


def test_a_stage_says_who_decides_whom_to_convince_and_who_is_not_yet_in(personas: Path, schemas: Schemas) -> None:
    zoe = ZOE % ("", "{stage: choice, weight: 5, position: 0, information_to_deliver: A lamp, sent_by: sales}")
    view = page(reader(personas, schemas, zoe, ANA % "{stage: use, weight: 2, position: 1}"))
    choice, use = view.readings
    assert (choice.decides, choice.presence) == ("Zoé decides.", ("Not yet in: Ana.",))
    told = [(one.sentence, one.information, one.sent_by) for one in choice.members]
    assert told == [("Convince Zoé (weight 5, position 0) with", "A lamp", "Sales")]
    assert use.decides == "Nobody decides here; Ana weighs most (2)."
    assert use.presence == ("New here: Ana.", "Absent at this stage: Zoé.")
    assert [one.sentence for one in use.members] == ["Ana stands with us (weight 2, position +1)."]
    assert view.approval == "Nothing is bought without the yes of Zoé."
    assert view.blank == "At these stages nobody has been entered yet: Need."


def test_whoever_weighs_and_was_never_asked_is_to_be_asked(personas: Path, schemas: Schemas) -> None:
    view = page(reader(personas, schemas, ZOE % ("", "{stage: choice, weight: 3}")))
    assert view.readings[0].members[0].sentence.startswith("Ask where Zoé stands")
    assert view.quadrant.missing == ("Zoé",)


def test_those_to_be_convinced_come_first_the_heaviest_before_all(personas: Path, schemas: Schemas) -> None:
    for one in ("eva-desk", "ivo-desk"):
        shutil.copy(personas / "demo/ana-buyer.yml", personas / f"demo/{one}.yml")
    members = [
        f"{{persona: {id}, roles: [buyer], by_stage: [{{stage: use, weight: {weight}, position: {position}}}]}}"
        for id, weight, position in (("ana-buyer", 5, 1), ("eva-desk", 2, -2), ("zoe-hotel", 3, 0), ("ivo-desk", 4, -1))
    ]
    told = [one.sentence for one in page(reader(personas, schemas, *members)).readings[0].members]
    assert [sentence.partition(" (")[0] for sentence in told] == [
        "Convince Ana",
        "Convince Zoé",
        "Ana stands with us",
        "Ana weighs little",
    ]


def test_somebody_absent_who_is_to_be_told_something_is_told_it(personas: Path, schemas: Schemas) -> None:
    zoe = ZOE % ("", "{stage: choice, weight: 0, information_to_deliver: That we called}")
    view = page(reader(personas, schemas, zoe))
    assert view.readings[0].decides == "Nobody weighs here."
    assert [one.information for one in view.readings[0].members] == ["That we called"]


def test_a_member_is_drawn_where_it_weighs_most_and_is_least_for_us(personas: Path, schemas: Schemas) -> None:
    stages = "{stage: need, weight: 4, position: 2}, {stage: choice, weight: 4, position: -1}, {stage: use, weight: 1}"
    view = page(reader(personas, schemas, ZOE % ("", stages)))
    peak = view.quadrant.peaks[0]
    assert (peak.stage, peak.weight, peak.position, peak.quadrant) == ("Choice", 4, -1, "Convince")


@pytest.mark.parametrize(
    ("weight", "position", "quadrant"),
    [(3, 0, "Convince"), (3, 1, "Build on them"), (2, 0, "Keep an eye on"), (2, 1, "Keep informed")],
)
def test_a_name_stands_in_the_quarter_that_the_table_says(
    weight: int, position: int, quadrant: str, personas: Path, schemas: Schemas
) -> None:
    seat = f"{{stage: use, weight: {weight}, position: {position}}}"
    drawn = page(reader(personas, schemas, ZOE % ("", seat))).quadrant
    x, y = drawn.drawing.places[0]
    assert drawn.peaks[0].quadrant == quadrant
    assert (x > drawn.across_at, y < drawn.up_at) == (position >= 1, weight >= 3)


LIBRARY = """contents:
  - {id: %s, type: card, title: Lamps, url: https://intranet.example/lamps, personas: [zoe-hotel], stages: [choice], \
language: en, owner: sales, expires_on: %s}
"""
CHOICE_AND_USE = ZOE % ("", "{stage: choice, weight: 3}, {stage: use, weight: 5}, {stage: need, weight: 2}")


def test_a_moment_lacks_what_neither_journey_nor_library_holds(personas: Path, schemas: Schemas) -> None:
    (personas / "content.yml").write_text(LIBRARY % ("lamps", "2027-01-01"), encoding="utf-8")
    zoe = personas / "demo/zoe-hotel.yml"
    message = "      - stage: use\n        messages: [{text: One lamp for all rooms}]\n"
    zoe.write_text(zoe.read_text("utf-8").replace("      - stage: use\n", message), encoding="utf-8")
    found = page(reader(personas, schemas, CHOICE_AND_USE)).coverage
    need, choice, use = found.rows[0].cells
    assert need is None
    assert choice is not None
    assert use is not None
    assert (choice.messages, choice.contents, use.messages, use.contents) == (0, 1, 1, 0)
    assert (found.moments, found.gaps, found.no_message, found.no_content) == (2, 2, 1, 1)
    assert found.rows[0].gaps == ("No message at: Choice (3)", "No content at: Use (5)")
    assert choice.url == "personas/zoe-hotel/#journey-first-hotel-choice"


def test_a_content_that_has_expired_covers_nothing(personas: Path, schemas: Schemas) -> None:
    (personas / "content.yml").write_text(LIBRARY % ("lamps", "2026-11-20"), encoding="utf-8")
    assert page(reader(personas, schemas, CHOICE_AND_USE)).coverage.no_content == 2


def test_a_message_on_the_stages_of_another_model_covers_nothing(personas: Path, schemas: Schemas) -> None:
    zoe = personas / "demo/zoe-hotel.yml"
    message = "      - stage: use\n        messages: [{text: One lamp for all rooms}]\n"
    zoe.write_text(zoe.read_text("utf-8").replace("      - stage: use\n", message), encoding="utf-8")
    eyes = reader(personas, schemas, CHOICE_AND_USE)
    seats = page(eyes).seats
    assert [coverage(seats, model, eyes).no_message for model in ("buying", "support")] == [1, 2]


def test_the_way_to_a_yes_leads_through_those_who_can_carry_it(personas: Path, schemas: Schemas) -> None:
    ana = (
        "{persona: ana-buyer, roles: [user], influences: [zoe-hotel], by_stage: [{stage: use, weight: 2, position: 1}]}"
    )
    paths = page(reader(personas, schemas, ZOE % ("", "{stage: use, weight: 5, position: -1}"), ana)).paths
    assert paths.ways == ("Zoé must approve; the strongest way is Ana → Zoé (weight 2).",)
    assert paths.uninfluenced == "Nobody is known to influence Ana."
    assert paths.drawing is not None
    assert len(paths.drawing.arrows) == 1


def test_where_nobody_with_us_leads_to_a_yes_that_is_said(personas: Path, schemas: Schemas) -> None:
    paths = page(reader(personas, schemas, ZOE % ("influences: [ana-buyer], ", "{stage: use, weight: 4}"))).paths
    assert paths.ways == (
        "Zoé must approve; nobody who stands with us is known to influence Zoé: there is no way in yet.",
    )
    assert paths.drawing is None
    assert [link.text for link in paths.influences[0].sways] == ["Ana"]


names = st.sampled_from("abcdef")
graphs = st.dictionaries(names, st.tuples(st.integers(0, 5), st.integers(-2, 2), st.frozensets(names)), min_size=1)


def peak(id: str, weight: int, position: int) -> Peak:
    return Peak(id, Link(id), False, "", weight, position, "")


@given(graphs)
def test_no_other_way_is_stronger(members: dict[str, tuple[int, int, frozenset[str]]]) -> None:
    peaks = {id: peak(id, weight, position) for id, (weight, position, _) in members.items()}
    sways = {id: tuple(sorted(swayed & members.keys() - {id})) for id, (_, _, swayed) in members.items()}
    to = next(iter(members))
    found = strongest_way(to, peaks, sways)
    every = [way for size in range(2, len(members) + 1) for way in permutations(members, size) if leads(way, to, sways)]
    with_us = [way for way in every if peaks[way[0]].position in (1, 2)]
    assert bool(found) == bool(with_us)
    if found:
        assert found in every
        assert strength(found, peaks) == max(strength(way, peaks) for way in with_us)


def leads(way: tuple[str, ...], to: str, sways: Mapping[str, tuple[str, ...]]) -> bool:
    return way[-1] == to and all(after in sways[before] for before, after in pairwise(way))


def strength(way: tuple[str, ...], peaks: Mapping[str, Peak]) -> int:
    return min(peaks[id].weight for id in way[:-1])


def test_what_drives_the_purchase_is_told_and_what_nobody_asked_is_a_gap(personas: Path, schemas: Schemas) -> None:
    more = "  triggers: [{text: A dark room, sources: [survey-2026]}]\n  x_budget: In October\n"
    view = page(reader(personas, schemas, CHOICE_AND_USE, more=more))
    assert {driver.title: driver.shown is not None for driver in view.drivers} == {
        "Risk of status quo": False,
        "Triggers": True,
        "Paper process": False,
        "budget": True,
    }
    assert [row.citation.number for row in view.sources] == [1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_written_is_text_and_no_markup(language: str, personas: Path, schemas: Schemas) -> None:
    zoe = ZOE % ("", "{stage: use, weight: 5, information_to_deliver: '<b>A</b> *lamp*'}")
    eyes = reader(personas, schemas, zoe, language=language)
    (made,) = pages_of(committees, eyes)
    assert "&lt;b&gt;A&lt;/b&gt; <em>lamp</em>" in made.html
    assert made.url == "segments/demo/committee/"
    assert made.source == "personas/demo/segment.yml"


def test_a_segment_without_a_committee_has_no_such_page(personas: Path, schemas: Schemas) -> None:
    handbook: Any = load(personas, schemas).handbook
    eyes = Reader(handbook, schemas, catalogue("en"), date(2026, 11, 21))
    assert list(pages_of(committees, eyes)) == []


ids = st.sampled_from(["zoe-hotel", "ana-buyer", "eva-desk", "ivo-desk", "leo-roof", "mia-roof"])
seats = st.fixed_dictionaries(
    {"stage": st.sampled_from(["need", "choice", "use"]), "weight": st.integers(0, 5)},
    optional={"position": st.integers(-2, 2), "information_to_deliver": st.text("ab ", min_size=1)},
)
members = st.fixed_dictionaries(
    {"persona": ids, "roles": st.just(["buyer"]), "by_stage": st.lists(seats, min_size=1, max_size=4)},
    optional={"must_approve": st.booleans(), "influences": st.lists(ids, max_size=4, unique=True)},
)


@pytest.fixture(scope="module")
def eyes(tmp_path_factory: pytest.TempPathFactory, schemas: Schemas) -> Reader:
    base = Path(__file__).parents[1] / "examples" / "base" / "personas"
    personas = Path(shutil.copytree(base, tmp_path_factory.mktemp("any") / "personas"))
    return reader(personas, schemas, CHOICE_AND_USE)


@given(committee=st.lists(members, min_size=1, max_size=6, unique_by=lambda member: str(member["persona"])))
def test_any_committee_has_a_page_on_which_every_arrow_stays_in_its_drawing(
    committee: list[dict[str, Any]], eyes: Reader
) -> None:
    data = {"name": "Roofs", "committee": {"stage_model": "buying", "members": committee}}
    segment = replace(eyes.handbook.segments["demo"], data=data)
    view = committee_page(segment, eyes)
    assert view is not None
    assert len(view.quadrant.peaks) == len(committee)
    assert [len(row.cells) for row in view.coverage.rows] == [len(view.seats.stages)] * len(committee)
    if drawn := view.paths.drawing:
        points = [point for arrow in drawn.arrows for point in (arrow.start, arrow.end, (arrow.bend[0], 0))]
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points)
