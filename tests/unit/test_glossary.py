"""The glossary, and the links from the first use of its terms."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_handbook.catalogues import catalogue
from persona_handbook.model.handbook import SharedFile
from persona_handbook.rendering.term_links import MOST, TermLinks
from persona_handbook.views.glossary import glossary, linked_terms
from persona_handbook.views.reader import Reader

LINKS = TermLinks.of({"Moment of truth": "g/#moment", "Drift": "g/#drift", "creep": "g/#drift", "VOC": "g/#voc"})


def with_terms(reader: Reader, *terms: dict[str, Any]) -> Reader:
    """The reader of a handbook whose glossary has these entries."""
    file = reader.handbook.shared["glossary"]
    shared = SharedFile(replace(file.document, data={"terms": list(terms)}), ())
    return replace(reader, handbook=replace(reader.handbook, shared={**reader.handbook.shared, "glossary": shared}))


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<p>A drift, then a drift</p>", '<p>A <a class="ph-term" href="../g/#drift">drift</a>, then a drift</p>'),
        ("<p>Drifts</p>", '<p><a class="ph-term" href="../g/#drift">Drift</a>s</p>'),
        ("<p>creep or drift</p>", '<p><a class="ph-term" href="../g/#drift">creep</a> or drift</p>'),
        ("<p>adrift, drifting</p>", "<p>adrift, drifting</p>"),
        ("<p>voc</p>", "<p>voc</p>"),
        ('<p title="a drift">none</p>', '<p title="a drift">none</p>'),
        ("<h2>Drift</h2><p>none</p>", "<h2>Drift</h2><p>none</p>"),
        ("<a href='x'>the <b>drift</b></a>", "<a href='x'>the <b>drift</b></a>"),
        ('<li class="ph-card"><a>Ana</a> drift</li>', '<li class="ph-card"><a>Ana</a> drift</li>'),
        ("<ul><li>VO</li></ul>drifting", "<ul><li>VO</li></ul>drifting"),
        ("<p>l’VOC</p>", '<p>l’<a class="ph-term" href="../g/#voc">VOC</a></p>'),
    ],
)
def test_the_first_use_of_a_term_is_linked_where_it_can_be(html: str, linked: str) -> None:
    assert LINKS(html, "../") == linked


def test_a_use_after_a_card_is_linked() -> None:
    assert LINKS('<ul><li>x</li><li class="ph-card">drift</li><li>drift</li></ul>', "").endswith("drift</a></li></ul>")


def test_a_use_in_a_heading_does_not_count_as_the_first() -> None:
    assert LINKS("<h2>Drift</h2><p>A drift.</p>", "").count("<a ") == 1


def test_of_two_terms_at_one_place_the_longer_is_linked() -> None:
    links = TermLinks.of({"lead": "#lead", "lead definition": "#definition"})
    assert links("<p>The lead definition</p>", "") == (
        '<p>The <a class="ph-term" href="#definition">lead definition</a></p>'
    )


def test_a_page_has_no_more_links_than_do_good() -> None:
    links = TermLinks.of({f"term{n}x": f"#{n}" for n in range(MOST + 5)})
    html = "<p>" + " ".join(f"term{n}x" for n in range(MOST + 5)) + "</p>"
    assert links(html, "").count("<a ") == MOST


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<a>", "</a>", "<h2>", "</h2>", "drift", "VOC", " x "])))
def test_linking_changes_no_word(parts: list[str]) -> None:
    html = "".join(parts)
    assert re.sub(r'<a class="ph-term"[^>]*>(.*?)</a>', r"\1", LINKS(html, "")) == html


def test_a_form_with_special_signs_is_linked_as_html_writes_it() -> None:
    assert "<a " in TermLinks.of({"R&D": "#r"})(f"<p>{escape('Our R&D says')}</p>", "")


def test_entries_stand_in_the_order_of_the_reader_s_language(reader: Reader) -> None:
    terms = ({"term": {"en": "Drift", "fr": "Écart"}, "definition": "x"}, {"term": "Face", "definition": "y"})
    french = replace(with_terms(reader, *terms), words=catalogue("fr"))
    assert [(term.term, term.elsewhere, term.anchor) for term in glossary(french)] == [
        ("Écart", ("Drift",), "drift"),
        ("Face", (), "face"),
    ]


def test_what_is_not_to_be_confused_leads_to_its_entry_if_it_has_one(reader: Reader) -> None:
    terms = (
        {"term": "Persona", "definition": "x", "not_to_confuse_with": ["segment", "avatar"]},
        {"term": "Segment", "definition": "y"},
    )
    persona, _ = glossary(with_terms(reader, *terms))
    assert [(link.text, link.url) for link in persona.confusable] == [("segment", "#segment"), ("avatar", "")]


def test_an_everyday_word_is_not_linked(reader: Reader) -> None:
    terms = ({"term": "Lead", "definition": "x", "linked": False}, {"term": "Drift", "definition": "y"})
    assert list(linked_terms(with_terms(reader, *terms))) == ["Drift"]


def test_the_sample_explains_what_a_persona_is_not(reader: Reader) -> None:
    persona = next(term for term in glossary(reader) if term.anchor == "persona")
    assert [link.url for link in persona.confusable] == ["#segment", "#social-selling"]
