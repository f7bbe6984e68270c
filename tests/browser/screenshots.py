"""Pictures of one page of each kind, to be looked at: `python tests/browser/screenshots.py SITE OUT`."""

from __future__ import annotations

import sys
from pathlib import Path

from conftest import KINDS, chromium, installed, look, served

TALLEST = 12_000
"""Of a taller page, only the first screen is taken."""

SETTLED = 300
"""Milliseconds until Material's bar of tabs has stopped moving."""

LOOKS = {
    "desktop": ("desktop", "light", "screen"),
    "phone": ("phone", "light", "screen"),
    "dark": ("desktop", "dark", "screen"),
    "print": ("desktop", "light", "print"),
}


def take(site: Path, out: Path) -> None:
    """One PNG for each kind of page and each look."""
    executable = installed() or sys.exit("Chromium is not installed")
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as home, chromium(executable) as browser:
        for name, (viewport, scheme, media) in LOOKS.items():
            page = look(browser, viewport, scheme).new_page()
            page.emulate_media(media=media)
            for kind, address in KINDS.items():
                page.goto(home + address)
                page.wait_for_timeout(SETTLED)
                height = page.evaluate("document.documentElement.scrollHeight")
                page.screenshot(path=out / f"{kind}-{name}.png", full_page=height <= TALLEST)
            page.context.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    take(Path(sys.argv[1]), Path(sys.argv[2]))
