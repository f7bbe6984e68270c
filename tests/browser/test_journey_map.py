"""What people do with a journey map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

BRUNO = "personas/bruno-independent/"
ADDRESSES = {"en": "", "fr": "fr/"}


def rows(page: Page) -> list[str]:
    """The rows of the first map that can be seen."""
    lanes = page.locator(".ph-journey").first.locator(".ph-lane")
    return [str(lane.get_attribute("data-lane")) for lane in lanes.all() if lane.is_visible()]


def test_a_department_sees_its_rows_without_javascript(visit: Callable[..., Page]) -> None:
    page = visit(BRUNO, java_script_enabled=False)
    everything = rows(page)
    page.locator(".ph-journey").first.get_by_label("Logistics").check()
    assert {"touchpoints", "emotion", "reason", "branches", "backstage"} <= set(rows(page))
    assert not {"messages", "thoughts", "contents"} & set(rows(page))
    page.locator(".ph-journey").first.get_by_label("all departments").check()
    assert rows(page) == everything


def test_rows_are_chosen_with_the_keyboard(visit: Callable[..., Page]) -> None:
    page = visit(BRUNO)
    page.locator(".ph-rows input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".ph-journey").first.get_by_label("Marketing")).to_be_checked()
    assert "backstage" not in rows(page)


def test_paper_shows_all_rows_whatever_was_chosen(visit: Callable[..., Page]) -> None:
    page = visit(BRUNO)
    everything = rows(page)
    page.locator(".ph-journey").first.get_by_label("Logistics").check()
    page.emulate_media(media="print")
    assert rows(page) == everything
    expect(page.locator(".ph-rows").first).to_be_hidden()


def test_the_map_does_not_cover_the_header_of_the_site(viewport: str, visit: Callable[..., Page]) -> None:
    page = visit(BRUNO, viewport)
    page.evaluate("document.querySelector('[data-lane=\"actions\"]').scrollIntoView()")
    header = page.locator(".md-header")
    assert header.evaluate(
        "box => [40, 120, 300].every(x => box.contains(document.elementFromPoint(x, box.offsetHeight - 4)))"
    )


def test_the_picture_is_taken_along_as_png(visit: Callable[..., Page]) -> None:
    page = visit(BRUNO)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as PNG").first.click()
    assert taken.value.suggested_filename == "journey-first-school-as-is.png"
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")


def test_without_javascript_there_is_no_button_that_does_nothing(visit: Callable[..., Page]) -> None:
    page = visit(BRUNO, java_script_enabled=False)
    expect(page.get_by_role("link", name="SVG", exact=True).first).to_be_visible()
    expect(page.get_by_role("button", name="Download as PNG")).to_have_count(0)


def test_the_picture_holds_its_text(visit: Callable[..., Page]) -> None:
    """No line of a stage runs into the next stage."""
    wide = visit(BRUNO).evaluate(
        """async () => {
          const text = await (await fetch("journey-first-school-as-is.svg")).text();
          const picture = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
          document.body.append(document.importNode(picture, true));
          return [...document.querySelectorAll(".stage, .note, .cell")]
            .filter(line => line.getComputedTextLength() > 168).map(line => line.textContent);
        }"""
    )
    assert wide == []


def test_today_and_tomorrow_stand_side_by_side(visit: Callable[..., Page]) -> None:
    page = visit(BRUNO)
    page.get_by_role("link", name="First school: eight hours quoted, eight worked").click()
    row = page.locator(".ph-tomorrow tbody tr").filter(has=page.get_by_role("rowheader", name="Deployment"))
    for words in ("−2 Beaten", "+1 On time", "feels better, +3", "Quick card in the lid"):
        expect(row).to_contain_text(words)
    expect(page.locator(".ph-curves [data-curve]")).to_have_count(2)
    expect(page.locator("#journey-first-school-to-be")).to_contain_text("nobody has lived it yet")


def test_the_curves_of_a_segment_have_names_and_a_table(visit: Callable[..., Page]) -> None:
    page = visit("segments/pharma/")
    expect(page.locator(".ph-curves g text")).to_have_text(["Claire", "Sofia", "Tomasz"])
    table = page.get_by_role("table", name="Emotion curves side by side: B2B buying")
    expect(table.get_by_role("row").filter(has_text="Sofia")).to_contain_text("−2 Alarmed")
