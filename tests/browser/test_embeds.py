"""The card of a persona, alone and on another site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CLAIRE = "embed/claire-production/"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def in_language(address: str, language: str) -> str:
    return ("fr/" if language == "fr" else "") + address


@pytest.mark.parametrize("persona", ["claire-production", "leo-tenant", "philippe-quality", "dominique-reseller"])
def test_axe_finds_nothing_on_a_card(
    persona: str, language: str, viewport: str, scheme: str, visit: Callable[..., Page]
) -> None:
    page = visit(in_language(f"embed/{persona}/", language), viewport, scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]] == []


def test_a_card_fits_a_narrow_frame(language: str, visit: Callable[..., Page]) -> None:
    page = visit(in_language(CLAIRE, language), "narrow")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_card_says_who_it_is_how_sure_and_how_old(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    expect(page.get_by_role("heading", name="Claire", exact=True)).to_be_visible()
    for words in ("Production manager, sterile filling", "Initiator, Decision maker, Buyer", "Current", "14 Oct 2026"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.locator("dt")).to_have_count(3)


def test_a_card_follows_the_colours_of_its_reader(scheme: str, visit: Callable[..., Page]) -> None:
    ground = {"light": "rgb(255, 255, 255)", "dark": "rgb(27, 31, 42)"}[scheme]
    expect(visit(CLAIRE, "phone", scheme).locator("body")).to_have_css("background-color", ground)


def test_a_french_card_says_which_language_its_texts_are_in(visit: Callable[..., Page]) -> None:
    page = visit(f"fr/{CLAIRE}")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_text("Hears at 06:40")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Ouvrir dans le manuel")).to_be_visible()


def test_from_a_card_in_a_frame_to_the_handbook(site: str, visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    frame = f'<iframe src="{site}{CLAIRE}" title="Claire" width="320" height="560"></iframe>'
    page.set_content(f'<link rel="icon" href="data:,"><title>Elsewhere</title>{frame}')
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading", name="Claire", exact=True)).to_be_visible()
    card.get_by_role("link", name="Open in the handbook").click()
    page.wait_for_url(f"{site}personas/claire-production/")
