"""The site's search finds a persona by what people call them, in either language, however they happen to spell it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import LANGUAGES

pytestmark = pytest.mark.browser

ASKED = (
    ("", "production manager", "claire-production"),
    ("", "prodction manager", "claire-production"),
    ("", "production managers", "claire-production"),
    ("", "responsable de production", "claire-production"),
    ("", "helene", "helene-purchasing"),
    ("", "Hélène", "helene-purchasing"),
    ("", "buyeer", "helene-purchasing"),
    ("", "ingenieur materiaux", "yannick-design"),
    ("", "night books", "claire-production"),
    ("fr/", "responsable de production", "claire-production"),
    ("fr/", "resposable de prodution", "claire-production"),
    ("fr/", "directeurs de programme", "omar-programme"),
    ("fr/", "responsable production", "claire-production"),
    ("fr/", "directrice qualite", "sofia-regulatory"),
    ("fr/", "electricien independant", "bruno-independent"),
    ("fr/", "l’électricien", "bruno-independent"),
    ("fr/", "l'acheteuse", "helene-purchasing"),
    ("fr/", "acheteuses", "helene-purchasing"),
)


def look_for(page: Page, words: str) -> None:
    page.get_by_role("combobox", name="Search").or_(page.get_by_role("combobox", name="Rechercher")).click()
    page.keyboard.type(words)
    page.get_by_role("option").first.wait_for()


@pytest.mark.parametrize(("start", "words", "persona"), ASKED)
def test_the_first_result_is_the_persona(
    start: str, words: str, persona: str, site: str, visit: Callable[..., Page]
) -> None:
    page = visit(start)
    look_for(page, words)
    page.get_by_role("option").first.click()
    expect(page.locator(".ph-persona h1")).to_be_visible()
    assert page.url == f"{site}{start}personas/{persona}/"


def test_search_works_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("personas/leo-tenant/", "phone")
    page.locator("label.md-header__button[for=__search]").click()
    page.keyboard.type("gerard")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", name="Gérard", exact=True)).to_be_visible()


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_arrows_and_enter_are_enough(key: str, visit: Callable[..., Page]) -> None:
    page = visit("quality/")
    page.keyboard.press(key)
    page.keyboard.type("quality")
    page.get_by_role("option").nth(2).wait_for()
    wanted = page.get_by_role("option").nth(1).get_attribute("href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_attribute("href", str(wanted))
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


def test_the_arrow_up_chooses_the_last_result(visit: Callable[..., Page]) -> None:
    page = visit("")
    look_for(page, "quality")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_search(visit: Callable[..., Page]) -> None:
    page = visit("")
    look_for(page, "claire")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)


def test_personas_come_first_and_the_handbooks_own_pages_are_found_too(visit: Callable[..., Page]) -> None:
    page = visit("")
    look_for(page, "quality")
    groups = page.get_by_role("group").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert groups == ["Personas", "Pages"]
    look_for(page, "")
    page.get_by_role("combobox").fill("method sources")
    expect(page.get_by_role("option", name="Method")).to_be_visible()


def test_words_that_matched_are_marked_even_when_misspelt(visit: Callable[..., Page]) -> None:
    page = visit("")
    look_for(page, "prodction")
    expect(page.get_by_role("option").first.locator("mark").first).to_have_text("Production")


def test_nothing_found_is_said(visit: Callable[..., Page]) -> None:
    page = visit("fr/")
    look_for(page, "claire")
    page.get_by_role("combobox").fill("xxxxxxxxxxxx")
    expect(page.get_by_role("status").first).to_have_text("Aucun document trouvé")


def test_nothing_is_loaded_before_somebody_searches(visit: Callable[..., Page]) -> None:
    page = visit("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload()
    assert not {"handbook.json", "find.js", "search_index.json"} & set(asked)
    look_for(page, "claire")
    assert "handbook.json" in asked


def test_without_javascript_the_box_leads_to_the_gallery(site: str, visit: Callable[..., Page], viewport: str) -> None:
    page = visit("segments/pharma/", viewport, java_script_enabled=False)
    if viewport == "phone":
        page.locator("label.md-header__button[for=__search]").click()
    page.get_by_role("combobox").fill("claire")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}personas/?q=claire")


def test_axe_finds_nothing_in_the_results(language: str, viewport: str, visit: Callable[..., Page]) -> None:
    page = visit(LANGUAGES[language], viewport)
    if viewport == "phone":
        page.locator("label.md-header__button[for=__search]").click()
    look_for(page, "quality")
    page.keyboard.press("ArrowDown")
    assert faults(page) == []
