"""The page of a buying committee, as a sales rep and a marketer use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES
from tests.browser.test_layout import BROKEN

pytestmark = pytest.mark.browser

PHARMA = "segments/pharma/committee/"

DRAWN = """() => Object.fromEntries([...document.querySelectorAll(".ph-chart g")].map(one => {
  const box = one.querySelector("path").getBoundingClientRect();
  return [one.textContent.trim(), [box.left + box.width / 2, box.top + box.height / 2]];
}))"""

COVERED = """() => {
  const texts = [...document.querySelectorAll(".ph-chart text, .ph-paths text")].map(text =>
    [text.textContent, text.getBoundingClientRect()]);
  return texts.flatMap(([name, a], i) => texts.slice(i + 1).filter(([, b]) =>
    a.left < b.right && b.left < a.right && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2
  ).map(([other]) => [name, other]));
}"""

OUTSIDE = """() => [...document.querySelectorAll(".ph-paths g[transform]:has(text)")].filter(one =>
  one.querySelector("text").getBoundingClientRect().right > one.querySelector("rect").getBoundingClientRect().right - 2
).map(one => one.textContent)"""
"""Names that their frame is too narrow for."""

TOUCHED = """() => {
  const boxes = [...document.querySelectorAll(".ph-paths rect")].map(rect => rect.getBoundingClientRect());
  return [...document.querySelectorAll(".ph-paths .ph-arrow")].flatMap(arrow => {
    const matrix = arrow.getScreenCTM(), length = arrow.getTotalLength(), hit = [];
    for (let at = 0.05; at < 0.95; at += 0.05) {
      const {x, y} = arrow.getPointAtLength(length * at).matrixTransform(matrix);
      hit.push(...boxes.filter(box => x > box.left && x < box.right && y > box.top && y < box.bottom));
    }
    return hit.length ? [arrow.getAttribute("d")] : [];
  });
}"""
"""Arrows that cross a name."""


def test_a_rep_reads_who_decides_at_the_trial_and_whom_to_convince_with_what(visit: Callable[..., Page]) -> None:
    page = visit("segments/pharma/")
    page.get_by_role("link", name="The whole committee of Sterile pharma").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buying committee: Sterile pharma")
    trial = page.locator("dd").filter(has_text="Claire decides.")
    expect(trial.get_by_role("listitem").nth(1)).to_contain_text(
        "Convince Sofia (weight 4, position −1) with A protocol with acceptance limits, before day one "
        "told by: Metrology lab"
    )
    expect(page.locator("dd").first).to_contain_text("Not yet in: Tomasz.")


def test_a_persona_leads_to_its_committee(language: str, site: str, visit: Callable[..., Page]) -> None:
    page = visit(LANGUAGES[language] + "personas/sofia-regulatory/")
    page.locator("section:has(> #committee) p a").click()
    expect(page).to_have_url(site + LANGUAGES[language] + PHARMA)


def test_the_drawing_says_what_its_table_says(visit: Callable[..., Page], viewport: str) -> None:
    page = visit(PHARMA, viewport)
    drawn = page.evaluate(DRAWN)
    rows = page.locator("section:has(> #quadrant) tbody tr").all()
    told = {}
    for row in rows:
        weight, position = (row.get_by_role("cell").nth(column).inner_text() for column in (1, 2))
        told[row.get_by_role("link").inner_text()] = (int(position.replace("−", "-")), -int(weight))
    assert told.keys() == drawn.keys()
    for axis in (0, 1):
        order = sorted(told, key=lambda name: told[name][axis])
        places = [drawn[name][axis] for name in order]
        assert places == sorted(places)


@pytest.mark.parametrize("segment", ["pharma", "aeronautics", "installers"])
def test_no_name_is_covered_by_another_or_by_an_arrow(
    segment: str, language: str, visit: Callable[..., Page], viewport: str
) -> None:
    page = visit(f"{LANGUAGES[language]}segments/{segment}/committee/", viewport)
    assert page.locator(".ph-paths .ph-arrow").count() > 0
    assert page.evaluate(COVERED) == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(BROKEN) == []
    assert page.evaluate(TOUCHED) == []


def test_the_count_of_gaps_is_that_of_the_cells_and_of_the_list(visit: Callable[..., Page]) -> None:
    page = visit(PHARMA)
    lacking = page.locator(".ph-lacks")
    page.get_by_role("link", name="moments lack").click()
    expect(page.locator("section:has(> #coverage) > p > b")).to_contain_text(f"{lacking.count()} of")
    without = page.locator("td", has_text="no message").count()
    expect(page.locator("section:has(> #coverage)")).to_contain_text(f"Without message: {without}.")


def test_a_message_leads_to_the_stage_that_holds_it(visit: Callable[..., Page]) -> None:
    page = visit(PHARMA)
    page.locator("section:has(> #coverage) td a").first.click()
    target = page.url.partition("#")[2]
    expect(page.locator(f"[id='{target}']")).to_be_visible()


def test_the_paths_are_drawn_and_told(visit: Callable[..., Page]) -> None:
    page = visit(PHARMA)
    paths = page.locator("section:has(> #paths)")
    expect(paths).to_contain_text("Sofia must approve; the strongest way is Claire → Tomasz → Sofia")
    links = paths.locator(".ph-links li").evaluate_all("all => all.map(one => one.querySelectorAll('a').length - 1)")
    expect(paths.locator(".ph-arrow")).to_have_count(sum(links))


def test_all_of_it_is_there_without_javascript(visit: Callable[..., Page]) -> None:
    plain, scripted = visit(PHARMA, java_script_enabled=False), visit(PHARMA)
    assert plain.locator(".ph-page").inner_text() == scripted.locator(".ph-page").inner_text()


def test_on_paper_every_column_is_on_the_sheet(visit: Callable[..., Page]) -> None:
    page = visit(PHARMA)
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    wide = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.innerText)"
    assert page.locator("table, .ph-chart, .ph-paths").evaluate_all(wide) == []
