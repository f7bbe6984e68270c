"""Whatever stands in a persona stays text: nothing runs, nothing is fetched, on any page or in the data."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from persona_handbook.catalogues import catalogue
from persona_handbook.checks.vocabulary import CODE, HTML
from persona_handbook.checks.vocabulary import vocabulary as words_looked_for
from persona_handbook.loading import load
from persona_handbook.rendering.pages.data import personas_json
from persona_handbook.rendering.site import render_site
from persona_handbook.schema.catalogue import Schemas, load_schemas
from persona_handbook.views.reader import Reader
from tests.browser.conftest import served
from tests.injection.company import Scribe, write_company
from tests.injection.markup import dangers, vocabulary
from tests.injection.payloads import PAYLOADS

ROOT = Path(__file__).parents[2]
PERSONAS = 3
REFUSED_ANYWAY = {"html-in-text", "placeholder"}
"""What the checks keep from being published; it must be harmless all the same."""
DAY = date(2026, 11, 21)
EXTENSIONS = (
    "[attr_list, md_in_html, footnotes, abbr, admonition, toc, pymdownx.snippets, pymdownx.emoji, pymdownx.tabbed]"
)
"""What another generator may do to the pages that it is given."""


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return load_schemas(ROOT / "schema")


@pytest.fixture(scope="module")
def known(schemas: Schemas) -> set[str]:
    """The elements and attributes of the sample company's pages, and those that texts may make."""
    loaded = load(ROOT / "personas", schemas)
    assert loaded.handbook is not None
    sites = [render_site(Reader(loaded.handbook, schemas, catalogue(language), DAY)) for language in ("en", "fr")]
    return {"em", "strong", "code", "rel"}.union(*(vocabulary(page.html) for site in sites for page in site.pages))


def test_each_payload_in_each_field_is_text_on_every_page(schemas: Schemas, known: set[str], tmp_path: Path) -> None:
    scribe = Scribe(schemas)
    found: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for turn in range(len(PAYLOADS)):
        scribe.turn = turn
        write_company(tmp_path / "personas", 1, scribe)
        loaded = load(tmp_path / "personas", schemas)
        assert loaded.handbook is not None, loaded.problems
        assert {problem.rule for problem in loaded.problems if problem.severity == "error"} <= REFUSED_ANYWAY
        language = ("en", "fr")[turn % 2]
        site = render_site(Reader(loaded.handbook, schemas, catalogue(language), DAY))
        new = [page for page in site.pages if page.html not in seen]
        seen |= {page.html for page in new if page.url == "dictionary/"}  # half of all bytes, and mostly the same
        found |= {(page.url, danger) for page in new for danger in dangers(page.html, known)}
        assert not [page.title for page in site.pages if set('<>"') & set(page.title + page.description)]
        assert exported(personas_json(loaded.handbook, schemas)) == written(tmp_path / "personas")
    assert found == set()
    shares = {path: len(scribe.written.get(path, ())) / len(texts) for path, texts in scribe.fitting.items() if texts}
    assert {path for path, share in shares.items() if share < 0.49} == set()  # half: what may be a text or a group


def exported(text: bytes) -> Any:
    persona = json.loads(text)["personas"][0]
    return {key: value for key, value in persona.items() if key not in ("id", "segment", "url", "statements")}


def written(personas: Path) -> Any:
    return json.loads((personas / "segment-0" / "ana-0.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def company(schemas: Schemas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company whose every text is a payload, with its sites: ours in both languages, and one of another generator."""
    folder = tmp_path_factory.mktemp("injection")
    passing = [payload for payload in PAYLOADS if not refused(payload)]  # in drafts all of them pass
    scribe = Scribe(schemas, turn=5, entries=9, shared=passing)
    write_company(folder / "personas", PERSONAS, scribe)
    for name in ("schema", "docs", "theme_overrides"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(ROOT / name, folder / name)
    run(folder, "mkdocs", "build", "--quiet")
    run(folder, "mkdocs", "build", "--quiet", "--config-file", "mkdocs.fr.yml")
    run(folder, "persona_handbook", "render", "--out", "pages")
    other = ("site_name: Other", "docs_dir: pages", "site_dir: site/other", "theme: {name: material, font: false}")
    (folder / "other.yml").write_text("\n".join([*other, f"markdown_extensions: {EXTENSIONS}"]), encoding="utf-8")
    run(folder, "mkdocs", "build", "--quiet", "--config-file", "other.yml")
    return folder


def refused(payload: str) -> bool:
    """Whether files that are not drafts may not hold it."""
    return bool(HTML.search(CODE.sub("", payload)) or words_looked_for().placeholder.search(payload))


def run(folder: Path, module: str, *arguments: str) -> str:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


TRAP = """
window.caught = [];
for (const name of ["pwned", "alert", "confirm", "prompt", "print"])
  Object.defineProperty(window, name, {value: () => { window.caught.push(name); }});
"""
PROVOKE = """() => {
  const schemes = ["http:", "https:", "mailto:", "data:", ":"];
  const fetched = ["src", "srcset", "style", "action", "data", "poster"];
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on")) found.push(`${element.tagName} ${name}`);
      if (/pwned|evil/.test(value) && fetched.includes(name)) found.push(`${name}=${value}`);
    }
    const address = element.href && element.href.baseVal === undefined ? element.protocol : "";
    if (address && !schemes.includes(address)) found.push(`${element.tagName} leads to ${element.href}`);
    if (["IFRAME", "OBJECT", "EMBED", "BASE", "MARQUEE"].includes(element.tagName)) {
      if (!element.matches("iframe[hidden]")) found.push(element.tagName);
    }
    if (element.closest(".ph-page"))
      for (const kind of ["mouseover", "focus", "error", "load", "toggle", "animationstart", "pointerenter"])
        element.dispatchEvent(new Event(kind, {bubbles: false}));
  }
  return [...window.caught, ...found];
}"""


@pytest.fixture
def trapped(browser: Browser, company: Path) -> Iterator[tuple[Page, str, list[str]]]:
    """A page that reports what is called and what is fetched, the address of the sites, and the report."""
    caught: list[str] = []
    with served(company / "site") as home:
        context = browser.new_context()
        context.add_init_script(TRAP)
        page = context.new_page()
        page.on("dialog", lambda dialog: caught.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: asked.url.startswith((home, "data:", "blob:")) or caught.append(asked.url))
        page.on("pageerror", lambda error: caught.append(f"script: {error}"))
        yield page, home, caught
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("site", ["", "fr/", "other/"])
def test_nothing_runs_and_nothing_is_fetched_on_any_page(
    site: str, trapped: tuple[Page, str, list[str]], company: Path
) -> None:
    page, home, caught = trapped
    root = company / "site" / site
    inner = () if site else ("fr", "other")
    pages = [path for path in sorted(root.rglob("index.html")) if path.relative_to(root).parts[0] not in inner]
    pages = [path for path in pages if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")]
    addresses = [path.relative_to(root).parent.as_posix() for path in pages]
    assert len(addresses) >= 2 * PERSONAS + 15
    for address in addresses:
        page.goto(f"{home}{site}{address}/", wait_until="domcontentloaded")
        caught += page.evaluate(PROVOKE)
        assert caught == [], f"{site}{address}"


@pytest.mark.browser
@pytest.mark.parametrize("words", ["pwned", "onerror"])
def test_the_search_shows_payloads_as_text(words: str, trapped: tuple[Page, str, list[str]]) -> None:
    page, home, caught = trapped
    page.goto(home)
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.locator(".md-search-result__link").first.wait_for()
    assert words in page.locator(".md-search-result").inner_text().lower()
    assert caught + page.evaluate(PROVOKE) == []
    inside = page.locator(".md-search-result").evaluate("all => [...all.querySelectorAll('*')].map(one => one.tagName)")
    assert not {"IMG", "SCRIPT", "IFRAME", "OBJECT", "STYLE", "FORM", "INPUT", "VIDEO"} & set(inside)


@pytest.mark.browser
def test_a_title_and_a_description_are_those_of_the_persona(
    trapped: tuple[Page, str, list[str]], company: Path
) -> None:
    page, home, _ = trapped
    for number in range(PERSONAS):
        page.goto(f"{home}personas/ana-{number}/", wait_until="domcontentloaded")
        path = company / "personas" / f"segment-{number}" / f"ana-{number}.yml"
        summary = json.loads(path.read_text(encoding="utf-8"))["summary"]
        tame = " ".join(summary.translate(str.maketrans({"<": "‹", ">": "›", '"': "”"})).split())
        said = page.locator("meta[name=description]").get_attribute("content") or ""
        assert " ".join(said.split()) == tame
        assert page.locator("title").count() == page.locator("svg title").count() + 1
