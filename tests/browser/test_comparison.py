"""A comparison is put in order, says in words what differs, and is taken along: as a link and as a table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults

pytestmark = pytest.mark.browser

PHARMA = "p=claire-production.sofia-regulatory.tomasz-rnd"


def personas(page: Page) -> list[str]:
    """The names at the heads of the columns, in their order."""
    return page.locator("thead th[data-persona] a").all_inner_texts()


def row(page: Page, field: str) -> Locator:
    return page.locator(f'tr[data-field="{field}"]')


def test_personas_stand_in_the_order_of_their_names_or_of_a_row(visit: Callable[..., Page]) -> None:
    page = visit(f"compare/all/?{PHARMA}")
    page.get_by_label("Order of personas").select_option("Level of expertise")
    assert personas(page) == ["Claire", "Sofia", "Tomasz"]
    page.get_by_label("Reversed").check()
    assert personas(page) == ["Tomasz", "Claire", "Sofia"]
    page.get_by_label("Order of personas").select_option("by name")
    assert personas(page) == ["Tomasz", "Sofia", "Claire"]


def test_a_cell_follows_its_persona(visit: Callable[..., Page]) -> None:
    page = visit(f"compare/all/?{PHARMA}&s=name&r=1")
    expect(row(page, "role.title").locator("td")).to_have_text(
        ["Lead, process development", "Head of quality and regulatory affairs", "Production manager, sterile filling"]
    )


def test_who_gave_no_answer_stands_last_in_either_direction(visit: Callable[..., Page]) -> None:
    for reverse in ("", "&r=1"):
        page = visit(f"compare/all/?s=influence{reverse}")
        assert set(personas(page)[-3:]) == {"Gérard", "Inès", "Léo"}


def test_rows_stand_in_the_order_of_the_alphabet_and_back(visit: Callable[..., Page]) -> None:
    page = visit("compare/meddpicc/")
    heads = page.locator("tbody:has(.ph-lane) >> nth=1").locator(".ph-lane > th")
    before = heads.evaluate_all("all => all.map(one => one.firstChild.textContent.trim())")
    page.get_by_label("Rows from A to Z").check()
    after = heads.evaluate_all("all => all.map(one => one.firstChild.textContent.trim())")
    assert before == ["Buying role", "Must approve", "Influence"]
    assert after == ["Buying role", "Influence", "Must approve"]
    page.get_by_role("button", name="Show all").click()
    expect(heads.nth(1)).to_contain_text("Must approve")


def test_words_say_what_differs_and_what_is_the_same(visit: Callable[..., Page]) -> None:
    page = visit(f"compare/all/?{PHARMA}")
    expect(row(page, "market").get_by_role("rowheader")).to_have_text("Market = the same for all")
    influence = row(page, "influence")
    expect(influence.get_by_role("rowheader")).to_have_text("Influence ≠ differs")
    assert [("unlike most" in cell) for cell in influence.locator("td").all_inner_texts()] == [False, False, True]
    page.get_by_label("Tomasz", exact=True).uncheck()
    expect(influence.get_by_role("rowheader")).to_have_text("Influence = the same for all")
    expect(influence.locator("td .ph-mark")).to_have_count(0)


def test_rows_that_are_the_same_are_folded_and_counted(visit: Callable[..., Page]) -> None:
    page = visit(f"compare/all/?{PHARMA}")
    same = page.locator(".ph-lane:has-text('= the same for all')").count()
    page.get_by_label("Only what differs").check()
    expect(page.locator("output")).to_contain_text(f"the same for all and folded: {same}")
    expect(row(page, "market")).to_be_hidden()
    assert same > 0


def test_a_copied_link_shows_others_the_same_view(visit: Callable[..., Page], site: str) -> None:
    page = visit(f"compare/all/?{PHARMA}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Order of personas").select_option("Influence")
    page.get_by_label("Reversed").check()
    page.get_by_label("Rows from A to Z").check()
    page.get_by_label("Only what differs").check()
    page.get_by_label("Filter rows").fill("decid")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_contain_text("The link is copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(link.removeprefix(site))
    assert other.locator(".ph-comparison").inner_text() == page.locator(".ph-comparison").inner_text()
    for control in ("Order of personas", "Filter rows"):
        assert other.get_by_label(control).input_value() == page.get_by_label(control).input_value()


def test_where_nothing_can_be_copied_the_address_bar_is_named(visit: Callable[..., Page]) -> None:
    page = visit("compare/")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_contain_text("from the address bar")


def test_a_link_with_a_view_that_is_no_more_shows_everything(visit: Callable[..., Page]) -> None:
    page = visit("compare/?s=gone&innerHTML=x&length=2&p")
    expect(page.get_by_label("Order of personas")).to_have_value("")
    expect(page.locator("output")).to_contain_text("rows")


def downloaded(page: Page) -> tuple[bytes, list[list[str]]]:
    """The file that the button gives, and its rows."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this view").click()
    content = Path(waiting.value.path()).read_bytes()
    return content, list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))


def test_the_table_that_is_seen_can_be_taken_along(visit: Callable[..., Page]) -> None:
    page = visit(f"compare/all/?{PHARMA}&s=name&r=1&d=1&f=influence")
    content, (head, *rows) = downloaded(page)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert head == ["Field", "Tomasz", "Sofia", "Claire"]
    told = {cells[0]: cells[1:] for cells in rows}
    assert [cell[0] for cell in told["Influence"]] == ["3", "5", "5"]
    assert "Market" not in told
    seen = page.locator(".ph-lane:visible").count()
    assert len(rows) == seen + page.locator(".ph-alone").count()


def test_no_cell_of_the_file_is_a_formula(visit: Callable[..., Page]) -> None:
    page = visit("compare/")
    for sign in "=+-@":
        page.locator("handbook-compare").evaluate(
            """(one, sign) => {
              const cell = one.querySelector(".ph-lane td");
              cell.className = "";
              cell.textContent = sign + 'cmd|"1"';
              one.replaceWith(one.cloneNode(true));
              document.querySelector("handbook-compare form").hidden = true;
              const again = document.querySelector("handbook-compare");
              again.replaceWith(again.cloneNode(true));
            }""",
            sign,
        )
        _, rows = downloaded(page)
        assert f'\'{sign}cmd|"1"' in [cell for cells in rows for cell in cells]


def test_what_only_one_persona_says_stands_at_the_top_of_its_column(visit: Callable[..., Page], language: str) -> None:
    page = visit("compare/" if language == "en" else "fr/compare/", java_script_enabled=False)
    said = "Procedure: Tender" if language == "en" else "Appel d’offres"
    expect(page.locator(".ph-alone td").first).to_contain_text(said)


def test_axe_finds_nothing_on_a_comparison_with_marks(visit: Callable[..., Page], language: str, viewport: str) -> None:
    start = "" if language == "en" else "fr/"
    page = visit(f"{start}compare/meddpicc/?{PHARMA}&s=influence", viewport)
    expect(page.locator("td .ph-mark").first).to_be_attached()
    assert faults(page) == []
