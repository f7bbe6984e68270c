"""The gallery: every persona as a card, and what they can be chosen by."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.rendering.page import RenderedPage
from persona_handbook.rendering.pages import gallery, home
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.facets import Facet, facets
from persona_handbook.views.reader import Reader
from tests.generator import write_handbook

REPOSITORY = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)


def read_by(personas: Path, schemas: Schemas, language: str = "en", today: date = TODAY) -> Reader:
    loaded = load(personas, schemas)
    assert loaded.handbook is not None
    return Reader(loaded.handbook, schemas, catalogue(language), today)


def facet(reader: Reader, key: str) -> Facet:
    return next(found for found in facets(reader) if found.key == key)


def the_page(reader: Reader) -> RenderedPage:
    [page] = gallery.pages(Writer(reader))
    return page


def test_a_facet_counts_the_personas_that_have_each_value(reader: Reader) -> None:
    statuses = [persona.status for persona in reader.handbook.personas.values()]
    counted = {choice.value: choice.count for choice in facet(reader, "status").choices}
    assert counted == {status: statuses.count(status) for status in set(statuses)}


def test_a_persona_with_two_roles_is_counted_in_both(reader: Reader) -> None:
    held = [role for persona in reader.handbook.personas.values() for role in persona.data.get("buying_role", ())]
    assert sum(choice.count for choice in facet(reader, "buying_role").choices) == len(held)


def test_values_are_called_what_the_reader_calls_them(schemas: Schemas) -> None:
    choices = facet(read_by(REPOSITORY / "personas", schemas, "fr"), "buying_role").choices
    assert "Décideur" in {choice.label for choice in choices}


def test_reviews_are_late_for_those_who_read_later(schemas: Schemas) -> None:
    later = facet(read_by(REPOSITORY / "personas", schemas, today=date(2031, 1, 1)), "freshness")
    assert {choice.value for choice in later.choices} == {"overdue", "never"}


def test_what_all_personas_have_in_common_is_no_choice(personas: Path, schemas: Schemas) -> None:
    reader = read_by(personas, schemas)
    assert len(reader.handbook.segments) == 1
    assert "segment" not in {found.key for found in facets(reader)}


def test_every_persona_has_a_card_under_the_anchor_of_its_segment(reader: Reader) -> None:
    sections = re.findall(r'<h2 id="segment-([^"]+)">.*?(?=<h2|$)', the_page(reader).html, re.DOTALL)
    parts = re.split(r'<h2 id="segment-[^"]+">', the_page(reader).html)[1:]
    found = {
        segment: set(re.findall(r'<h3><a href="\.\./personas/([^/]+)/"', part))
        for segment, part in zip(sections, parts, strict=True)
    }
    expected = {id: {one.id for one in reader.handbook.personas_of(id)} for id in reader.handbook.segments}
    assert found == expected


def test_with_very_many_personas_a_card_is_a_few_elements(tmp_path: Path, schemas: Schemas) -> None:
    write_handbook(tmp_path / "personas", gallery.MOST_DRAWN + 1)
    html = the_page(read_by(tmp_path / "personas", schemas)).html
    cards = re.findall(r'<li class="ph-card".*?</li>', html, re.DOTALL)
    assert len(cards) == gallery.MOST_DRAWN + 1
    assert max(len(re.findall(r"<[a-z]", card)) for card in cards) <= 8


def test_with_many_personas_the_home_page_leads_to_the_gallery(tmp_path: Path, schemas: Schemas) -> None:
    write_handbook(tmp_path / "personas", home.MOST_TOGETHER + 1)
    reader = read_by(tmp_path / "personas", schemas)
    [page] = home.pages(Writer(reader))
    assert "ph-card" not in page.html
    assert all(f'href="personas/#segment-{segment}"' in page.html for segment in reader.handbook.segments)
