"""The chart of two scales: what is drawn is what the table says, before and after another scale is chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}

DRAWN = """() => [...document.querySelectorAll(".ph-chart, .ph-chart pattern, .ph-chart g")].map(one =>
  ["viewBox", "width", "height", "y", "hidden"].map(name => one.getAttribute(name)).concat(
    [...(one.transform?.baseVal ?? [])].flatMap(({matrix}) => [Math.round(matrix.e), Math.round(matrix.f)])).join(" ")
)"""

OVERLAPS = """() => {
  const all = [...document.querySelectorAll(".ph-chart g:not([hidden]) text")];
  const texts = all.map(text => [text.textContent, text.getBoundingClientRect()]);
  return texts.flatMap(([name, a], i) => texts.slice(i + 1).filter(([, b]) =>
    a.left < b.right && b.left < a.right && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2
  ).map(([other]) => [name, other]));
}"""


def start(language: str) -> str:
    return "positioning/" if language == "en" else "fr/positioning/"


def test_the_first_chart_is_the_same_without_javascript(visit: Callable[..., Page]) -> None:
    plain, scripted = visit("positioning/", java_script_enabled=False), visit("positioning/")
    expect(plain.locator(".ph-chart g:not([hidden])")).to_have_count(11)
    expect(plain.locator(".ph-page").get_by_role("combobox")).to_have_count(0)
    rounded = "one => one.innerHTML.replace(/[0-9.]+/g, number => Math.round(number))"
    for part in (".ph-chart", "figcaption"):
        assert plain.locator(part).evaluate(rounded) == scripted.locator(part).evaluate(rounded)


def test_another_scale_moves_the_points_and_is_kept_in_the_address(visit: Callable[..., Page], site: str) -> None:
    page = visit("positioning/")
    before = page.evaluate(DRAWN)
    page.get_by_label("Across").select_option("Influence")
    page.get_by_label("Up").select_option("Speed")
    after = page.evaluate(DRAWN)
    assert after != before
    expect(page.get_by_role("img", name="Positioning Influence")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Gérard, Inès, Léo")
    other = visit(page.url.removeprefix(site))
    assert other.evaluate(DRAWN) == after
    expect(other.get_by_label("Up")).to_have_value("buying_style.speed")


def test_points_stand_where_the_table_says(visit: Callable[..., Page]) -> None:
    page = visit("positioning/?x=influence&y=buying_style.speed")
    left = {
        name: page.locator(".ph-chart g", has_text=name).evaluate("one => one.transform.baseVal[0].matrix.e")
        for name in ("Amina", "Hélène", "Bruno", "Omar")
    }
    assert left["Amina"] < left["Hélène"] < left["Bruno"] == left["Omar"]
    top = {
        name: page.locator(".ph-chart g", has_text=name).evaluate("one => one.transform.baseVal[0].matrix.f")
        for name in ("Omar", "Bruno", "Claire")
    }
    assert top["Omar"] < top["Bruno"] < top["Claire"]


def test_no_name_covers_another_on_any_pair_of_scales(visit: Callable[..., Page]) -> None:
    page = visit("positioning/")
    scales = page.get_by_label("Across").locator("option").evaluate_all("all => all.map(one => one.value)")
    for scale in scales:
        page.get_by_label("Across").select_option(scale)
        for other in scales[::3]:
            page.get_by_label("Up").select_option(other)
            assert page.evaluate(OVERLAPS) == [], (scale, other)


def test_an_address_with_a_scale_that_is_no_more_shows_the_first_chart(visit: Callable[..., Page]) -> None:
    assert visit("positioning/?x=gone&y=").evaluate(DRAWN) == visit("positioning/").evaluate(DRAWN)


def test_it_is_reached_from_the_comparison(visit: Callable[..., Page], viewport: str) -> None:
    page = visit("compare/", viewport)
    page.get_by_role("link", name="See them on two scales").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Positioning")
