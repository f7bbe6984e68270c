"""With instant navigation a click changes the page without loading it anew; everything works as if it had been.

Material takes a click only at the address that the configuration names, so the site is read there: its files are handed
to the browser in place of the network's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

PUBLISHED = "https://handbook.example/"


@pytest.fixture
def published(browser: Browser, built: Path) -> Iterator[Callable[[str], Page]]:
    """Opens a page of the site at its published address, and watches what must not happen until the test ends."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)

    def answer(route: Route) -> None:
        url = route.request.url
        path = built / url.removeprefix(PUBLISHED).partition("?")[0].partition("#")[0]
        path = path / "index.html" if path.is_dir() else path
        if url.startswith(PUBLISHED) and path.is_file():
            route.fulfill(path=path)
        else:
            faults.append(f"request that leads nowhere: {url}")
            route.fulfill(status=404)

    def opened(address: str) -> Page:
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        context.route("**/*", answer)
        page.goto(PUBLISHED + address, wait_until="networkidle")
        page.evaluate("window.stayed = true")
        return page

    yield opened
    context.close()
    assert faults == []


def stayed(page: Page) -> bool:
    """Whether no page was loaded anew since the first."""
    return bool(page.evaluate("window.stayed === true"))


def to_claire(page: Page) -> None:
    page.get_by_role("heading", name="Claire", exact=True).get_by_role("link").click()
    expect(page).to_have_title("Claire, Production manager, sterile filling - Vairon persona handbook")


def to_compare(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")
    page.locator(".md-tabs").get_by_role("link", name="Compare personas").click()
    expect(page.locator("thead th[data-persona]")).to_have_count(12)


def test_from_home_to_a_persona_to_a_comparison_that_can_be_used(published: Callable[[str], Page]) -> None:
    page = published("")
    to_claire(page)
    expect(page.get_by_role("heading", name="Fiche express", exact=True)).to_be_visible()
    to_compare(page)
    page.get_by_label("Claire").uncheck()
    expect(page.locator("thead th[data-persona]:visible")).to_have_count(11)
    expect(page.locator("output")).to_contain_text("11 personas")
    assert "claire-production" not in page.url.partition("?p=")[2]
    assert stayed(page)


def test_the_comparison_works_the_second_time_it_is_reached(published: Callable[[str], Page]) -> None:
    page = published("compare/")
    page.locator(".ph-comparison thead").get_by_role("link", name="Claire").click()
    expect(page.get_by_role("heading", name="Claire", exact=True)).to_be_visible()
    to_compare(page)
    page.get_by_label("Only what differs").check()
    page.get_by_label("Amina").uncheck()
    expect(page.locator("output")).to_contain_text("11 personas")
    assert stayed(page)


def test_back_leads_to_the_page_before(published: Callable[[str], Page]) -> None:
    page = published("personas/claire-production/")
    to_compare(page)
    page.get_by_label("Claire").uncheck()
    page.go_back()
    expect(page.get_by_role("heading", name="Claire", exact=True)).to_be_visible()
    assert page.url == f"{PUBLISHED}personas/claire-production/"


def test_the_language_switch_leads_to_the_page_that_is_read(published: Callable[[str], Page]) -> None:
    page = published("")
    to_claire(page)
    page.locator("header .md-select").get_by_role("button").focus()
    page.locator("header .md-select").get_by_role("link", name="Français").press("Enter")
    page.wait_for_url(f"{PUBLISHED}fr/personas/claire-production/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_the_pencil_leads_to_the_file_of_the_page_that_is_read(published: Callable[[str], Page]) -> None:
    page = published("")
    to_claire(page)
    pencil = page.locator("a.md-content__button[href*=edit]")
    assert str(pencil.get_attribute("href")).endswith("personas/pharma/claire-production.yml")


def test_what_is_shown_beside_a_link_is_that_of_the_page_that_is_read(published: Callable[[str], Page]) -> None:
    page = published("")
    to_claire(page)
    expect(page.locator("meta[property='og:title']")).to_have_count(1)
    expect(page.locator("meta[property='og:title']")).to_have_attribute(
        "content", "Claire, Production manager, sterile filling"
    )


def test_a_link_within_the_page_leads_there(published: Callable[[str], Page]) -> None:
    page = published("")
    to_claire(page)
    page.locator(".ph-sections").get_by_role("link", name="Journeys", exact=True).click()
    expect(page.get_by_role("heading", name="Journeys", exact=True)).to_be_in_viewport()
    assert page.url.endswith("#journeys")
    assert stayed(page)


def test_search_finds_after_the_page_has_changed(published: Callable[[str], Page]) -> None:
    page = published("")
    to_compare(page)
    page.wait_for_timeout(500)  # until then, Material's script closes what is open over the old page
    page.keyboard.press("/")
    page.keyboard.type("Responsable de production")
    page.locator(".md-search-result__link").first.click()
    expect(page.get_by_role("heading", name="Claire", exact=True)).to_be_visible()
    assert stayed(page)
