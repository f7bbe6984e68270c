"""What people come to the story and the lead definition for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES

pytestmark = pytest.mark.browser


def test_a_newcomer_sees_why_first_and_that_investors_hear_the_same(visit: Callable[..., Page]) -> None:
    page = visit("story/")
    expect(page.locator(".ph-large")).to_be_in_viewport()
    investors = page.locator("#variant-investors")
    expect(investors).to_contain_text("finding out in time is worth money")
    expect(investors).to_contain_text("Those who find out late pay twice")
    expect(investors.get_by_role("heading")).to_contain_text("✓ keeps the why")


def test_who_does_not_hear_the_story_yet_and_who_is_not_in_it_is_seen_in_both_languages(
    language: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{LANGUAGES[language]}story/")
    gaps = page.locator(".ph-gap")
    expect(gaps.filter(has_text="Human resources" if language == "en" else "Ressources humaines")).to_be_visible()
    expect(gaps.filter(has=page.get_by_role("link", name="Léo"))).to_be_visible()


def test_a_message_leads_to_the_part_of_the_story_that_it_comes_from(visit: Callable[..., Page]) -> None:
    page = visit("story/")
    row = page.get_by_role("listitem").filter(has_text="What our sensor does to your signal")
    row.get_by_role("link", name="Who does what").click()
    expect(page.locator("h2:target")).to_have_text("Who does what")


def test_a_rep_sees_at_once_that_the_charter_is_signed_and_by_whom(viewport: str, visit: Callable[..., Page]) -> None:
    page = visit("lead/", viewport)
    signatures = page.get_by_role("region", name="Signatures")
    expect(signatures).to_be_in_viewport()
    expect(signatures.get_by_role("listitem")).to_have_text(
        ["✓ Marketing: Lena, 2 Jul 2026", "✓ Sales: Malik, 2 Jul 2026"]
    )


def test_a_segment_that_the_definition_leaves_out_is_said(visit: Callable[..., Page]) -> None:
    page = visit("lead/")
    covers = page.locator("section", has=page.locator("#covers")).last
    expect(covers.locator("dd").last).to_have_text("✗ not covered")
    covers.get_by_role("link", name="Claire").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Claire")


@pytest.mark.parametrize("address", ["story/", "lead/"])
def test_everything_is_there_without_scripts(address: str, visit: Callable[..., Page]) -> None:
    page = visit(address, java_script_enabled=False)
    expect(page.locator(".ph-large")).to_be_visible()
    expect(page.locator(".ph-page h2")).not_to_have_count(0)
