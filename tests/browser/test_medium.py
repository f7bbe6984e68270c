"""Pages hold whatever they are read with: large or spaced letters, colours of the reader's own, no motion, paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import VIEWPORTS

pytestmark = pytest.mark.browser

CLAIRE = "personas/claire-production/"

TWICE_AS_LARGE = {"width": 640, "height": 512}
"""What a zoom of 200 % leaves of a screen of 1280 by 1024 pixels (WCAG 1.4.4)."""

DESKTOP, NARROW = VIEWPORTS["desktop"]["viewport"], VIEWPORTS["narrow"]["viewport"]

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
"""The spacing that a reader may set (WCAG 1.4.12)."""

CUT = """() => [...document.querySelectorAll(".ph-page *")].filter(one => {
  const style = getComputedStyle(one);
  const clips = [style.overflowX, style.overflowY].some(way => way === "hidden" || way === "clip");
  const over = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  return clips && over && !one.closest("svg, .ph-hidden, .ph-empty") && one.innerText.trim();
}).map(one => one.outerHTML.slice(0, 120))"""
"""Elements that hide a part of their text."""

MOVING = """() => [...document.querySelectorAll(".ph-page, .ph-page *")].filter(one => {
  const style = getComputedStyle(one);
  const moves = [style.transitionDuration, style.animationDuration].some(time => parseFloat(time) > 0.01);
  return moves || style.scrollBehavior === "smooth";
}).map(one => one.outerHTML.slice(0, 120))"""
"""Elements that would move."""


def in_language(address: str, language: str) -> str:
    return ("fr/" if language == "fr" else "") + address


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_page_is_whole_on_a_narrow_screen_twice_as_large_and_with_letters_set_wide(
    language: str, address: str, visit: Callable[..., Page]
) -> None:
    page = visit(in_language(address, language), "narrow")
    assert overflow(page) == 0
    page.set_viewport_size(TWICE_AS_LARGE)
    assert (overflow(page), page.evaluate(CUT)) == (0, [])
    page.add_style_tag(content=SPACED)
    for size in (DESKTOP, TWICE_AS_LARGE, NARROW):
        page.set_viewport_size(size)
        assert (overflow(page), page.evaluate(CUT)) == (0, [])


def test_nothing_moves_for_those_who_asked_for_calm(address: str, visit: Callable[..., Page]) -> None:
    assert visit(address).evaluate(MOVING) == []


JUMPS = """() => new Promise(tell => {
  let moved = 0;
  new PerformanceObserver(seen => seen.getEntries().forEach(one => { moved += one.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => tell(moved), 300);
})"""
"""How far things moved while the page was loaded (https://web.dev/articles/cls); up to 0.1 is called good."""


def test_a_comparison_does_not_jump_when_its_choices_appear(viewport: str, visit: Callable[..., Page]) -> None:
    page = visit("compare/", viewport)
    expect(page.locator(".ph-choose")).to_be_visible()
    assert page.evaluate(JUMPS) < 0.1


def letters(text: str) -> str:
    """A text without spaces and ligatures, in small letters: paper breaks lines where it likes."""
    return "".join(unicodedata.normalize("NFKC", text).lower().replace("\u00ad", "").split())


def test_paper_holds_every_word(address: str, visit: Callable[..., Page]) -> None:
    page = visit(address)
    page.emulate_media(media="print")
    page.add_style_tag(content=".ph-empty, .ph-hidden { display: none !important; }")  # on paper, a dash or nothing
    words = re.findall(r"[^\W\d_]{2,}", page.locator("article.md-content__inner").inner_text())
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    printed = letters("".join(sheet.extract_text() for sheet in sheets))
    assert len(words) > 20
    assert [word for word in words if letters(word) not in printed] == []


PICTURES = """() => [...document.querySelectorAll(".ph-page *")].filter(one => {
  const {textShadow, filter, backdropFilter} = getComputedStyle(one);
  return [textShadow, filter, backdropFilter].some(effect => effect !== "none");
}).map(one => one.outerHTML.slice(0, 120))"""
"""Elements that a browser draws on paper as pictures, which takes it seconds."""


def test_on_paper_nothing_is_a_picture_of_itself(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    assert page.evaluate(PICTURES) != []
    page.emulate_media(media="print")
    assert page.evaluate(PICTURES) == []


def test_what_is_chosen_is_seen_in_colours_of_the_readers_own(visit: Callable[..., Page]) -> None:
    page = visit("compare/", forced_colors="active")
    ground = "one => getComputedStyle(one).backgroundColor"
    lenses = page.locator(".ph-lenses a")
    chosen = page.locator(".ph-lenses a[aria-current]").evaluate(ground)
    others = {lens.evaluate(ground) for lens in lenses.all()[1:]}
    assert chosen not in others


def test_a_role_keeps_an_outline_in_colours_of_the_readers_own(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE, forced_colors="active")
    expect(page.locator(".ph-hero .ph-role").first).to_have_css("border-top-style", "solid")


def test_the_curve_is_drawn_in_colours_of_the_readers_own(scheme: str, visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE, "desktop", scheme, forced_colors="active")
    line = page.locator(".ph-journey .ph-line").first
    stroke = line.evaluate("line => getComputedStyle(line).stroke")
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert stroke not in ("none", ground)


def test_the_keyboard_is_seen_in_colours_of_the_readers_own(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE, forced_colors="active")
    link = page.locator(".ph-sections a").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_have_css("outline-style", "solid")
