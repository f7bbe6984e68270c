"""People read one figure a question, open what is behind it, and follow it to where it is mended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import LANGUAGES, ROOT, look, served

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_each_question_has_one_number_of_its_own(language: str, visit: Visit) -> None:
    page = visit(f"{LANGUAGES[language]}alignment/")
    figures = page.locator(".ph-gap-count")
    expect(figures).to_have_count(8)
    of = {"en": "of", "fr": "sur"}[language]
    for text in figures.all_inner_texts()[:7]:
        assert re.match(rf"\d+ {of} \d+", text)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_gap_is_opened_and_followed_to_the_persona(scripts: bool, visit: Visit) -> None:
    page = visit("alignment/", java_script_enabled=scripts)
    question = page.locator("section[aria-labelledby=needs-without-message]")
    link = question.get_by_role("link").first
    expect(link).to_be_hidden()
    question.locator("summary").press("Enter")
    expect(link).to_be_visible()
    target = str(link.get_attribute("href"))
    link.click()
    expect(page).to_have_url(re.compile(re.escape(target.removeprefix(".."))))
    expect(page.locator(f"[id='{target.partition('#')[2]}']")).to_have_count(1)


# with history


@pytest.fixture(scope="module")
def with_history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in a repository of three days, whose persona has come by a message on the second."""
    folder = tmp_path_factory.mktemp("history")
    who = {f"GIT_{role}_{part}": "lena@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= who | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200", "GIT_CONFIG_NOSYSTEM": "1"}

    def run(*command: str, **more: str) -> None:
        done = subprocess.run(command, cwd=folder, env=environment | more, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    run("cp", "-r", str(ROOT / "tests/examples/base/personas"), "personas")
    shell = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    shell, found = re.subn(
        r"- persona-handbook(:.*)?$", "- persona-handbook: {history: true}", shell, flags=re.MULTILINE
    )
    assert found == 1
    (folder / "mkdocs.yml").write_text(shell, encoding="utf-8")
    for name in ("docs", "theme_overrides"):
        run("cp", "-r", str(ROOT / name), name)
    ana = folder / "personas/demo/ana-buyer.yml"
    run("git", "init", "--quiet")
    for day, added in (
        ("2026-03-01", ""),
        ("2026-05-01", "pains: [Glare, Hum]\n"),
        ("2026-09-01", "delights: [Calm]\n"),
    ):
        with ana.open("a", encoding="utf-8") as file:
            file.write(added)
        run("git", "add", "personas")
        run("git", "commit", "--quiet", "--allow-empty", "-m", day, GIT_COMMITTER_DATE=f"{day}T12:00:00+00:00")
    run(sys.executable, "-m", "mkdocs", "build", "--quiet")
    with served(folder / "site") as address:
        yield address


def test_the_trend_is_a_table_of_which_the_small_lines_say_the_same(with_history: str, browser: Browser) -> None:
    with look(browser) as context:
        page = context.new_page()
        page.goto(f"{with_history}alignment/")
        rows = page.get_by_role("table", name="How it went").locator("tbody tr")
        expect(rows).to_have_count(4)
        column = [row.locator("td").nth(1).inner_text() for row in rows.all()]
        assert column[1] == column[3] != column[0]
        line = page.locator("section[aria-labelledby=needs-without-message] svg.ph-spark")
        expect(line).to_have_attribute("aria-hidden", "true")
        heights = [
            float(point.split(",")[1]) for point in str(line.locator("polyline").get_attribute("points")).split()
        ]
        assert len(heights) == 4
        assert heights[0] > heights[1] == heights[2] == heights[3]
        assert faults(page) == []


@pytest.mark.parametrize(("viewport", "scheme"), [("narrow", "light"), ("phone", "dark")])
def test_the_trend_holds_on_a_small_screen(viewport: str, scheme: str, with_history: str, browser: Browser) -> None:
    with look(browser, viewport, scheme) as context:
        page = context.new_page()
        page.goto(f"{with_history}alignment/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert faults(page) == []
