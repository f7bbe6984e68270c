"""The gallery: people narrow it down, share what they see, and go back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CARDS = ".ph-card:visible"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def choice(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def names(page: Page) -> list[str]:
    """Of the cards that are shown. What is not yet drawn, since it is far below, has no inner text in that moment."""
    return [name.strip() for name in page.locator(f"{CARDS} h3").all_text_contents()]


def test_two_choices_leave_those_who_meet_both_and_the_number_is_said(visit: Callable[..., Page]) -> None:
    page = visit("personas/")
    choice(page, "Segment").select_option("pharma")
    choice(page, "Buying role").select_option("decision_maker")
    expect(page.get_by_role("status").last).to_have_text(re.compile(r"^Shown: 1 of \d+$"))
    assert names(page) == ["Claire"]


def test_a_count_follows_the_other_choices_but_not_its_own(visit: Callable[..., Page]) -> None:
    page = visit("personas/")
    roles = choice(page, "Buying role")
    option = roles.locator("option[value=decision_maker]")
    before = option.get_attribute("label")
    roles.select_option("decision_maker")
    assert option.get_attribute("label") == before
    choice(page, "Segment").select_option("pharma")
    assert option.get_attribute("label") == "Decision maker (1)"
    roles.select_option("")
    assert option.get_attribute("label") == "Decision maker (1)"


def test_words_are_found_without_their_accents(visit: Callable[..., Page]) -> None:
    page = visit("personas/")
    page.get_by_label("Contains").fill("helene")
    assert names(page) == ["Hélène"]


def test_an_address_brings_back_what_was_chosen(visit: Callable[..., Page]) -> None:
    page = visit("personas/?segment=pharma&sort=name")
    found = names(page)
    assert found == sorted(found)
    assert "Claire" in found
    assert "Hélène" not in found


def test_the_back_button_takes_the_last_choice_back(visit: Callable[..., Page]) -> None:
    page = visit("personas/")
    everybody = names(page)
    choice(page, "Segment").select_option("pharma")
    assert names(page) != everybody
    page.go_back()
    expect(page.locator(CARDS)).to_have_count(len(everybody))
    assert choice(page, "Segment").input_value() == ""


def test_show_all_takes_everything_back(visit: Callable[..., Page]) -> None:
    page = visit("personas/?segment=pharma&q=claire")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("handbook-gallery output")).to_have_text(re.compile(r"^Shown: (\d+) of \1$"))
    assert page.url.endswith("/personas/")


def test_sorting_by_name_is_one_list_and_by_segment_the_old_one(visit: Callable[..., Page]) -> None:
    page = visit("personas/")
    before = names(page)
    choice(page, "Sort by").select_option("name")
    assert names(page)[0] == "Amina"
    expect(page.locator("h2:visible")).to_have_count(0)
    choice(page, "Sort by").select_option("")
    assert names(page) == before


def test_without_javascript_all_cards_are_there_by_segment(visit: Callable[..., Page]) -> None:
    page = visit("personas/#segment-pharma", java_script_enabled=False)
    expect(page.locator("handbook-gallery form")).to_be_hidden()
    assert page.locator(CARDS).count() == page.locator(".ph-card").count() > 10
    expect(page.locator("#segment-pharma")).to_be_in_viewport()
