"""`mkdocs serve` shows what a build would, without a whole one where the handbook alone has changed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.generator.sites import write_handbook_site

PERSONAS = 12
"""Two segments, the second of two personas."""
_ENOUGH = 90
"""Seconds after which a page that was expected will not come any more."""
_NEWCOMER = """\
name: Mia
archetype: Reads at night
kind: persona
market: [b2b]
status: draft
basis: hypothesis
origin: human
owner: {department: sales}
summary: Asks for a lamp, and who made it.
motivations: [Light that does not tire her eyes]
barriers: [Three lamps that broke within a year]
role: {title: Lamp keeper, level: manager}
"""

pytestmark = pytest.mark.build


@dataclass
class Served:
    """A handbook in `folder` that somebody edits while it is served at `address`; `log` is what the server says."""

    folder: Path
    persona: Path
    address: str
    log: Path
    server: subprocess.Popen[bytes]

    def read(self, url: str) -> str:
        """What stands at `url` now, without the script that reloads it; nothing where there is none."""
        try:
            with urllib.request.urlopen(self.address + url, timeout=10) as answer:
                said = answer.read().decode()
        except OSError:
            return ""
        return re.sub(r"\n?<script>var livereload.*?</script>|<script[^>]*>[^<]*livereload[^<]*</script>", "", said)

    def until(self, url: str, wanted: Callable[[str], bool]) -> str:
        """What stands at `url` once it is as wanted."""
        deadline = time.monotonic() + _ENOUGH
        while time.monotonic() < deadline and self.server.poll() is None:
            if wanted(said := self.read(url)):
                return said
            time.sleep(0.1)
        pytest.fail(f"{url} was never as expected; the server said:\n{self.log.read_text()[-3000:]}")

    def says(self, url: str, words: str) -> str:
        return self.until(url, lambda said: words in said)

    def builds(self) -> int:
        """How often a build of the whole site has begun: the log says so before anything of it is served."""
        return self.log.read_text(encoding="utf-8").count("Building documentation...")

    def change(self, old: str, new: str) -> None:
        """The first place in the persona's file where `old` stands says `new`."""
        text = self.persona.read_text(encoding="utf-8")
        assert old in text
        self.persona.write_text(text.replace(old, new, 1), encoding="utf-8")

    @property
    def url(self) -> str:
        """Of the persona's page."""
        return f"personas/{self.persona.stem}/"

    @property
    def archetype(self) -> str:
        found = re.search(r"(?m)^archetype: (.*)$", self.persona.read_text(encoding="utf-8"))
        assert found
        return found[0]


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "SOURCE_DATE_EPOCH": str(TODAY),
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for all tests here: each leaves a handbook without mistakes."""
    folder = tmp_path_factory.mktemp("served") / "handbook"
    personas = write_handbook_site(folder, PERSONAS)
    (folder / "docs" / "notes.md").write_text("# Notes\n\nWhat we still want to know.\n", encoding="utf-8")
    port, log = free_port(), folder.parent / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            env=environment(folder),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        served = Served(folder, personas[1], f"http://127.0.0.1:{port}/", log, server)
        served.says("", "<html")
        yield served
    finally:
        server.send_signal(signal.SIGINT)  # as Ctrl+C: it removes its temporary site
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
        server.kill()
        server.wait()


def test_a_text_that_is_saved_is_shown_on_each_page_that_tells_it_and_in_the_data_without_a_whole_build(
    served: Served,
) -> None:
    before = served.builds()
    served.change(served.archetype, "archetype: Counts the lamps that are lit")
    served.says(served.url, "Counts the lamps that are lit")
    for url in ("personas/", f"segments/{served.persona.parent.name}/", "personas.json", "search/handbook.json"):
        served.says(url, "Counts the lamps that are lit")
    assert served.builds() == before


def test_a_second_edit_and_one_that_is_taken_back_are_shown(served: Served) -> None:
    before, text = served.builds(), served.persona.read_text(encoding="utf-8")
    served.change(served.archetype, "archetype: Counts the windows first")
    served.says("search/handbook.json", "Counts the windows first")
    served.persona.write_text(text, encoding="utf-8")
    served.until("search/handbook.json", lambda said: said != "" and "Counts the windows first" not in said)
    served.until(served.url, lambda said: "<html" in said and "Counts the windows first" not in said)
    assert served.builds() == before


def test_signs_in_a_title_are_shown_as_text(served: Served) -> None:
    served.change("\n  title: ", "\n  title: Lamps & &lt; 'lights' of the ")
    page = served.says(served.url, "Lamps &amp; &amp;lt; ")
    assert "Lamps & " not in page


def test_a_mistake_is_shown_on_the_page_and_the_site_is_back_once_it_is_mended(served: Served) -> None:
    text = served.persona.read_text(encoding="utf-8")
    served.change("kind: persona", "kind: purrsona")
    served.says("", "purrsona")
    served.persona.write_text(text.replace(served.archetype, "archetype: Was mended"), encoding="utf-8")
    served.says(served.url, "Was mended")
    served.until("", lambda said: "<html" in said and "purrsona" not in said)


def test_a_new_persona_leads_to_a_whole_build(served: Served) -> None:
    before = served.builds()
    newcomer = served.persona.with_name("mia-night.yml")
    newcomer.write_text(_NEWCOMER, encoding="utf-8")
    try:
        served.says("personas/mia-night/", "Reads at night")
        served.says("personas/", "mia-night")
        assert served.builds() > before
    finally:
        newcomer.unlink()
    served.until("personas/", lambda said: "<html" in said and "mia-night" not in said)


def test_an_edit_of_a_page_written_by_hand_leads_to_a_whole_build(served: Served) -> None:
    before = served.builds()
    (served.folder / "docs" / "notes.md").write_text("# Notes\n\nWhat we know by now.\n", encoding="utf-8")
    served.says("notes/", "What we know by now.")
    served.says("search/handbook.json", "What we know by now.")
    assert served.builds() > before


def at_home(page: str) -> str:
    """Without the addresses that a server gives to a site that has none."""
    return re.sub(r'\n *<link rel="canonical"[^>]*>|<meta property="og:url"[^>]*>', "", page)


def test_after_all_edits_pages_are_those_of_a_new_build(served: Served) -> None:
    served.change(served.archetype, "archetype: The last word on lamps")
    served.says("search/handbook.json", "The last word on lamps")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "fresh"]
    done = subprocess.run(command, cwd=served.folder, env=environment(served.folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    fresh = Path(shutil.move(served.folder / "fresh", served.folder.parent / "fresh"))
    files = {path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.suffix in (".html", ".json")}
    assert len(files) > 2 * PERSONAS
    pages = {name.removesuffix("index.html"): (fresh / name).read_text(encoding="utf-8") for name in files}
    pages.pop("404.html")  # a server has links from the root
    assert [url for url, html in sorted(pages.items()) if at_home(served.read(url)) != html] == []
