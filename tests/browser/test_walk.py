"""A person's walk: home, segment, persona, journey, comparison, by clicking what they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import KINDS

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Seen:
    """What a person reads on the way, in one language."""

    start: str
    other: str
    home: str
    personas: str
    segment: str
    express: str
    journeys: str
    thoughts: str
    gap: str
    compare: str
    everything: str
    field: str


WAYS = {
    "en": Seen(
        start="",
        other="Français",
        home="Vairon persona handbook",
        personas="14 personas",
        segment="Sterile pharma",
        express="Fiche express",
        journeys="Journeys",
        thoughts="Thoughts",
        gap="not asked yet",
        compare="Compare personas",
        everything="Every comparable field",
        field="Deal breakers",
    ),
    "fr": Seen(
        start="fr/",
        other="English",
        home="Manuel des personas de Vairon",
        personas="14 personas",
        segment="Pharma stérile",
        express="Fiche express",
        journeys="Parcours",
        thoughts="Pensées",
        gap="pas encore demandé",
        compare="Comparer les personas",
        everything="Tous les champs comparables",
        field="Ce qui rompt l’affaire",
    ),
}

STAGES = ("The morning after", "Evenings at the kitchen table", "Six weeks on line 3", "Chinon comes to look")
FEELINGS = ("−1.5 Ashamed and angry", "+0.5 Warming", "−2 Powerless", "+2 Relieved")


def heading(page: Page, words: str) -> Locator:
    return page.get_by_role("heading", name=words, exact=True)


def navigate(page: Page, viewport: str, words: str) -> None:
    """Follow the site's navigation: tabs on a wide screen, a drawer behind a button on a phone."""
    if viewport == "desktop":
        page.locator(".md-tabs").get_by_role("link", name=words).click()
    else:
        page.wait_for_timeout(300)  # Material closes its drawer an eighth of a second after a jump within a page
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator("#__drawer")).to_be_checked()
        page.locator(".md-nav--primary").get_by_role("link", name=words).click()


def test_from_the_home_page_to_a_comparison(language: str, viewport: str, visit: Callable[..., Page]) -> None:
    seen = WAYS[language]
    scheme = "dark" if (language, viewport) in (("en", "phone"), ("fr", "desktop")) else "light"
    page = visit(seen.start, viewport, scheme)
    expect(page.locator("body")).to_have_attribute(
        "data-md-color-scheme", {"light": "default", "dark": "slate"}[scheme]
    )
    expect(heading(page, seen.home)).to_be_visible()
    expect(heading(page, seen.personas)).to_be_visible()

    page.get_by_role("link", name=seen.segment, exact=True).click()
    expect(heading(page, seen.segment)).to_be_visible()

    heading(page, "Claire").get_by_role("link").click()
    expect(page).to_have_title(f"Claire, Production manager, sterile filling - {seen.home}")
    expect(heading(page, "Claire")).to_be_visible()
    expect(page.get_by_text("Hears at 06:40 about the drift of 02:50")).to_be_in_viewport()
    expect(heading(page, seen.express)).to_be_visible()
    expect(page.get_by_role("link", name="Source 1", exact=True).first).to_be_visible()

    page.locator(".ph-sections").get_by_role("link", name=seen.journeys, exact=True).click()
    expect(heading(page, seen.journeys)).to_be_in_viewport()
    journey = page.locator("#journey-buying-as-is")
    for stage in STAGES:
        expect(journey.get_by_role("columnheader", name=stage)).to_be_visible()
    expect(journey.get_by_role("rowheader", name=seen.thoughts, exact=True)).to_be_visible()
    emotions = journey.locator("[data-lane=emotion]")
    for feeling in FEELINGS:
        expect(emotions.get_by_role("cell", name=feeling)).to_be_visible()
    expect(emotions.get_by_role("cell", name=seen.gap, exact=True)).to_be_visible()

    page.evaluate("scrollTo(0, 0)")
    navigate(page, viewport, seen.compare)
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Claire")).to_be_visible()
    expect(table.get_by_role("columnheader")).to_have_count(13)

    page.get_by_role("link", name=seen.everything, exact=True).click()
    expect(table.get_by_role("rowheader", name=seen.field)).to_be_visible()
    table.get_by_role("link", name="Claire", exact=True).click()
    expect(heading(page, "Claire")).to_be_visible()


def test_the_language_switch_is_reached_by_keyboard_and_leads_to_the_same_page(
    language: str, site: str, visit: Callable[..., Page]
) -> None:
    there, address = ("fr" if language == "en" else "en"), "personas/claire-production/"
    page = visit(WAYS[language].start + address)
    switch = page.locator("header .md-select")
    switch.get_by_role("button").focus()
    page.wait_for_load_state("networkidle")  # by then, Material's script would take the click
    switch.get_by_role("link", name=WAYS[language].other).press("Enter")
    page.wait_for_url(site + WAYS[there].start + address)
    expect(page.locator("html")).to_have_attribute("lang", there)


def test_every_page_has_a_switch_to_the_same_page_in_the_other_language(built: Path) -> None:
    pages = {path.parent for path in built.rglob("index.html") if 'class="md-select"' in path.read_text("utf-8")}
    assert len(pages) > 2 * len(KINDS)
    for folder in pages:
        html = (folder / "index.html").read_text("utf-8")
        switch = dict(re.findall(r'<a href="([^"]+)"[^>]* hreflang="(en|fr)"', html))
        named = {language: (folder / link).resolve() for link, language in switch.items()}
        french = folder.is_relative_to(built / "fr")
        address = folder.relative_to(built / "fr" if french else built)
        assert named == {"en": built / address, "fr": built / "fr" / address}, html.partition("md-select")[2][:600]


OURS = (
    "h2",
    ".ph-section h3",
    ".ph-facts dt",
    ".ph-meta li",
    ".ph-role",
    ".ph-channel",
    ".ph-key",
    ".ph-lanes tbody th",
    ".ph-empty",
    ".ph-severity",
    ".ph-claims small",
    ".ph-kpis small",
    ".ph-touch small",
    ".ph-opportunities small",
)
THEIRS = (
    ".ph-hook",
    ".ph-verbatim blockquote",
    ".ph-claims",
    ".ph-quotes",
    ".ph-objections dd",
    ".ph-journey h3",
    ".ph-feeling",
    "[data-lane=goal] td:not(.ph-empty)",
)


def test_a_french_page_says_which_language_each_text_is_in(visit: Callable[..., Page]) -> None:
    page = visit("fr/personas/claire-production/")
    other = "(all, wanted) => all.filter(one => one.closest('[lang]').lang !== wanted).map(one => one.outerHTML)"
    for selector, language in [*((ours, "fr") for ours in OURS), *((theirs, "en") for theirs in THEIRS)]:
        texts = page.locator(f".ph-page {selector}")
        assert texts.count() > 0, selector
        assert texts.evaluate_all(other, language) == [], selector
    for label in ("Fiche express", "Motivations", "Freins", "Étapes", "Ce qui est ressenti", "Comité d’achat"):
        expect(page.locator(".ph-page").get_by_text(label, exact=True).first).to_be_visible()
    expect(page.get_by_text("At 06:40 I am told what happened at 02:50.").first).to_be_visible()
