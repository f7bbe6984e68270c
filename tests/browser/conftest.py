"""The built handbook in both languages, served on this machine and opened in Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]

KINDS = {
    "home": "",
    "finder": "finder/",
    "gallery": "personas/",
    "segments": "segments/",
    "segment": "segments/pharma/",
    "persona": "personas/claire-production/",
    "persona-journeys": "personas/amina-parents/",
    "journey": "personas/claire-production/buying-to-be/",
    "persona-draft": "personas/leo-tenant/",
    "persona-retired": "personas/philippe-quality/",
    "persona-anti": "personas/dominique-reseller/",
    "journeys": "journeys/",
    "compare": "compare/",
    "compare-all": "compare/all/",
    "positioning": "positioning/",
    "departments": "departments/",
    "department": "departments/sales/",
    "opportunities": "opportunities/",
    "committee": "segments/pharma/committee/",
    "messages": "messages/",
    "contents": "contents/",
    "story": "story/",
    "lead": "lead/",
    "alignment": "alignment/",
    "quality": "quality/",
    "writing": "writing/",
    "glossary": "glossary/",
    "dictionary": "dictionary/",
    "rules": "rules/",
    "rule-theme": "rules/content/",
    "docs": "contribute/",
}
"""One page of each kind, by its address in the site of a language."""

LANGUAGES = {"en": "", "fr": "fr/"}
"""Where the site of each language stands."""

VIEWPORTS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}

SCHEMES = ("light", "dark")

BUILT_ON = "1795219200"
"""The day that the site is built for: 21 November 2026, in seconds since 1970."""

READY = "[...document.querySelectorAll(':not(:defined)')].every(one => !one.localName.startsWith('handbook-'))"
"""Whether the scripts of the elements on the page have come."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class _Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps connections open and prints nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `folder` can be read."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def installed() -> str | None:
    """Debian's Chromium; rather without its windows, which cost a test more than its page does."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def look(browser: Browser, viewport: str = "desktop", scheme: str = "light", **more: Any) -> BrowserContext:
    """A fresh visitor with this screen and this colour scheme."""
    return browser.new_context(
        **VIEWPORTS[viewport],
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        **more,
    )


@dataclass
class Faults:
    """What must not happen while pages are read."""

    home: str
    seen: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: message.type == "error" and self.seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.seen.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("response", lambda answer: answer.status >= 400 and self.seen.append(f"{answer.status}: {answer.url}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.seen.append(f"request that leaves the site: {request.url}")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site: English at its root, French in `fr/`."""
    folder = tmp_path_factory.mktemp("browser") / "site"
    for configuration, target in (("mkdocs.yml", folder), ("mkdocs.fr.yml", folder / "fr")):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", configuration, "-d", str(target)]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": BUILT_ON}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of the site, with a slash at its end."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. A developer may go without; the continuous integration may not."""
    executable = installed()
    if executable is None:
        missing = "Chromium is not installed (apt-get install chromium-headless-shell)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with chromium(executable) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens an address of the site as a fresh visitor, and watches what must not happen until the test ends."""
    faults = Faults(site)
    contexts: list[BrowserContext] = []

    def opened(address: str, viewport: str = "desktop", scheme: str = "light", **more: Any) -> Page:
        contexts.append(look(browser, viewport, scheme, **more))
        page = contexts[-1].new_page()
        faults.watch(page)
        page.goto(site + address)
        if more.get("java_script_enabled", True):
            page.wait_for_function(READY)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults.seen == []


@pytest.fixture(params=("desktop", "phone"))
def viewport(request: pytest.FixtureRequest) -> str:
    """The screen of a desktop computer, then that of a phone."""
    return str(request.param)


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    """The light colours, then the dark ones."""
    return str(request.param)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """English, then French."""
    return str(request.param)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of page."""
    return str(request.param)


@pytest.fixture
def address(kind: str) -> str:
    """The address of a page of that kind in the site of a language."""
    return KINDS[kind]
