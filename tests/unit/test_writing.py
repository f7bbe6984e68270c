"""Empty phrases, with what to write instead; the three pillars; and the page that holds both."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from persona_handbook.catalogues import catalogue
from persona_handbook.checks.brochure import brochure
from persona_handbook.checks.vocabulary import vocabulary
from persona_handbook.checks.words import words_in
from persona_handbook.loading import load
from persona_handbook.model.document import Path as Place
from persona_handbook.problems import Problem
from persona_handbook.rendering.pages import messages
from persona_handbook.rendering.pages import writing as pages
from persona_handbook.rendering.writer import Writer
from persona_handbook.schema.catalogue import Schemas
from persona_handbook.views.reader import Reader
from persona_handbook.views.writing import MOST, writing_aid
from tests.kinds import pages_of

Run = Callable[..., Result]

ANA = "personas/demo/ana-buyer.yml"
MESSAGE: Place = ("journeys", 0, "stages", 1, "messages", 0, "text")


def settings(**wording: Any) -> dict[str, Any]:
    return {"language": "en", "wording": wording}


def phrase_in(text: str, wording: Mapping[str, Any]) -> str:
    found = brochure(settings(**wording)).first(text)
    return found[0] if found else ""


# the phrases


@pytest.mark.parametrize("one", vocabulary().vague, ids=lambda one: one.phrase)
def test_each_phrase_that_ships_is_found_as_it_is_written_and_has_something_better_in_both_languages(one: Any) -> None:
    known = brochure(settings())
    found = known.first(f"We offer {one.phrase.upper()} to you.")
    assert found is not None
    assert found[0].casefold() == one.phrase
    assert set(found[1]) == {"en", "fr"}
    assert all(found[1].values())
    assert not known.words.isdisjoint(words_in(one.phrase.encode()))


@pytest.mark.parametrize("text", ["Peace of mind for all.", "peace-of-mind", "PEACE  OF\u00a0MIND"])
def test_a_phrase_of_the_companys_is_found_whatever_its_capitals_spaces_and_hyphens(text: str) -> None:
    assert phrase_in(text, {"vague": [{"phrase": "peace of mind", "instead": "what they need not check"}]})


@pytest.mark.parametrize("text", ["A piece of mind", "peacetime", "Peace for the mind"])
def test_other_words_are_not_that_phrase(text: str) -> None:
    assert not phrase_in(text, {"vague": [{"phrase": "peace of mind", "instead": "what they need not check"}]})


def test_an_allowed_phrase_lets_the_next_one_be_found() -> None:
    text = "A tailor-made and turnkey station"
    assert phrase_in(text, {}) == "tailor-made"
    assert phrase_in(text, {"allowed": ["Tailor made"]}) == "turnkey"
    assert phrase_in(text, {"allowed": ["Tailor made", "turnkey"]}) == ""


def test_what_the_company_says_of_a_phrase_wins_over_the_list_that_ships() -> None:
    found = brochure(settings(vague=[{"phrase": "turnkey", "instead": "ready on Monday."}])).first("A turnkey room")
    assert found == ("turnkey", {"en": "ready on Monday"})


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda text: re.search(r"\w", text)))
def test_any_phrase_of_the_companys_is_found_where_it_stands_and_the_first_look_does_not_miss_it(phrase: str) -> None:
    known = brochure(settings(vague=[{"phrase": phrase, "instead": "a fact"}]))
    written = " ".join(phrase.split())
    small = {word.lower() for word in words_in(f"so {written} then".encode())}
    assert not known.words.isdisjoint(small)
    assert known.first(f"so {written} then") is not None


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Say instead: what they need not check."), ("fr", "Dites plutôt\u00a0: ce qu’ils")]
)
def test_the_check_says_what_to_write_instead(language: str, said: str, personas: Path, run: Run) -> None:
    with (personas / "handbook.yml").open("a", encoding="utf-8") as file:
        file.write("wording:\n  vague:\n    - phrase: peace of mind\n      instead: {en: what they need not check,")
        file.write(" fr: ce qu’ils n’ont plus à vérifier}\n")
    with (personas / "demo/ana-buyer.yml").open("a", encoding="utf-8") as file:
        file.write("promise: Light and peace of mind.\n")
    result = run("check", "--lang", language)
    assert result.exit_code == 0
    assert said in result.output
    assert "vague-words" in result.output


def test_a_phrase_without_something_better_is_refused(personas: Path, run: Run) -> None:
    with (personas / "handbook.yml").open("a", encoding="utf-8") as file:
        file.write("wording: {vague: [{phrase: peace of mind}]}\n")
    result = run("check", "--format", "json")
    assert [one["rule"] for one in json.loads(result.output)["findings"]] == ["missing-field"]


def test_the_story_is_searched_too(personas: Path, run: Run) -> None:
    story = "why: Light for all.\ngoals_benefits: Turnkey light.\nwho_does_what: You read.\nhow: One shop.\n"
    (personas / "story.yml").write_text(story, encoding="utf-8")
    assert "story.yml:2:1: warning: “Turnkey”" in run("check").output


# the page


@pytest.fixture
def base(personas: Path, schemas: Schemas) -> Reader:
    handbook = load(personas, schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue("en"), date(2026, 11, 21))


def with_messages(base: Reader, *messages: dict[str, Any]) -> Reader:
    """Zoé's journey says these messages at its second stage."""
    zoe = base.handbook.personas["zoe-hotel"]
    journey = zoe.data["journeys"][0]
    stages = [journey["stages"][0], {**journey["stages"][1], "messages": list(messages)}]
    zoe = replace(zoe, data={**zoe.data, "journeys": [{**journey, "stages": stages}]})
    return replace(base, handbook=replace(base.handbook, personas={**base.handbook.personas, zoe.id: zoe}))


def html(reader: Reader) -> str:
    (page,) = pages.pages(Writer(reader))
    return page.html


def finding(rule: str, path: Place, file: str = "personas/demo/zoe-hotel.yml", **values: object) -> Problem:
    return Problem(rule, file, 1, 1, path, values)


def test_where_nothing_is_found_the_page_says_so_in_words(base: Reader) -> None:
    assert "No fault was found today" in html(base)
    assert html(base).count("Found today:</b> none.") == 4


def test_what_is_found_in_a_message_leads_to_its_stage_and_says_what_to_write(base: Reader) -> None:
    problem = finding("vague-words", MESSAGE, text="turnkey", instead={"en": "ready on Monday"})
    shown = html(replace(with_messages(base, {"text": "A turnkey lamp"}), findings=(problem,)))
    assert "One fault was found today" in shown
    assert 'href="../personas/zoe-hotel/#journey-first-hotel-choice">Zoé</a>' in shown
    assert "Say instead: ready on Monday." in shown


def test_each_fault_counts_what_its_own_rules_find_in_what_we_say(base: Reader) -> None:
    found = (
        finding("vague-words", ("promise",), text="turnkey", instead={"en": ""}),
        finding("too-many-words", ("promise",), count=70, limit=60),
        finding("message-without-need", MESSAGE[:-1]),
        finding("jargon", ("why",), "personas/story.yml", text="CRI"),
        finding("jargon", ("expectations", 0), text="CRI"),
        finding("review-overdue", ("reviewed_on",), date="2026-01-01"),
    )
    aid = writing_aid(replace(with_messages(base, {"text": "A lamp"}), findings=found))
    assert [(fault.name, len(fault.found)) for fault in aid.faults] == [
        ("vague", 1),
        ("too_much", 1),
        ("no_problem", 1),
        ("jargon", 1),
    ]
    assert aid.faults[3].found[0].where.url == "story/"


def test_many_findings_are_cut_and_the_rest_is_counted(base: Reader) -> None:
    found = tuple(finding("jargon", ("promise",), text=f"X{n}") for n in range(MOST + 3))
    shown = html(replace(base, findings=found))
    assert f"{MOST + 3} faults were found today" in shown
    assert "3 more: <code>handbook check</code>" in shown


def test_messages_are_counted_by_pillar_and_by_all_three(base: Reader) -> None:
    whole = {"clarity": "Read aloud", "topicality": "Season begins", "closeness": "Her corridor"}
    aid = writing_aid(
        with_messages(base, {"text": "One", "check": whole}, {"text": "Two", "check": {"clarity": "Short"}})
    )
    assert [(pillar.title, pillar.checked) for pillar in aid.pillars] == [
        ("Clarity", 2),
        ("Topicality", 1),
        ("Closeness", 1),
    ]
    assert (aid.checked, aid.messages) == (1, 2)


def test_the_page_lists_every_phrase_by_language_the_companys_own_among_them(base: Reader) -> None:
    wording = {"vague": [{"phrase": "<b>cosy", "instead": "<i>16 °C"}], "allowed": ["tailor-made"]}
    company = replace(base.handbook.settings.document, data={**base.handbook.settings.data, "wording": wording})
    company_settings = replace(base.handbook.settings, document=company)
    shown = html(replace(base, handbook=replace(base.handbook, settings=company_settings)))
    english, french = shown.split('<h3 id="words-en"')[1].split('<h3 id="words-fr"')
    assert 'lang="en">&lt;b&gt;cosy</th><td>&lt;i&gt;16 °C <small>our own</small>' in english
    assert 'lang="en">turnkey</th>' in english
    assert 'lang="fr">sur mesure</th>' in french
    assert "Allowed here: <span>tailor-made</span>" in shown


def test_a_message_shows_on_what_ground_it_passes(personas: Path, schemas: Schemas) -> None:
    zoe = personas / "demo/zoe-hotel.yml"
    text = zoe.read_text(encoding="utf-8").replace(
        "departments: {owner: sales, involved: [service]}",
        "departments: {owner: sales, involved: [service]}\n"
        "        messages: [{text: One lamp, addresses: Bulbs, check: {clarity: Two words, closeness: Her lamp}}]",
    )
    zoe.write_text(text, encoding="utf-8")
    loaded = load(personas, schemas)
    assert loaded.handbook is not None
    reader = Reader(loaded.handbook, schemas, catalogue("fr"), date(2026, 11, 21))
    shown = next(page.html for page in pages_of(messages, reader) if page.url == "messages/segment-demo/")
    assert 'Clarté\u00a0: <i lang="en">Two words</i> · Proximité\u00a0: <i lang="en">Her lamp</i>' in shown
