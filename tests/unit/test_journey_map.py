"""The journey map: what is on it, and the files to take along."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.model.persona import Journey, Persona
from persona_handbook.rendering.journey_files import cjml, mermaid, svg
from persona_handbook.rendering.pages import journeys
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.bundle import find_schema_folder
from persona_handbook.schema.catalogue import load_schemas
from persona_handbook.views.curves_chart import MOST, curves_chart
from persona_handbook.views.emotions import marked
from persona_handbook.views.journey_map import JourneyMap, journey_map
from persona_handbook.views.journey_pair import journey_pair
from persona_handbook.views.journeys import MOST_ROWS, atlas_parts
from persona_handbook.views.reader import Reader
from persona_handbook.views.segment_curves import segment_curves
from persona_handbook.views.targets import verdict
from tests.kinds import pages_of

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = str(REPOSITORY / "personas")
HOSTILE = 'a<b>&"c#d;e:f\n%%g,'


@pytest.fixture(scope="module")
def reader() -> Reader:
    """An English reader of the sample company."""
    schemas = load_schemas(find_schema_folder(REPOSITORY / "personas"))
    handbook = load(REPOSITORY / "personas", schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue("en"), date(2026, 11, 21))


@pytest.fixture
def bruno(reader: Reader) -> Persona:
    return reader.handbook.personas["bruno-independent"]


def with_journeys(persona: Persona, *journeys: Mapping[str, Any]) -> Persona:
    return replace(persona, data={**persona.data, "journeys": list(journeys)})


def changed(journey: Journey, **values: Any) -> Mapping[str, Any]:
    return {**journey.data, **values}


def map_of(persona: Persona, reader: Reader, number: int = 0) -> JourneyMap:
    return journey_map(persona, persona.journeys[number], reader, {})


def row(shown: JourneyMap, key: str) -> str:
    """The names of the departments that a row concerns."""
    lane = next(lane for band in shown.bands for lane in band.lanes if lane.key == key)
    return ", ".join(shown.departments[int(number) - 1] for number in lane.concerns.split())


def test_the_line_of_visibility_is_named_above_our_band_alone(bruno: Persona, reader: Reader) -> None:
    lines = {band.id: band.line for band in map_of(bruno, reader).bands}
    assert lines == {"lives": "", "feels": "", "we_do": "Line of visibility"}


def test_the_schema_says_which_departments_a_row_concerns(bruno: Persona, reader: Reader) -> None:
    assert row(map_of(bruno, reader), "backstage") == "Customer service, Product, Logistics"


def test_a_row_that_the_schema_gives_to_nobody_concerns_all(bruno: Persona, reader: Reader) -> None:
    assert row(map_of(bruno, reader), "emotion") == ""


def test_a_branch_stands_under_the_stage_that_it_leaves_from(bruno: Persona, reader: Reader) -> None:
    shown = map_of(bruno, reader)
    leaving = {stage.title: branches for stage, branches in zip(shown.stages, shown.leaves, strict=True) if branches}
    (branch,) = leaving["The council's three weeks"]
    assert (list(leaving), branch.outcome, branch.share) == (
        ["The council's three weeks"],
        "Status quo: no decision",
        "21",
    )


def test_of_equal_scores_the_first_is_marked() -> None:
    assert marked([1, None, 1, -1, -1]) == {0: ["highest"], 3: ["lowest"], 4: ["last"]}


def test_a_journey_without_scores_has_no_marks() -> None:
    assert marked([None, None]) == {}


@pytest.mark.parametrize(
    ("value", "target", "higher", "key", "distance"),
    [
        (34, 50, True, "target_missed", 16),
        (50, 50, True, "target_met", 0),
        (3, 4, False, "target_met", 1),
        (12.5, 8, False, "target_missed", 4.5),
        (3, 0, None, "target_above", 3),
        (0.1, 0.3, None, "target_below", 0.2),
    ],
)
def test_a_figure_is_judged_by_its_target(
    value: float, target: float, higher: bool | None, key: str, distance: float
) -> None:
    found = verdict(value, target, higher)
    assert (found.key, found.distance) == (key, distance)


def test_a_pair_says_what_changes_at_a_stage(bruno: Persona, reader: Reader) -> None:
    pair = journey_pair(bruno, bruno.journeys[1], reader)
    assert pair == journey_pair(bruno, bruno.journeys[0], reader)
    assert pair is not None
    stage = next(stage for stage in pair.stages if stage.title == "Deployment")
    assert stage.difference == "feels better, +3"
    assert ("Promises", ("From seven, a person who knows the box, within five minutes",)) in [
        (change.lane, change.entries) for change in stage.added
    ]
    assert [change.lane for change in stage.dropped] == ["Actions", "Touchpoints"]


def test_a_stage_of_one_half_alone_is_new_or_gone(bruno: Persona, reader: Reader) -> None:
    lived, target = bruno.journeys
    first, *others = target.stages
    persona = with_journeys(bruno, lived.data, changed(target, stages=[*others[:-1], {**first, "stage": "renewal"}]))
    pair = journey_pair(persona, persona.journeys[0], reader)
    assert pair is not None
    told = {stage.title: (stage.difference, stage.today is None, stage.tomorrow is None) for stage in pair.stages}
    assert told["Problem"] == ("this stage is gone", False, True)
    assert told["Renewal"] == ("a new stage", True, False)


def test_journeys_that_do_not_pair_have_no_comparison(bruno: Persona, reader: Reader) -> None:
    alone = [{key: value for key, value in one.data.items() if key != "pairs_with"} for one in bruno.journeys]
    persona = with_journeys(bruno, *alone)
    assert [journey_pair(persona, journey, reader) for journey in persona.journeys] == [None, None]


def test_labels_of_curves_that_end_alike_do_not_cover_each_other(bruno: Persona, reader: Reader) -> None:
    stages = list(reader.handbook.stage_models["b2b_buying"].stages)
    chart = curves_chart([(str(n), bruno.journeys[0]) for n in range(9)], stages, reader)
    heights = sorted(curve.label_y for curve in chart.curves)
    assert len(heights) == MOST
    assert all(below - above >= 10 for above, below in itertools.pairwise(heights))
    assert heights[-1] <= 100


def test_curves_of_a_segment_stand_at_the_stages_of_their_model(reader: Reader) -> None:
    journeys = [one for persona in reader.handbook.personas_of("pharma") for one in persona.journeys]
    (found,) = segment_curves(journeys, reader)
    claire = dict(zip(found.stages, found.rows[0].cells, strict=True))
    assert claire["Choice"] is None
    assert claire["Contract"] is not None
    assert claire["Contract"].score == -2


def test_one_journey_alone_has_no_common_chart(bruno: Persona, reader: Reader) -> None:
    assert segment_curves(bruno.journeys, reader) == ()


def test_the_sample_s_journeys_fit_on_one_page(reader: Reader) -> None:
    assert [page.url for page in pages_of(journeys, reader)] == ["journeys/"]


def test_many_journeys_are_shared_out_to_pages_by_segment(bruno: Persona, reader: Reader) -> None:
    many = [changed(bruno.journeys[0], id=f"j{number}") for number in range(MOST_ROWS + 1)]
    personas = {**reader.handbook.personas, bruno.id: with_journeys(bruno, *many)}
    reader = replace(reader, handbook=replace(reader.handbook, personas=personas))
    parts = [part for segment in reader.handbook.segments.values() for part in atlas_parts(segment, reader)]
    assert sum(len(part.journeys) for part in parts) > MOST_ROWS
    assert max(len(part.journeys) for part in parts) <= MOST_ROWS
    assert [page.url for page in pages_of(journeys, reader)] == ["journeys/", *(part.url for part in parts)]
    assert len({part.url for part in parts}) == len(parts)


def hostile(persona: Persona) -> Persona:
    """The persona with marks of every grammar in its name and its journey."""
    stage = {
        "stage": "problem",
        "name": HOSTILE,
        "goal": HOSTILE,
        "actions": [HOSTILE],
        "touchpoints": [{"name": HOSTILE, "channel": "email", "sender": HOSTILE}],
        "emotion": {"score": -0.5, "label": "title " + HOSTILE},
    }
    journey = changed(persona.journeys[0], title=HOSTILE, scenario=HOSTILE, stages=[stage], branches=[])
    return replace(with_journeys(persona, journey), data={**with_journeys(persona, journey).data, "name": HOSTILE})


@pytest.mark.parametrize("written", [svg, cjml])
def test_what_people_write_stays_text_in_xml(
    written: Callable[[Writer, Persona, Journey], str], bruno: Persona, reader: Reader
) -> None:
    persona = hostile(bruno)
    root = ElementTree.fromstring(written(Writer(reader), persona, persona.journeys[0]))
    assert "a<b>&" in "".join(root.itertext())
    assert root.find(".//b") is None


def test_a_mermaid_diagram_keeps_to_its_grammar_whatever_people_write(bruno: Persona, reader: Reader) -> None:
    persona = hostile(bruno)
    lines = mermaid(Writer(reader), persona, persona.journeys[0]).splitlines()
    name = r"[^#;:\n]+"
    forms = (r"journey", rf"    title {name}", rf"    section {name}", rf"      {name}: 2\.5: [^#;:,\n]+")
    assert len(lines) == len(forms)
    assert all(re.fullmatch(form, line) for form, line in zip(forms, lines, strict=True))
    assert not any("%%" in line for line in lines)
    assert not lines[3].strip().startswith("title")


def test_a_lived_journey_is_actual_and_rated_in_cjml(bruno: Persona, reader: Reader) -> None:
    root = ElementTree.fromstring(cjml(Writer(reader), bruno, bruno.journeys[0]))
    point = root.find("actualJourney/touchpoints/actualCommunicationPoint")
    assert point is not None
    actors = {actor.get("actorID"): actor.findtext("actorName") for actor in root.iterfind(".//actors/*")}
    ends = [point.find(f"{end}/refersTo") for end in ("initiator", "receiver")]
    assert [actors[end.get("actorIDref", "")] for end in ends if end is not None] == ["Town clerk", "Bruno"]
    assert point.findtext("channel/channelName") == "Telephone"
    assert root.find(".//experienceRating") is not None


def test_a_target_is_planned_and_nobody_has_felt_it_in_cjml(bruno: Persona, reader: Reader) -> None:
    root = ElementTree.fromstring(cjml(Writer(reader), bruno, bruno.journeys[1]))
    assert root.find("plannedJourney/touchpoints/plannedAction") is not None
    assert root.find(".//experienceRating") is None


def test_the_picture_is_whole_without_anything_else(bruno: Persona, reader: Reader) -> None:
    picture = svg(Writer(reader), bruno, bruno.journeys[0])
    assert "<title" in picture
    assert "<desc" in picture
    assert not re.search(r"(href|src)=|url\(|@import|<script", picture)


def test_a_stage_without_a_score_says_so_in_the_picture(bruno: Persona, reader: Reader) -> None:
    assert "not asked yet" in svg(Writer(reader), bruno, bruno.journeys[0])


@pytest.mark.parametrize(
    ("form", "start"), [("svg", "<svg "), ("mermaid", "journey\n"), ("cjml", "<?xml ")], ids=["svg", "mermaid", "cjml"]
)
def test_a_journey_is_exported(form: str, start: str, tmp_path: Path, run: Callable[..., Result]) -> None:
    asked = ("export", "journey", "bruno-independent", "first-school-as-is", "--format", form, "--personas", SAMPLE)
    printed = run(*asked)
    assert printed.exit_code == 0
    assert printed.output.startswith(start)
    assert run(*asked, "--out", str(tmp_path / "file")).output == ""
    assert (tmp_path / "file").read_text(encoding="utf-8") == printed.output


@pytest.mark.parametrize(
    ("persona", "journey", "said"),
    [
        ("nobody", "first-school-as-is", "Il n’y a pas de persona"),
        ("bruno-independent", "nowhere", "first-school-to-be"),
    ],
)
def test_an_export_of_what_there_is_not_says_what_there_is(
    persona: str, journey: str, said: str, run: Callable[..., Result]
) -> None:
    result = run("export", "journey", persona, journey, "--personas", SAMPLE, "--lang", "fr")
    assert result.exit_code == 2
    assert said in result.output
