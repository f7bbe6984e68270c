"""The site's own search finds a persona by what people call them, in either language, with or without accents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ASKED = (
    ("", "production manager", "claire-production"),
    ("", "responsable de production", "claire-production"),
    ("", "helene", "helene-purchasing"),
    ("", "Hélène", "helene-purchasing"),
    ("", "ingenieur materiaux", "yannick-design"),
    ("", "night book", "claire-production"),
    ("fr/", "responsable de production", "claire-production"),
    ("fr/", "directeur de programme", "omar-programme"),
    ("fr/", "responsable production", "claire-production"),
    ("fr/", "directrice qualite", "sofia-regulatory"),
    ("fr/", "electricien independant", "bruno-independent"),
    ("fr/", "acheteuse", "helene-purchasing"),
)


@pytest.mark.parametrize(("start", "words", "persona"), ASKED)
def test_the_first_result_is_the_persona(
    start: str, words: str, persona: str, site: str, visit: Callable[..., Page]
) -> None:
    page = visit(start)
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    first.click()
    expect(page.locator(".ph-persona h1")).to_be_visible()
    assert page.url.startswith(f"{site}{start}personas/{persona}/")


def test_search_works_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("personas/leo-tenant/", "phone")
    page.locator("label.md-header__button[for=__search]").click()
    page.locator(".md-search__input").click()
    page.keyboard.type("gerard")
    page.locator(".md-search-result__link").first.click()
    expect(page.get_by_role("heading", name="Gérard", exact=True)).to_be_visible()
