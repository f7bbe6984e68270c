"""A manager finds their department's part, and the opportunities of all journeys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = ("departments/", "departments/sales/", "opportunities/")


def seen(page: Page) -> list[str]:
    """The numbers of the opportunities that the table shows."""
    rows = page.locator("tr[id^=o-]").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.cells[0].textContent)"
    )
    return [str(number) for number in rows]


def test_from_the_list_of_departments_to_a_stage_on_the_journey_map(visit: Callable[..., Page]) -> None:
    page = visit("departments/")
    page.get_by_role("link", name="Logistics").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logistics: our part")
    page.get_by_role("rowheader", name="Four days in the shutdown").get_by_role("link").click()
    expect(page.locator("th:target")).to_contain_text("Four days in the shutdown")


def test_the_departments_on_both_sides_tell_the_same_hand_off(visit: Callable[..., Page]) -> None:
    page = visit("departments/sales/")
    given = page.locator("section", has=page.get_by_role("heading", name="hand-offs by us")).last
    expect(given.get_by_role("listitem").filter(has_text="Four days in the shutdown")).to_have_count(1)
    page.locator(".ph-lenses").get_by_role("link", name="Logistics").click()
    received = page.locator("section", has=page.get_by_role("heading", name="hand-offs to us")).last
    expect(received.get_by_role("listitem").filter(has_text="Four days in the shutdown")).to_contain_text("Powerless")


def test_an_open_opportunity_of_a_department_is_found_among_all(visit: Callable[..., Page]) -> None:
    page = visit("departments/marketing/")
    page.get_by_role("link", name="Publish a price range by number of rooms").click()
    expect(page.locator("tr:target")).to_contain_text("Publish a price range by number of rooms")
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_opportunities_are_narrowed_down_and_the_address_shows_it_to_others(
    visit: Callable[..., Page], site: str, viewport: str
) -> None:
    page = visit("opportunities/", viewport)
    everything = seen(page)
    page.get_by_role("combobox", name="Department").select_option(label="Sales (14)")
    sales = seen(page)
    assert len(sales) == 14
    page.get_by_role("combobox", name="Status").select_option("doing")
    doing = seen(page)
    assert 0 < len(doing) < len(sales)
    expect(page.locator("output")).to_have_text(f"{len(doing)} of {len(everything)} shown")
    drawn = page.locator(".ph-grid tspan:not(.ph-off)").all_text_contents()
    assert sorted(drawn) == sorted(doing)

    other = visit(page.url.removeprefix(site), viewport)
    assert seen(other) == doing
    other.get_by_role("button", name="Show all").click()
    expect(other.locator("output")).to_have_text(f"{len(everything)} of {len(everything)} shown")
    assert other.url == f"{site}opportunities/"


def test_an_address_with_a_choice_that_does_not_exist_shows_everything(visit: Callable[..., Page]) -> None:
    page = visit('opportunities/?owner=nobody&status="]&q2=x')
    expect(page.locator("output")).to_have_text("43 of 43 shown")


def test_opportunities_are_whole_without_javascript(visit: Callable[..., Page]) -> None:
    page = visit("opportunities/", java_script_enabled=False)
    assert page.locator("tr[id^=o-]").count() == 43
    for row in page.locator("tr[id^=o-]").all():
        expect(row).to_be_visible()
    assert page.locator(".ph-page :is(button, select, output):visible").count() == 0


def test_the_grid_says_what_it_is_and_shows_every_judged_opportunity(visit: Callable[..., Page]) -> None:
    page = visit("opportunities/")
    expect(page.get_by_role("img", name="Impact and effort")).to_be_visible()
    assert sorted(page.locator(".ph-grid tspan").all_text_contents(), key=int) == [str(n) for n in range(1, 44)]


def test_numbers_on_the_grid_stay_in_their_cells(viewport: str, visit: Callable[..., Page]) -> None:
    page = visit("opportunities/", viewport)
    widths = page.locator(".ph-grid text:has(tspan)").evaluate_all("all => all.map(one => one.getBBox().width)")
    assert max(widths) < 76
