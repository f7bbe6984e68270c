"""What people do on the page of a persona: choose their department, copy the address of a passage, turn the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults

pytestmark = pytest.mark.browser

CLAIRE = "personas/claire-production/"
WORDS = {
    "en": {"sales": "Sales", "copy": "Copy link", "copied": "Link copied", "more": "Cited by"},
    "fr": {"sales": "Vente", "copy": "Copier le lien", "copied": "Lien copié", "more": "Citée par"},
}


BELOW = """claim => {
  const [mine, stuck] = [claim, document.querySelector(".ph-sections")].map(one => one.getBoundingClientRect());
  return mine.height > 0 && mine.top >= stuck.bottom && mine.bottom <= innerHeight;
}"""
"""Whether a claim is in sight, below what sticks to the top of the screen."""


@pytest.fixture
def claire(language: str) -> str:
    return f"{'fr/' if language == 'fr' else ''}{CLAIRE}"


def blocks(page: Page) -> list[str]:
    """The departments whose block is seen."""
    sections = "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    return page.locator("handbook-lens > section").evaluate_all(sections)


def test_without_a_choice_every_department_is_read(visit: Callable[..., Page], claire: str) -> None:
    assert len(blocks(visit(claire))) == 6


def test_a_department_is_chosen_without_a_script(visit: Callable[..., Page], claire: str, language: str) -> None:
    page = visit(claire, java_script_enabled=False)
    page.locator("handbook-lens").get_by_role("radio", name=WORDS[language]["sales"]).check()
    assert blocks(page) == ["department-sales"]


def test_each_department_can_be_chosen_alone(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    for radio in page.locator("handbook-lens input").all()[1:]:
        radio.check()
        assert blocks(page) == [f"department-{radio.get_attribute('value')}"]


def test_the_department_stays_chosen_on_the_next_persona(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    page.locator("handbook-lens").get_by_role("radio", name="Logistics").check()
    page.locator(".ph-turn a[rel=next]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Philippe")
    expect(page.locator("handbook-lens input:checked")).to_have_value("logistics")
    assert blocks(page) == ["department-logistics"]


def test_an_address_shows_its_department_whatever_is_chosen(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    page.locator("handbook-lens").get_by_role("radio", name="Logistics").check()
    page.evaluate("location.hash = 'department-sales'")
    shown = page.locator("handbook-lens > section").filter(visible=True)
    expect(shown).to_have_count(2)
    for block, department in zip(shown.all(), ("sales", "logistics"), strict=True):
        expect(block).to_have_id(f"department-{department}")


def test_all_departments_print_whatever_is_chosen(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    page.locator("handbook-lens").get_by_role("radio", name="Sales").check()
    page.emulate_media(media="print")
    assert len(blocks(page)) == 6
    expect(page.locator("handbook-lens > fieldset")).to_be_hidden()


def test_hovering_a_claim_offers_its_address(visit: Callable[..., Page], claire: str, language: str, site: str) -> None:
    page = visit(claire, permissions=["clipboard-read", "clipboard-write"])
    claim = page.locator("li[id^=c-]").first
    claim.hover()
    claim.get_by_role("button", name=WORDS[language]["copy"]).click()
    expect(page.get_by_role("status").filter(has_text=WORDS[language]["copied"])).to_be_visible()
    address = f"{site}{claire}#{claim.get_attribute('id')}"
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert page.url == address


def test_where_nothing_may_be_copied_the_address_bar_shows_the_link(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("heading", name="Motivations", exact=True).hover()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="address bar")).to_be_visible()
    assert page.url.endswith("#field-motivations")


def test_the_keyboard_reaches_the_button_after_a_citation_and_other_passages_by_arrows(
    visit: Callable[..., Page], site: str
) -> None:
    page = visit(CLAIRE)
    claim = page.locator("#field-motivations li[id^=c-]").first
    claim.locator("a[href*='#source-']").last.focus()
    page.keyboard.press("Tab")
    expect(claim.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#field-motivations li[id^=c-]").nth(1).get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(
        f"{site}{CLAIRE}#{page.locator('#field-motivations li[id^=c-]').nth(1).get_attribute('id')}"
    )


def test_without_a_script_headings_are_links_to_themselves_and_no_button_is_seen(
    visit: Callable[..., Page], claire: str
) -> None:
    page = visit(claire, java_script_enabled=False)
    expect(page.locator(".ph-copy")).to_be_hidden()
    for heading in page.locator(".ph-page h2[id]:has(a)").all():
        expect(heading.locator("a")).to_have_attribute("href", f"#{heading.get_attribute('id')}")


def test_a_citation_says_which_source_it_cites(visit: Callable[..., Page]) -> None:
    cite = visit(CLAIRE).locator(".ph-express a[href*='#source-']").first
    expect(cite).to_have_accessible_name("Source 3")
    assert "Interview" in str(cite.get_attribute("title"))


def test_a_claim_that_an_address_points_to_stands_out_below_what_sticks(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    claim = page.locator("#field-barriers li[id^=c-]").first
    page.evaluate("id => { location.hash = id; }", claim.get_attribute("id"))
    expect(claim).to_have_css("outline-style", "solid")
    page.wait_for_timeout(1000)  # the jump comes with a frame, and a busy machine draws few
    assert claim.evaluate(BELOW)


def test_what_refers_to_a_persona_is_listed(visit: Callable[..., Page], claire: str, language: str) -> None:
    page = visit(claire)
    expect(page.get_by_role("heading", name=WORDS[language]["more"])).to_be_visible()
    expect(page.locator(".ph-cited a[href*='#']").first).to_be_visible()


def test_axe_finds_nothing_while_a_department_is_chosen_and_a_link_is_offered(
    claire: str, viewport: str, visit: Callable[..., Page]
) -> None:
    page = visit(claire, viewport)
    page.locator("handbook-lens label").nth(2).click()
    page.locator(".ph-page h2 a").first.focus()
    assert faults(page) == []
