"""Pages fit their screen, read without JavaScript, print, and are reached by keyboard; a comparison keeps its state."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CLAIRE = "personas/claire-production/"

BROKEN = r"""() => {
  const found = [], range = document.createRange();
  const texts = document.createTreeWalker(document.querySelector(".ph-page"), NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    if (!text.parentElement.matches(":is(h1, h2, h3, h4, th, dt, a, .ph-feeling, .ph-badge)")) continue;
    for (const word of text.data.matchAll(/[\p{L}’']+/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => box.top));
      if (lines.size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
"""Words in headings, heads of tables and links that are cut in two to fit their column."""


@pytest.mark.parametrize("kind", ["home", "segment", "persona", "journeys", "compare", "quality"], indirect=True)
def test_no_word_is_cut_in_two(language: str, address: str, viewport: str, visit: Callable[..., Page]) -> None:
    page = visit(("fr/" if language == "fr" else "") + address, viewport)
    assert page.evaluate(BROKEN) == []


COLLISIONS = """() => [...document.querySelectorAll(".ph-emotion")].flatMap(cell => {
  const [label, point] = [".ph-feeling", ".ph-point"].map(name => cell.querySelector(name).getBoundingClientRect());
  const room = cell.getBoundingClientRect();
  const out = label.top < room.top || label.bottom > room.bottom || label.left < room.left || label.right > room.right;
  const over = label.top < point.bottom - 1 && label.bottom > point.top + 1;
  return out || over ? [cell.innerText] : [];
})"""


@pytest.mark.parametrize("persona", ["claire-production", "gerard-asthma", "bruno-independent"])
def test_what_was_felt_stands_clear_of_its_point_and_of_its_neighbours(
    persona: str, language: str, viewport: str, visit: Callable[..., Page]
) -> None:
    page = visit(("fr/" if language == "fr" else "") + f"personas/{persona}/", viewport)
    assert page.evaluate(COLLISIONS) == []


def test_the_curve_breaks_where_nobody_was_asked(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    cells = page.locator("#journey-buying-as-is [data-lane=emotion] td")
    drawn = [cell.locator(".ph-line").count() for cell in cells.all()]
    assert drawn == [1, 1, 1, 1, 1, 0, 1, 1]
    expect(cells.nth(5)).to_have_text("not asked yet")
    expect(cells.nth(5)).to_have_css("text-indent", "0px")
    ends = [cells.nth(index).locator(".ph-line").get_attribute("d") or "" for index in (4, 6)]
    assert ends[0].endswith("50 80")
    assert ends[1].startswith("M50 20")


def test_the_stages_stay_in_sight_under_the_header(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE)
    page.locator("#journey-buying-as-is [data-lane=kpis]").evaluate("row => row.scrollIntoView({block: 'center'})")
    stage = page.get_by_role("columnheader", name="Six weeks on line 3")
    expect(stage).to_be_in_viewport(ratio=1)
    header = page.locator(".md-header").bounding_box()
    box = stage.bounding_box()
    assert header is not None
    assert box is not None
    assert 0 <= box["y"] - header["height"] <= 1


HIDDEN_TARGETS = """async () => {
  const hidden = [], read = new Promise(done => { let pages = 0; document$.subscribe(() => pages++ && done()); });
  location.hash = "journeys";  // at the first jump, Material reads the page again
  await Promise.race([read, new Promise(done => setTimeout(done, 5000))]);
  for (const link of document.querySelectorAll(".ph-page a[href^='#']")) {
    const target = document.getElementById(link.hash.slice(1));
    if (!target) { hidden.push(`${link.hash} leads nowhere`); continue; }
    location.hash = link.hash;
    await new Promise(requestAnimationFrame);
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
    if (target.getBoundingClientRect().top < header - 1) hidden.push(link.hash);
  }
  return [...new Set(hidden)];
}"""


def test_what_a_link_within_the_page_leads_to_is_not_behind_the_header(
    viewport: str, visit: Callable[..., Page]
) -> None:
    assert visit(CLAIRE, viewport).evaluate(HIDDEN_TARGETS) == []


def test_every_link_of_the_site_leads_to_a_page_and_a_place(built: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in built.rglob("*.html") if path.name != "404.html"}
    ids = {path: set(re.findall(r'\sid="?([^"\s>]+)', html)) for path, html in pages.items()}
    lost = set()
    for path, html in pages.items():
        for link in re.findall(r'<a\s[^>]*?href="?([^"\s>]+)', html):
            if re.match(r"[a-z]+:", link):
                continue
            address, _, place = link.partition("#")
            target = (path.parent / address.partition("?")[0]).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            found = target in pages or (target.is_file() and not place)  # a file to take along
            if not found or (place and place not in ids[target] and place != "__toc"):
                lost.add(f"{path.relative_to(built)}: {link}")
    assert lost == set()


def test_a_persona_is_whole_without_javascript(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE, java_script_enabled=False)
    for words in ("Fiche express", "Goals and motivations", "Buying committee", "Journeys", "Sources"):
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()
    expect(page.locator(".ph-journey")).to_have_count(1)
    for row in page.locator(".ph-lane > th").all():
        expect(row).to_be_visible()
    assert page.locator(".ph-page :is(button, input:not([type=radio]), select, form):visible").count() == 0


def test_a_comparison_is_whole_without_javascript(visit: Callable[..., Page]) -> None:
    page = visit("compare/", java_script_enabled=False)
    expect(page.locator("thead th[data-persona]")).to_have_count(12)
    for head in page.locator(".ph-comparison th").all():
        expect(head).to_be_visible()
    for control in page.locator(".ph-page :is(button, input, output, legend)").all():
        expect(control).to_be_hidden()


def shown(page: Page) -> tuple[list[str], list[str]]:
    """The personas and the rows that are seen."""
    seen = "all => all.filter(one => one.checkVisibility()).map(one => (one.querySelector('a') ?? one).textContent)"
    return (
        page.locator("thead th[data-persona]").evaluate_all(seen),
        page.locator(".ph-lane > th").evaluate_all(seen),
    )


def test_a_comparison_is_narrowed_down_and_its_address_shows_it_to_others(
    visit: Callable[..., Page], site: str, viewport: str
) -> None:
    page = visit("compare/", viewport)
    everybody, rows = shown(page)
    assert len(everybody) == 12
    for name in everybody:
        if name not in ("Claire", "Sofia"):
            page.get_by_label(name, exact=True).uncheck()
    page.get_by_label("Only what differs").check()
    differing = shown(page)
    assert differing[0] == ["Claire", "Sofia"]
    assert 0 < len(differing[1]) < len(rows)

    page.get_by_label("Filter rows").fill("ONCE")
    filtered = shown(page)
    assert 0 < len(filtered[1]) < len(differing[1])
    expect(page.locator("output")).to_have_text(f"2 personas, {len(filtered[1])} rows")

    address = page.url.removeprefix(site)
    assert "p=claire-production.sofia-regulatory" in address
    other = visit(address, viewport)
    assert shown(other) == filtered
    expect(other.get_by_label("Filter rows")).to_have_value("ONCE")

    other.get_by_role("button", name="Show all").click()
    expect(other.locator("output")).to_have_text(f"12 personas, {len(rows)} rows")
    assert shown(other) == (everybody, rows)
    assert other.url == f"{site}compare/"


def test_a_filter_finds_words_without_their_accents(visit: Callable[..., Page]) -> None:
    page = visit("compare/all/")
    page.get_by_label("Filter rows").fill("Bléré")
    accented = shown(page)
    assert len(accented[1]) == 1
    page.get_by_label("Filter rows").fill("blere")
    assert shown(page) == accented


def test_a_cell_of_a_comparison_cites_the_source_on_the_persona_s_page(visit: Callable[..., Page]) -> None:
    page = visit("compare/")
    page.locator("td a[href*='#source-']").first.click()
    expect(page.locator("tr:target")).to_be_visible()


SCROLLERS = """() => [...document.querySelectorAll(".md-content *")].filter(one =>
  /auto|scroll/.test(getComputedStyle(one).overflowX + getComputedStyle(one).overflowY) && one.tagName !== "CODE" &&
  (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight) && (one.tabIndex < 0 || !one.ariaLabel)
).map(one => one.outerHTML.slice(0, 120))"""


def test_what_scrolls_takes_the_keyboard_and_has_a_name(
    address: str, viewport: str, visit: Callable[..., Page]
) -> None:
    assert visit(address, viewport).evaluate(SCROLLERS) == []


@pytest.mark.parametrize("kind", ["persona", "compare", "segment"], indirect=True)
def test_focus_is_seen_wherever_the_keyboard_leads(address: str, scheme: str, visit: Callable[..., Page]) -> None:
    page = visit(address, "desktop", scheme)
    page.locator(".ph-page h1").click()
    for _ in range(40):
        page.keyboard.press("Tab")
        style: dict[str, Any] = page.evaluate(
            """() => {
              const one = document.activeElement, {outlineStyle, outlineWidth} = getComputedStyle(one);
              const box = one.getBoundingClientRect();
              const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
              return {what: one.outerHTML.slice(0, 100), outlineStyle, outlineWidth, seen: box.bottom > header};
            }"""
        )
        assert style["outlineStyle"] != "none", style
        assert float(style["outlineWidth"].removesuffix("px")) >= 1, style
        assert style["seen"], style


def printed(page: Page) -> list[tuple[float, float]]:
    """The width and height of each page on paper, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    return [(float(width), float(height)) for width, height in boxes]


def test_a_persona_prints_upright_and_its_journey_across_larger_pages(visit: Callable[..., Page]) -> None:
    sizes = printed(visit(CLAIRE))
    across = [size for size in sizes if size[0] > size[1]]
    assert 0 < len(across) < len(sizes) <= 14
    assert min(across)[0] > 2 * min(sizes)[0] - 200


def test_a_comparison_prints_whole_across_large_pages(visit: Callable[..., Page]) -> None:
    page = visit("compare/")
    sizes = printed(page)
    assert len(sizes) > 1
    assert all(width > height for width, height in sizes)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1500, "height": 1000})
    assert page.locator(".ph-map").evaluate("map => map.scrollWidth <= map.clientWidth + 1")
    expect(page.locator(".ph-choose")).to_be_hidden()


def test_dark_colours_are_left_out_of_print(visit: Callable[..., Page]) -> None:
    page = visit(CLAIRE, "desktop", "dark")
    page.emulate_media(media="print")
    expect(page.locator(".ph-lane > th").first).to_have_css("background-color", "rgb(244, 246, 249)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


BUDGET = {"bytes": 100_000, "compressed": 25_000, "elements": 2_000}


class _Counter(HTMLParser):
    """Counts elements."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.elements += 1


@pytest.mark.parametrize("start", ["", "fr/"])
def test_the_pages_of_personas_and_journeys_stay_small(start: str, built: Path) -> None:
    over = {}
    for path in sorted((built / start / "personas").rglob("*/index.html")):
        html = path.read_text(encoding="utf-8")
        counter = _Counter()
        counter.feed(html)
        sizes = (len(html.encode()), len(gzip.compress(html.encode())), counter.elements)
        measured = dict(zip(BUDGET, sizes, strict=True))
        over |= {
            f"{path.parent.relative_to(built)}, {what}": size for what, size in measured.items() if size > BUDGET[what]
        }
    assert over == {}


def test_styles_and_scripts_stay_small(built: Path) -> None:
    def compressed(suffix: str) -> int:
        return sum(len(gzip.compress(path.read_bytes())) for path in (built / "assets").glob(f"handbook.*.{suffix}"))

    assert 0 < compressed("css") <= 10_000
    assert 0 < compressed("js") <= 5_000
