"""Cards for other sites, pictures beside links, robots.txt: what they hold, and when there are none."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result

from persona_handbook.exports.publication import publication
from persona_handbook.rendering.page import Site
from persona_handbook.rendering.picture import Text, draw, fitted

Image = pytest.importorskip("PIL.Image")

ADDRESS = "https://handbook.example/"
LONG = "Wants to be told in time by something that her own people trust and that quality will sign. " * 6


def site(personas: Path, language: str = "en", address: str = "") -> Site:
    return publication(personas, language, address).site


def asset(site: Site, uri: str) -> str:
    return next(asset.content for asset in site.assets if asset.uri == uri).decode()


def test_there_is_a_card_for_each_persona(personas: Path) -> None:
    uris = {asset.uri for asset in site(personas).assets}
    assert {"embed/ana-buyer/index.html", "embed/zoe-hotel/index.html"} <= uris


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_card_is_a_document_of_its_own_in_the_language_of_its_reader(language: str, personas: Path) -> None:
    html = asset(site(personas, language), "embed/ana-buyer/index.html")
    assert html.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert '<meta name="robots" content="noindex">' in html
    assert "<script" not in html


def test_a_card_leads_to_the_page_of_the_persona_in_the_whole_window(personas: Path) -> None:
    html = asset(site(personas), "embed/ana-buyer/index.html")
    assert '<a href="../../personas/ana-buyer/" target="_top" rel="noopener">' in html


def test_the_style_sheet_of_a_card_is_published(personas: Path) -> None:
    made = site(personas)
    html = asset(made, "embed/ana-buyer/index.html")
    sheet = html.partition('<link rel="stylesheet" href="../../')[2].partition('"')[0]
    assert "prefers-color-scheme: dark" in asset(made, sheet)


def test_a_page_has_no_picture_where_its_address_is_not_known(personas: Path) -> None:
    assert all(page.picture is None for page in site(personas).pages)


def test_a_persona_has_a_picture_of_the_size_that_networks_ask_for(personas: Path) -> None:
    pages = {page.url: page for page in site(personas, address=ADDRESS).pages}
    picture = pages["personas/ana-buyer/"].picture
    assert picture is not None
    assert picture.asset.uri == "personas/ana-buyer/card.png"
    assert Image.open(BytesIO(picture.asset.content)).size == (1200, 630)
    assert "Ana" in picture.alt


def drawn(hook: str) -> bytes:
    content = draw("ana", "Élodie", "Responsable qualité", hook, "Vairon · Pharma stérile")
    assert content is not None
    return content


def test_an_accent_is_drawn() -> None:
    assert drawn("Œuvre à l’été") != drawn("OEuvre a l’ete")


def test_the_same_persona_is_drawn_the_same() -> None:
    assert drawn(LONG) == drawn(LONG)


def test_a_text_that_is_too_long_ends_in_an_ellipsis() -> None:
    font, lines = fitted(Text(LONG, "Regular", 56, 34, 0, 200, 800))
    assert lines[-1].endswith(" …")
    assert LONG.startswith(" ".join(lines).removesuffix(" …"))
    assert all(font.getlength(line) <= 800 for line in lines)


def test_a_text_that_fits_is_whole() -> None:
    _, lines = fitted(Text(LONG[:90], "Regular", 56, 20, 0, 200, 800))
    assert " ".join(lines) == LONG[:90].strip()


def test_what_the_font_cannot_write_makes_no_picture() -> None:
    assert draw("li", "李", "", "", "Vairon") is None


def test_text_that_looks_like_html_is_escaped_on_a_card(personas: Path) -> None:
    path = personas / "demo" / "ana-buyer.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("archetype: Buys once", 'archetype: "<script>alert(1)</script>"'), encoding="utf-8")
    html = asset(site(personas), "embed/ana-buyer/index.html")
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_search_engines_are_asked_to_stay_out(personas: Path) -> None:
    assert asset(site(personas), "robots.txt") == "User-agent: *\nDisallow: /\n"


def test_a_robots_txt_that_is_there_is_kept(run: Callable[..., Result], personas: Path) -> None:
    out = personas.parent / "out"
    out.mkdir()
    (out / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    assert run("render", "--out", str(out)).exit_code == 0
    assert (out / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert (out / "embed" / "ana-buyer" / "index.html").is_file()
