"""A marketer reads the message plan and the library, narrows them down, and takes the plan along."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHARMA = "messages/segment-pharma/"


def test_from_the_journey_map_to_a_message_with_its_proof_and_on_to_the_story(visit: Callable[..., Page]) -> None:
    page = visit("personas/claire-production/")
    page.get_by_role("rowheader", name="Messages").get_by_role("link").click()
    row = page.locator("tr:target")
    expect(row.get_by_role("rowheader")).to_have_text("Claire")
    message = row.get_by_role("listitem").filter(has_text="It began at 02:50")
    message.locator("summary").click()
    expect(message.get_by_text("Nine night excursions a year at the median site")).to_be_visible()
    message.get_by_role("link", name="Why").click()
    expect(page).to_have_url(re.compile("/story/#why$"))


def test_an_empty_cell_leads_to_what_is_wanted_there(visit: Callable[..., Page], viewport: str) -> None:
    page = visit(PHARMA, viewport)
    claire = page.locator("tr", has=page.get_by_role("rowheader", name="Claire", exact=True)).first
    claire.get_by_role("cell").nth(4).get_by_role("link", name="Nothing yet").click()
    wanted = page.locator("tr:target")
    expect(wanted).to_be_in_viewport()
    expect(wanted).to_contain_text("Cost over five years set against one rejected batch, formulas open")


def test_a_department_sees_its_messages_and_its_gaps_and_the_address_shows_it_to_others(
    visit: Callable[..., Page], site: str
) -> None:
    page = visit("messages/")
    page.get_by_role("combobox", name="Department").select_option("logistics")
    expect(page.get_by_text("One wiped carton per room, with its hours")).to_be_visible()
    expect(page.get_by_text("Six weeks beside line 3. Your file stays shut.")).to_be_hidden()
    owners = page.locator("#plan ~ .ph-scroll tbody tr:visible td:last-child").all_text_contents()
    assert set(owners) <= {"Logistics"}
    other = visit(page.url.removeprefix(site))
    expect(other.locator("output")).to_have_text(page.locator("output").inner_text())
    other.get_by_role("button", name="Show all").click()
    expect(other.get_by_text("Six weeks beside line 3. Your file stays shut.")).to_be_visible()
    assert other.url == f"{site}messages/"


def test_the_plan_is_whole_without_javascript(visit: Callable[..., Page]) -> None:
    page = visit(PHARMA, java_script_enabled=False)
    expect(page.get_by_text("One wiped carton per room, with its hours")).to_be_visible()
    assert page.locator(".ph-page :is(button, select, output):visible").count() == 0


@pytest.mark.parametrize(("name", "start"), [("CSV", b"\xef\xbb\xbf"), ("XLSX", b"PK")])
def test_the_plan_is_taken_along(visit: Callable[..., Page], language: str, name: str, start: bytes) -> None:
    page = visit(("fr/" if language == "fr" else "") + "messages/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    assert waiting.value.path().read_bytes().startswith(start)


def test_the_library_is_narrowed_down_to_what_serves_a_persona(visit: Callable[..., Page], viewport: str) -> None:
    page = visit("contents/", viewport)
    page.get_by_role("combobox", name="Persona").select_option(label="Sofia (7)")
    shown = page.locator("tr[id^=content-]:visible")
    expect(shown).to_have_count(7)
    page.get_by_role("combobox", name="Type").select_option("white_paper")
    expect(shown).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 of 25 shown")


def test_from_a_persona_to_a_content_and_to_its_address(visit: Callable[..., Page]) -> None:
    page = visit("personas/claire-production/")
    page.get_by_role("link", name="A night of real data from a filling line").first.click()
    row = page.locator("tr:target")
    expect(row).to_be_in_viewport()
    link = row.get_by_role("link", name="A night of real data from a filling line")
    expect(link).to_have_attribute("href", "https://intranet.example/library/night-data-kit")


def test_what_runs_out_is_said_in_words(visit: Callable[..., Page]) -> None:
    page = visit("contents/")
    expect(page.locator("#content-security-sheet")).to_contain_text("31 Jan 2027 expires soon")
    expect(page.locator("#running-out ~ ul")).to_contain_text("Network, data and access")
