"""People look at a text, tick, and find what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_the_checklist_can_be_printed_with_a_box_for_each_of_the_seven_questions(language: str, visit: Visit) -> None:
    page = visit(f"{LANGUAGES[language]}writing/")
    page.emulate_media(media="print")
    questions = page.locator(".ph-checklist li")
    expect(questions).to_have_count(7)
    for question in questions.all():
        expect(question).to_be_visible()
        assert question.inner_text().startswith("☐")


def test_each_fault_says_what_it_costs_how_to_mend_it_and_what_was_found(visit: Visit) -> None:
    page = visit("writing/")
    for number, fault in enumerate(("vague", "too-much", "no-problem", "jargon"), 1):
        section = page.get_by_role("region").filter(has=page.locator(f"#fault-{fault}"))
        expect(section.get_by_role("heading", level=3)).to_contain_text(f"{number}.")
        for words in ("What it costs", "How to mend it", "Found today: none."):
            expect(section).to_contain_text(words)
        expect(section.get_by_role("heading", level=4)).to_have_text(["Wrong", "Right"])


def test_from_a_fault_a_reader_comes_to_the_phrases_and_to_the_companys_own_among_them(visit: Visit) -> None:
    page = visit("writing/")
    page.get_by_role("link", name="Phrases that say nothing").first.click()
    table = page.get_by_role("table", name="In English")
    expect(table.get_by_role("row", name="tailor-made")).to_contain_text("their rooms, their hours")
    expect(table.get_by_role("row", name="peace of mind")).to_contain_text("our own")
    french = page.get_by_role("table", name="In French").locator("tbody th").first
    expect(french).to_have_attribute("lang", "fr")


def test_from_the_checker_a_reader_comes_to_the_rule(language: str, visit: Visit) -> None:
    page = visit(f"{LANGUAGES[language]}writing/")
    page.locator("[aria-labelledby=fault-jargon] small a").click()
    expect(page.locator("#jargon")).to_be_visible()


def test_a_message_shows_its_pillars_in_the_message_plan(visit: Visit) -> None:
    page = visit("fr/messages/segment-aeronautics/")
    check = page.get_by_text("Two weekdays, no word of chemistry").first
    assert check.evaluate("one => one.closest('[lang]').lang") == "en"
    assert "Clarté\u00a0:" in str(check.evaluate("one => one.parentElement.textContent"))
