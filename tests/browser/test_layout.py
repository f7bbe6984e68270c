"""The page holds on a narrow screen, without JavaScript, by keyboard and on paper; a comparison can be passed on."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TEXT_SPACING = "* { line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em } p { margin-bottom: 2em }"
"""What a reader may set (WCAG 2.2, success criterion 1.4.12)."""

WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"

VISIBLE_ROWS = "rows => rows.filter(row => !row.hidden && !row.closest('tbody').hidden).length"


def test_no_page_is_wider_than_a_narrow_screen(address: str, visit: Callable[..., Page]) -> None:
    page = visit(address, "narrow")
    assert len(set(page.evaluate(WIDTHS))) == 1
    page.add_style_tag(content=TEXT_SPACING)
    wide, seen = page.evaluate(WIDTHS)
    assert wide <= seen


def test_without_javascript_a_persona_is_whole(visit: Callable[..., Page]) -> None:
    page = visit("personas/claire-production/", java_script_enabled=False)
    for words in ("Fiche express", "Pains and barriers", "Buying committee", "Sources"):
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()
    expect(page.locator(".ph-journey")).to_have_count(2)
    expect(page.locator(".ph-journey").first.locator("[data-lane=goal] td").last).to_be_visible()


def test_without_javascript_a_comparison_is_whole_and_offers_nothing_that_does_nothing(
    visit: Callable[..., Page],
) -> None:
    page = visit("compare/", java_script_enabled=False)
    assert page.locator("thead th[data-persona]").count() >= 10
    assert page.locator("tr.ph-lane").count() > 20
    expect(page.locator(".ph-choose")).to_be_hidden()


def test_a_comparison_that_was_made_can_be_passed_on(visit: Callable[..., Page]) -> None:
    page = visit("compare/all/")
    every = page.locator("tr.ph-lane").count()
    for box in page.locator("input[name=p]").all():
        if box.get_attribute("value") not in ("claire-production", "sofia-regulatory"):
            box.uncheck()
    page.get_by_label("Only what differs").check()
    page.get_by_role("searchbox", name="Filter rows").fill("buying role")
    heads = [head for head in page.locator("thead th[data-persona]").all() if head.is_visible()]
    assert [head.get_attribute("data-persona") for head in heads] == ["claire-production", "sofia-regulatory"]
    rows = page.locator("tr.ph-lane").evaluate_all(VISIBLE_ROWS)
    assert 0 < rows < every
    said = page.locator(".ph-choose output").inner_text()
    assert said == f"2 personas, {rows} rows"

    parts = urlsplit(page.url)
    received = visit(f"{parts.path.removeprefix('/')}?{parts.query}")
    expect(received.locator(".ph-choose output")).to_have_text(said)
    assert received.locator("tr.ph-lane").evaluate_all(VISIBLE_ROWS) == rows

    received.get_by_role("button", name="Show all").click()
    expect(received.locator(".ph-choose output")).to_contain_text(f"{every} rows")
    assert urlsplit(received.url).query == ""


def test_what_scrolls_can_be_reached_and_scrolled_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("personas/claire-production/", "phone")
    journey = page.locator(".ph-journey .ph-map").first
    assert page.locator(".ph-map:not([tabindex]), .ph-scroll:not([tabindex])").count() == 0
    journey.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("region => region.scrollLeft > 0", arg=journey.element_handle())
    outline = journey.evaluate("region => getComputedStyle(region).outlineStyle")
    assert outline != "none"


def test_a_stage_that_nobody_was_asked_about_breaks_the_curve_and_says_so(visit: Callable[..., Page]) -> None:
    page = visit("personas/claire-production/")
    lane = page.locator(".ph-journey").first.locator("[data-lane=emotion]")
    gaps = lane.locator("td:not(.ph-emotion)")
    expect(gaps).to_have_count(1)
    expect(gaps).to_have_text("not asked yet")
    assert lane.locator("td.ph-emotion").count() == lane.locator("td").count() - 1
    told = page.locator(".ph-journey").first.locator("p.ph-hidden").inner_text()
    assert "no score" in told


def test_a_persona_prints_on_paper(visit: Callable[..., Page]) -> None:
    page = visit("personas/claire-production/", scheme="dark")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type /Page/") > 3
    page.emulate_media(media="print")
    expect(page.locator(".ph-sections")).to_be_hidden()
    background = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert background in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
