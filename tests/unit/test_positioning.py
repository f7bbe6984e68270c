"""Personas on two scales: no name covers another, and whoever is not placed is told."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.pages import positioning as page_kind
from persona_handbook.schema.bundle import find_schema_folder
from persona_handbook.schema.catalogue import load_schemas
from persona_handbook.views import comparison
from persona_handbook.views.positioning import positioning
from persona_handbook.views.reader import Reader
from persona_handbook.views.scatter import LETTER, LINE, SHAPE, WIDTH, Point, scatter
from tests.kinds import pages_of

REPOSITORY = Path(__file__).resolve().parents[2]

points = st.lists(st.builds(Point, st.text("abc", min_size=1, max_size=30), st.integers(1, 5), st.integers(0, 5)))


def sample(folder: Path, language: str = "en") -> Reader:
    schemas = load_schemas(find_schema_folder(folder / "personas"))
    handbook = load(folder / "personas", schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue(language), date(2026, 11, 21))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return sample(REPOSITORY)


def boxes(named: list[Point]) -> list[tuple[float, float, float]]:
    """Where each name begins, where it ends, and the height it stands at."""
    drawn = scatter(dict(enumerate(named)), (1, 5), (0, 5), 30)
    return [(x, x + SHAPE + LETTER * len(named[number].name), y) for number, (x, y) in drawn.places.items()]


@given(points)
def test_no_name_covers_another(named: list[Point]) -> None:
    for (left, right, height), (other_left, other_right, other_height) in combinations(boxes(named), 2):
        assert right <= other_left + 0.1 or other_right <= left + 0.1 or abs(height - other_height) >= LINE


@given(points)
def test_every_name_stands_within_the_drawing(named: list[Point]) -> None:
    drawn = scatter(dict(enumerate(named)), (1, 5), (0, 5), 30)
    assert all(left >= 0 and right <= WIDTH for left, right, _ in boxes(named))
    assert all(LINE / 2 <= height <= drawn.height - LINE / 2 for _, _, height in boxes(named))


@given(points)
def test_a_name_stands_nearer_to_its_own_value_than_to_the_next(named: list[Point]) -> None:
    drawn = scatter(dict(enumerate(named)), (1, 5), (0, 5), 30)
    for number, (_, y) in drawn.places.items():
        assert int(y // drawn.pitch) == 5 - named[number].up


def test_every_scale_of_the_schema_that_somebody_fills_is_an_axis(reader: Reader) -> None:
    view = positioning(comparison.compared(reader), reader)
    assert view is not None
    assert {"influence", "expertise_level", "buying_style.speed", "service_mode.digital_human"} <= {
        axis.id for axis in view.axes
    }


def test_a_scale_that_a_company_adds_becomes_an_axis(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "personas", tmp_path / "personas")
    shutil.copytree(REPOSITORY / "schema", tmp_path / "schema")
    path = tmp_path / "schema" / "persona.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["haste"] = {
        **{
            key: schema["properties"]["influence"][key] for key in ("type", "minimum", "maximum", "x-widget", "x-scale")
        },
        "title": "Haste",
        "description": "How much they hurry.",
        "examples": [2],
        "x-fr": {"title": "Hâte", "description": "À quel point le temps presse."},
    }
    path.write_text(json.dumps(schema), encoding="utf-8")
    bruno = tmp_path / "personas" / "installers" / "bruno-independent.yml"
    bruno.write_text(bruno.read_text(encoding="utf-8") + "haste: 4\n", encoding="utf-8")
    found = sample(tmp_path, "fr")
    view = positioning(comparison.compared(found), found)
    assert view is not None
    assert "Hâte" in [axis.title for axis in view.axes]


def test_the_first_chart_leaves_out_as_few_as_any_other(reader: Reader) -> None:
    view = positioning(comparison.compared(reader), reader)
    assert view is not None
    filled = [
        sum(row.values[x] is not None and row.values[y] is not None for row in view.rows)
        for x, y in product(range(len(view.axes)), repeat=2)
        if x != y
    ]
    assert len(view.drawing.places) == max(filled)


def test_whoever_lacks_a_value_is_named_as_missing(reader: Reader) -> None:
    view = positioning(comparison.compared(reader), reader)
    assert view is not None
    assert view.missing == ("Léo",)
    assert len(view.missing) + len(view.drawing.places) == len(view.rows)


def test_without_two_scales_there_is_no_chart(reader: Reader) -> None:
    assert positioning([reader.handbook.personas["leo-tenant"]], reader) is None


def pages(reader: Reader) -> dict[str, RenderedPage]:
    return {page.url: page for page in pages_of(page_kind, reader)}


def test_too_many_personas_are_shown_by_segment(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("persona_handbook.rendering.division.MOST_TOGETHER", 3)
    found = pages(reader)
    assert "<svg" not in found["positioning/"].html
    for segment in reader.handbook.segments:
        assert f'href="../positioning/segment-{segment}/"' in found["positioning/"].html
    assert "Claire" in found["positioning/segment-pharma/"].html
    assert "Bruno" not in found["positioning/segment-pharma/"].html


def test_a_segment_says_how_many_it_leaves_out(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("persona_handbook.rendering.division.MOST_TOGETHER", 2)
    monkeypatch.setattr("persona_handbook.rendering.pages.positioning.MOST_TOGETHER", 2)
    html = pages(reader)["positioning/segment-pharma/"].html
    assert "One persona of this segment is left out here" in re.sub(r"<[^>]+>", "", html)
    assert 'href="../../segments/pharma/"' in html
