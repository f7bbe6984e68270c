"""The page of a persona: what each department needs, addresses that last, what refers to it, who comes next."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from persona_handbook.catalogues import catalogue
from persona_handbook.loading import load
from persona_handbook.rendering.anchors import unique_anchors, without_anchors
from persona_handbook.rendering.site import render_site
from persona_handbook.schema.bundle import find_schema_folder
from persona_handbook.schema.catalogue import Schemas, load_schemas
from persona_handbook.views.anchors import claim_anchor
from persona_handbook.views.cited_by import CitedBy, cited_by, mentions
from persona_handbook.views.department_lens import DepartmentPart, department_lens
from persona_handbook.views.persona_page import Neighbours, persona_page
from persona_handbook.views.portrayal import portray
from persona_handbook.views.reader import Reader
from persona_handbook.views.values import plain_text

SAMPLE = Path(__file__).resolve().parents[2] / "personas"


def reading(folder: Path, schemas: Schemas, language: str = "en") -> Reader:
    handbook = load(folder, schemas).handbook
    assert handbook is not None
    return Reader(handbook, schemas, catalogue(language), date(2026, 11, 21), "../../")


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The sample company."""
    return reading(SAMPLE, load_schemas(find_schema_folder(SAMPLE)))


def parts(reader: Reader, persona: str) -> dict[str, DepartmentPart]:
    told = portray(reader.handbook.personas[persona], reader)
    return {part.id: part for part in department_lens(told, reader).parts}


def lines(part: DepartmentPart) -> dict[str, list[str]]:
    return {line.title: [plain_text(shown) for shown in line.shown] for line in part.lines}


def neighbours(reader: Reader, persona: str) -> Neighbours:
    told = portray(reader.handbook.personas[persona], reader)
    return persona_page(told, None, {}, reader).neighbours


def cited(reader: Reader, persona: str) -> dict[str, CitedBy]:
    groups = cited_by(reader.handbook.personas[persona], mentions(reader.handbook), reader)
    return {group.title: group for group in groups}


def test_every_department_has_a_block_in_the_order_of_the_handbook(reader: Reader) -> None:
    assert list(parts(reader, "claire-production")) == list(reader.handbook.departments)


def test_sales_reads_what_prepares_a_call(reader: Reader) -> None:
    told = lines(parts(reader, "claire-production")["sales"])
    assert list(told) == ["Open with", "Prove with", "Ask for", "Likely objection", "Avoid"]
    assert told["Avoid"] == ["A cable across grade B"]


def test_a_department_reads_the_stages_that_it_leads_and_who_is_on_either_side(reader: Reader) -> None:
    (led,) = parts(reader, "claire-production")["logistics"].leads
    assert led.stage.url == "#journey-buying-as-is-deployment"
    assert led.handovers == ("after: Sales", "before: Customer service")


def test_a_journey_as_it_should_be_gives_no_stages_while_there_is_one_as_it_is(reader: Reader) -> None:
    urls = [led.stage.url for part in parts(reader, "claire-production").values() for led in part.leads]
    assert urls
    assert [url for url in urls if "to-be" in url] == []


def test_what_was_not_asked_is_a_line_without_an_entry(reader: Reader) -> None:
    assert lines(parts(reader, "leo-tenant")["sales"])["Open with"] == []


def test_a_persona_is_cited_by_committee_contents_story_lead_and_other_personas(reader: Reader) -> None:
    groups = cited(reader, "claire-production")
    assert list(groups) == [
        "Buying committee",
        "Related personas",
        "Shared story",
        "Content library",
        "Lead definition",
    ]
    assert [link.text for link in groups["Related personas"].links] == ["Philippe", "Sofia", "Tomasz"]
    assert groups["Buying committee"].links[0].url == "../../segments/pharma/#committee"


def test_a_persona_that_nothing_refers_to_is_cited_by_nothing(personas: Path, schemas: Schemas) -> None:
    assert cited(reading(personas, schemas), "zoe-hotel") == {}


def test_the_first_of_a_segment_has_none_before_and_the_last_none_after(reader: Reader) -> None:
    first, last = neighbours(reader, "claire-production"), neighbours(reader, "tomasz-rnd")
    assert (first.before, first.after and first.after.text) == (None, "Philippe")
    assert (last.before and last.before.text, last.after) == ("Sofia", None)


def test_a_claim_keeps_its_address_wherever_it_is_moved_in_its_list(personas: Path, schemas: Schemas) -> None:
    path = personas / "demo" / "zoe-hotel.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nhabits: [Walks the house at six, Counts the towels]\n", encoding="utf-8")
    before = addresses(reading(personas, schemas))
    path.write_text(f"{text}\nhabits: [Counts the towels, Walks the house at six]\n", encoding="utf-8")
    after = addresses(reading(personas, schemas))
    assert before["Counts the towels"] == after["Counts the towels"] == claim_anchor(["habits"], "Counts the towels")


def addresses(reader: Reader) -> dict[str, str]:
    page = next(page for page in render_site(reader).pages if page.url == "personas/zoe-hotel/")
    return {text: anchor for anchor, text in re.findall(r'id="(c-\w+)"[^>]*>([^<]+)', page.html)}


def test_the_same_words_in_two_fields_have_two_addresses() -> None:
    assert claim_anchor(["pains"], "Too late") != claim_anchor(["barriers"], "Too late")


def test_the_same_address_twice_on_a_page_is_numbered() -> None:
    assert unique_anchors('<p id="c-1"><p id="c-1"><p id="x">') == '<p id="c-1"><p id="c-1-2"><p id="x">'


def test_what_is_shown_again_has_no_address_and_keeps_all_else() -> None:
    assert without_anchors('<p id="c-1" lang="en">id="c-1"</p>') == '<p lang="en">id="c-1"</p>'


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_address_stands_twice_on_a_persona_s_page(language: str, reader: Reader) -> None:
    told = Reader(reader.handbook, reader.schemas, catalogue(language), reader.today)
    for page in render_site(told).pages:
        ids = re.findall(r' id="([^"]+)"', page.html)
        assert len(ids) == len(set(ids)), page.url
