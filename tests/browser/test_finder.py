"""Who am I talking to: typing ranks the personas as the command does, and the case can be sent as a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.cues import cue_table
from persona_handbook.views.finder import Answers, Ranking, rank
from persona_handbook.views.reader import Reader
from tests.browser.axe import faults
from tests.browser.conftest import LANGUAGES

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = {path.stem: path for path in sorted((REPOSITORY / "tests" / "examples" / "finder").glob("*.yml"))}
MOST = 6

SHOWN = """() => {
  const texts = (element, ...selectors) => selectors.map(selector => element.querySelector(selector).textContent);
  const [likely, decide] = document.querySelectorAll("handbook-finder ol");
  return [
    [...likely.children].map(item => [
      item.querySelector("a").pathname.split("/").at(-2),
      item.querySelector(".ph-badge").textContent,
      [...item.querySelectorAll("li")].map(reason => texts(reason, "b", "q", "small")),
    ]),
    [...decide.children].map(item => texts(item, "q")[0]),
  ];
}"""


@pytest.fixture(scope="module")
def ranked(schemas: Schemas) -> Callable[[Answers, str], Ranking]:
    """The ranking of the sample company that Python makes for a reader of a language."""
    handbook = load(REPOSITORY / "personas", schemas).handbook
    assert handbook is not None
    tables = {
        language: cue_table(Reader(handbook, schemas, catalogue(language), date(2026, 11, 21)))
        for language in LANGUAGES
    }
    return lambda answers, language: rank(tables[language], answers)


def as_shown(ranking: Ranking, language: str) -> list[Any]:
    say = catalogue(language).say
    strengths = (say("finder_weak"), say("finder_possible"), say("finder_strong"))
    return [
        [
            [
                match.cues.id,
                strengths[match.strength],
                [[reason.heard, reason.cue, reason.label] for reason in match.reasons],
            ]
            for match in ranking.matches[:MOST]
        ],
        [question.text for question in ranking.questions],
    ]


def ready(page: Page, ranking: Ranking) -> Page:
    """The page, once its script has answered."""
    expect(page.get_by_role("status")).to_have_text(
        re.compile(rf"\b{len(ranking.matches)}$" if ranking.matches else r"\w")
    )
    return page


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_ranks_as_the_command_does(
    name: str, language: str, ranked: Callable[[Answers, str], Ranking], visit: Callable[..., Page]
) -> None:
    answers = Answers(**yaml.safe_load(EXAMPLES[name].read_text(encoding="utf-8"))["answers"])
    ranking = ranked(answers, language)
    state = urlencode({"t": answers.title, "w": answers.words, "n": answers.size})
    page = ready(visit(f"{LANGUAGES[language]}finder/?{state}"), ranking)
    assert page.evaluate(SHOWN) == as_shown(ranking, language)


def test_typing_brings_the_persona_to_the_top(viewport: str, visit: Callable[..., Page]) -> None:
    page = visit("finder/", viewport)
    page.get_by_label("Job title").press_sequentially("prodction manager")
    first = page.locator("#likely + ol > li").first
    expect(first.get_by_role("link")).to_have_text("Claire")
    expect(page.get_by_role("status")).to_contain_text("Personas that fit")


def test_the_case_can_be_sent_as_a_link(visit: Callable[..., Page], site: str) -> None:
    page = visit("finder/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Words heard").fill("my nights & more")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_contain_text("copied")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link.startswith(f"{site}finder/?w=")
    sent = visit(link.removeprefix(site))
    expect(sent.get_by_label("Words heard")).to_have_value("my nights & more")
    expect(sent.locator("#likely + ol > li").first.get_by_role("link")).to_have_text("Claire")


def test_what_was_typed_before_the_ranking_came_is_in_the_link_too(visit: Callable[..., Page], site: str) -> None:
    page = visit("finder/?from=mail")
    held: list[Route] = []
    page.route("**/cues.json", lambda route: held.append(route))
    with page.expect_request("**/cues.json"):
        page.reload(wait_until="domcontentloaded")
    page.get_by_label("Words heard").fill("my nights")
    expect(page.locator("#likely + ol > li")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("#likely + ol > li").first.get_by_role("link")).to_have_text("Claire")
    expect(page).to_have_url(f"{site}finder/?from=mail&w=my+nights")


def test_where_nothing_may_be_copied_it_says_where_the_link_is(visit: Callable[..., Page]) -> None:
    page = visit("finder/?t=manager")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_contain_text("from the address bar")


def test_it_can_be_used_without_a_mouse(visit: Callable[..., Page], site: str) -> None:
    page = visit("finder/")
    page.get_by_label("Job title").focus()
    page.keyboard.type("electrician")
    expect(page.locator("#likely + ol > li")).to_have_count(1)
    for _ in range(4):  # two more fields, the button, the persona
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}personas/bruno-independent/")


def test_without_a_script_all_cues_are_there_and_no_form(language: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{LANGUAGES[language]}finder/", java_script_enabled=False)
    expect(page.locator("handbook-finder")).to_be_hidden()
    expect(page.locator("#cues ~ .ph-scroll tbody tr")).to_have_count(13)
    expect(page.get_by_text("night book")).to_be_visible()


def test_what_was_typed_is_shown_as_text(visit: Callable[..., Page]) -> None:
    page = visit("finder/?" + urlencode({"t": "manager", "n": "<img src=x onerror=alert(1)> 2"}))
    expect(page.locator("#likely + ol")).to_contain_text("<img src=x")
    assert page.locator("#likely + ol img").count() == 0


def test_axe_finds_nothing_among_results(language: str, viewport: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{LANGUAGES[language]}finder/?t=manager&w=nights&n=300", viewport)
    expect(page.locator("#likely + ol > li").first).to_be_visible()
    assert faults(page) == []


def test_nothing_is_wider_than_a_narrow_phone(language: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{LANGUAGES[language]}finder/?t=manager&n=300", "narrow")
    expect(page.locator("#likely + ol > li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
