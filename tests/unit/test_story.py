"""The story and the lead definition as pages: what is told, what is signed, and what is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from persona_handbook.catalogues import catalogue
from persona_handbook.checks.story import keeps_why, named_parts, omits_why, shared_words
from persona_handbook.loading import load
from persona_handbook.model.document import Document
from persona_handbook.model.handbook import SharedFile
from persona_handbook.rendering.pages import lead as lead_pages
from persona_handbook.rendering.pages import story as story_pages
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.lead_page import LeadPage, lead_page
from persona_handbook.views.reader import Reader
from persona_handbook.views.story_page import StoryPage, story_links, story_page

WHY = "A lamp that dies on a Sunday evening spoils more than the light. We exist so that nobody has to sit in the dark."
STORY: dict[str, Any] = {
    "why": WHY,
    "goals_benefits": "One lamp for twenty years.",
    "who_does_what": "You read, we repair.",
    "how": "One shop, one workshop, one telephone.",
}
LEAD: dict[str, Any] = {
    "marketing_view": "Somebody who downloaded the price list.",
    "sales_view": "Somebody with rooms to light.",
    "agreed": "A hotel that names its rooms.",
    "criteria": [
        {"name": "Names the rooms", "field": "rooms", "operator": "filled"},
        {"name": "Asks us", "field": "asks", "operator": "equals", "value": True},
    ],
    "reasons": ["Two visits in three led nowhere"],
    "signatories": [{"department": "marketing", "person": "Lena", "date": "2026-07-02"}],
}
SALES = {"department": "sales", "person": "Malik", "date": "2026-07-03"}


@pytest.fixture
def base(personas: Path, schemas: Schemas) -> Reader:
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue("en"), date(2026, 11, 21))


def holding(base: Reader, kind: str, data: dict[str, Any]) -> Reader:
    file = SharedFile(Document(f"personas/{kind}.yml", data, {}), ())
    return replace(base, handbook=replace(base.handbook, shared={**base.handbook.shared, kind: file}))


def told(base: Reader, **more: Any) -> StoryPage:
    reader = holding(base, "story", {**STORY, **more})
    return story_page(reader.handbook.shared["story"], reader)


def agreed(base: Reader, **more: Any) -> LeadPage:
    reader = holding(base, "lead", {**LEAD, **more})
    return lead_page(reader.handbook.shared["lead"], reader)


# words


def test_a_variant_keeps_the_why_by_two_telling_words_whatever_their_endings() -> None:
    assert keeps_why("Lamps that never let you sit in the dark.", WHY)
    assert not keeps_why("Premium furniture grows by nine per cent a year.", WHY)


def test_little_words_keep_no_why() -> None:
    assert shared_words("That more than nobody has", WHY) == ()


def test_the_words_that_are_kept_are_told_as_they_are_written_in_their_order() -> None:
    assert shared_words("Evenings spent with dying lamps", WHY) == ("evenings", "lamps")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Why", ("why",)),
        ("pourquoi", ("why",)),
        ("The why, and who does what", ("why", "who_does_what")),
        ("who_does_what", ("who_does_what",)),
        ("Customers", ("customers",)),
        ("Investors", ()),
        ("Somehow", ()),
        ("Light on Sundays", ("why",)),
    ],
)
def test_a_message_names_a_part_by_its_key_or_its_title_and_only_what_is_told(
    text: str, parts: tuple[str, ...], schemas: Schemas
) -> None:
    variant = {"audience": "customers", "why": WHY, "text": "Yours for twenty years."}
    story = {**STORY, "title": "Light on Sundays", "variants": [variant]}
    assert named_parts(text, schemas.story_titles, story) == parts


def test_a_message_carries_the_why_or_the_part_that_it_names() -> None:
    message = {"text": "Bring it to the workshop", "from_story": "How"}
    assert not omits_why(message, ("how",), STORY)
    assert omits_why(message, ("goals_benefits",), STORY)
    assert not omits_why({"text": "Nothing", "benefit": "No dark evening"}, ("goals_benefits",), STORY)


# the page of the story


def test_each_variant_says_whether_it_keeps_the_why(base: Reader) -> None:
    page = told(
        base,
        variants=[
            {"audience": "customers", "why": "Never sit in the dark on a Sunday.", "text": "Call."},
            {"audience": "investors", "why": "Premium furniture grows.", "text": "Buy."},
        ],
    )
    assert [(one.anchor, one.keeps) for one in page.variants] == [
        ("variant-customers", True),
        ("variant-investors", False),
    ]


def test_audiences_that_do_not_hear_it_yet_are_named(base: Reader) -> None:
    page = told(base, variants=[{"audience": "staff", "why": WHY, "text": "We repair."}])
    assert "Staff" not in page.untold
    assert {"Customers", "Press", "Finance", "Human resources"} <= set(page.untold)


def test_personas_that_we_serve_and_that_have_no_place_are_named(base: Reader) -> None:
    page = told(base, roles=[{"persona": "zoe-hotel", "part": "The one who waits for the light"}])
    assert [one.persona.text for one in page.roles] == ["Zoé"]
    assert [one.text for one in page.without_role.rows] == ["Ana"]


def test_a_message_that_comes_from_the_story_leads_to_its_part(base: Reader) -> None:
    links = story_links("Who does what", holding(replace(base, base="../"), "story", STORY))
    assert [(one.text, one.url) for one in links] == [("Who does what", "../story/#who-does-what")]
    assert story_links("Why", base) == ()


def test_messages_are_listed_with_what_they_carry(base: Reader) -> None:
    ana = base.handbook.personas["ana-buyer"]
    messages = [
        {"text": "No Sunday in the dark", "from_story": "Why"},
        {"text": "Twenty per cent off", "from_story": "Why"},
        {"text": "No Sunday in the dark", "from_story": "Mission"},
        {"text": "No claim"},
    ]
    stage = {"stage": "need", "messages": messages}
    journey = {"id": "lamp", "title": "A lamp", "state": "as_is", "stage_model": "buying", "stages": [stage]}
    ana = replace(ana, data={**ana.data, "journeys": [journey]})
    reader = replace(base, handbook=replace(base.handbook, personas={ana.id: ana}))
    verdicts = [row.verdict for row in told(reader).messages.rows]
    assert verdicts == ["story_message_keeps", "story_message_omits", "story_no_such_part"]


@pytest.mark.parametrize(("kind", "pages"), [("story", story_pages), ("lead", lead_pages)])
def test_without_its_file_a_page_says_how_to_begin(base: Reader, kind: str, pages: Any) -> None:
    (page,) = pages.pages(Writer(base))
    assert f"{kind}.yml" in page.html
    assert 'href="../contribute/"' in page.html


@pytest.mark.parametrize(("kind", "pages", "data"), [("story", story_pages, STORY), ("lead", lead_pages, LEAD)])
def test_texts_from_the_file_are_shown_and_not_run(base: Reader, kind: str, pages: Any, data: dict[str, Any]) -> None:
    evil = "<script>alert(1)</script>"
    hostile = {key: evil if isinstance(value, str) else value for key, value in data.items()}
    if kind == "story":
        hostile |= {"plot": [evil], "variants": [{"audience": "staff", "why": evil, "text": evil}]}
        hostile |= {"title": evil, "roles": [{"persona": "zoe-hotel", "part": evil}]}
    else:
        hostile |= {"criteria": [{"name": evil, "field": evil, "operator": "in", "value": [evil]}]}
        hostile |= {"arbitrated_by": evil, "signatories": [{**SALES, "person": evil}]}
    (page,) = pages.pages(Writer(holding(base, kind, hostile)))
    assert "<script" not in page.html
    assert page.html.count("&lt;script") >= 5


# the page of the lead definition


def test_a_signature_that_is_missing_is_said(base: Reader) -> None:
    page = agreed(base)
    assert page.missing == ("Sales",)
    assert [(one.department, one.person) for one in page.signatures] == [("Marketing", "Lena"), ("Sales", "")]
    (html,) = (one.html for one in lead_pages.pages(Writer(holding(base, "lead", LEAD))))
    assert "✗ Not signed by: Sales" in html


def test_with_both_signatures_nothing_is_missing(base: Reader) -> None:
    assert agreed(base, signatories=[*LEAD["signatories"], SALES]).missing == ()


def test_criteria_are_told_in_words(base: Reader) -> None:
    assert [(one.operator, one.value) for one in agreed(base).criteria] == [("is filled in", ""), ("is", "yes")]


def test_segments_are_covered_with_their_personas_or_visibly_not(base: Reader) -> None:
    (covered,) = agreed(base, covers=["demo"]).coverage
    assert covered.covered
    assert {(one.persona.text, one.status) for one in covered.members} == {("Ana", "Draft"), ("Zoé", "")}
    (open_question,) = agreed(base).coverage
    assert not open_question.covered


def test_fields_of_the_charter_that_hold_nothing_are_visible(base: Reader) -> None:
    missing = [name for section in agreed(base).sections for name in section.not_asked]
    assert {"Objectives", "Means", "Hand-off delay", "Leads accepted"} <= set(missing)
