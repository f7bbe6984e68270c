"""What people come for, done as they would do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def test_who_must_approve_at_the_trial_is_one_click_from_home(visit: Callable[..., Page], viewport: str) -> None:
    page = visit("", viewport)
    page.get_by_role("link", name="Sterile pharma", exact=True).first.click()
    committee = page.locator(".ph-heat").first
    expect(committee).to_be_visible()
    trial = committee.locator("thead th").all_inner_texts().index("Trial")
    approving = {
        row.locator("th a").inner_text(): row.locator("td").nth(trial - 1).inner_text()
        for row in committee.locator("tbody tr", has_text="must approve").all()
    }
    assert approving.keys() == {"Claire", "Sofia"}
    assert approving["Claire"].startswith("5")


def test_a_misspelt_title_without_accents_leads_to_the_persona(visit: Callable[..., Page], viewport: str) -> None:
    page = visit("fr/", viewport)
    if viewport == "phone":
        page.locator("label.md-header__button[for=__search]").click()
    page.get_by_role("combobox").fill("directrise qualite")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sofia")


def test_two_personas_are_compared_and_a_colleague_opens_the_link(visit: Callable[..., Page], site: str) -> None:
    page = visit("compare/", permissions=["clipboard-read", "clipboard-write"])
    for name in page.locator("input[name=p]").all():
        name.set_checked(name.get_attribute("value") in ("claire-production", "sofia-regulatory"))
    page.get_by_role("button", name="Copy link").click()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    other = visit(copied.removeprefix(site))
    heads = other.locator("thead th[data-persona]:visible")
    expect(heads).to_have_count(2)


def lane_heads(page: Page) -> Locator:
    return page.locator(".ph-journey").first.locator("tr.ph-lane > th")


def test_a_journey_is_read_on_a_phone_with_one_thumb(visit: Callable[..., Page]) -> None:
    page = visit("personas/claire-production/", "phone")
    region = page.locator(".ph-journey .ph-map").first
    region.scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    stages = page.locator(".ph-journey").first.locator("thead th[id]")
    for number in range(stages.count()):
        region.evaluate(
            "(map, left) => map.scrollTo(left, 0)", region.evaluate(f"map => map.scrollWidth / 8 * {number}")
        )
        head = lane_heads(page).first.bounding_box()
        assert head is not None
        assert head["x"] >= -1, "what a row is stays in sight"
        assert head["width"] < 195, "and leaves more than half of the screen to the stage"
    assert region.evaluate("map => map.scrollLeft") > 0


def test_everything_is_read_without_javascript(visit: Callable[..., Page], address: str) -> None:
    """Only what needs a script is left out: forms, buttons and what they would fill."""
    page = visit(address, java_script_enabled=False)
    hidden = """all => all.filter(one => !one.checkVisibility() && !one.closest("details:not([open]), form, [hidden]"))
        .map(one => one.textContent.trim()).filter(text => text)"""
    assert page.locator(".ph-page :is(h1, h2, h3, h4, p, li, th, td, dt, dd), .md-content p").evaluate_all(hidden) == []


WALK = {
    "en": ("", "production manager", "The whole committee", "Trial"),
    "fr": ("fr/", "responsable de production", "Tout le comité", "Essai"),
}


def test_a_sales_rep_has_what_to_send_next_in_four_clicks(
    language: str, viewport: str, visit: Callable[..., Page]
) -> None:
    start, title, committee, stage = WALK[language]
    page = visit(start, viewport)
    if viewport == "phone":
        page.locator("label.md-header__button[for=__search]").click()
    page.get_by_role("combobox").fill(title)
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claire")
    page.get_by_role("link", name=committee).click()
    trial = page.locator(".ph-tell > div").filter(has=page.get_by_text(stage, exact=True)).first
    expect(trial).to_contain_text("A weekly page: what was seen, when, how long before the limit")
    protocol = trial.get_by_role("link", name="Six-week trial protocol").first
    expect(protocol).to_be_visible()
    expect(protocol).to_have_attribute("href", "https://intranet.example/library/trial-protocol")
