"""Search in the browser: from the click into the box until the first result is drawn, and what the index weighs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from tests.bench.figures import Goal, Part, Row, unmeasured
from tests.bench.measuring import FailedRunError, Spread
from tests.bench.peers import Missing, Peer
from tests.bench.workplace import Site, Workplace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_READY, _INDEX = Goal(0.05), Goal(1, "KB")
_RESULT = ".md-search-result__link"
"""How both sides draw a result."""
_DRAWN = """([result, box, patience]) => {
  document.activeElement?.blur();
  window.drawn = new Promise(resolve => {
    setTimeout(() => resolve(null), patience);
    document.querySelector(box).addEventListener("focus", () => {
      const begin = performance.now();
      const drawn = () => document.querySelector(result);
      const look = () => drawn() ? resolve(performance.now() - begin) : requestAnimationFrame(look);
      look();
    }, {once: true});
  });
}"""
"""Promises the milliseconds from the moment that the box is entered to the first result, or null."""
_PATIENCE = 180_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A site to search, and how its search box is found."""

    site: Site
    box: str


def searching(work: Workplace) -> Iterator[Part]:
    """The row of the first result, then that of the index."""
    name = f"search, {work.personas:,} personas: first result in Chromium"
    material = work.material()
    ours = _Side(work.built(work.ours()), "input.md-search__input[name=q]")
    if isinstance(material, Missing):
        yield unmeasured(name, _READY, material.name, material.why)
    else:
        yield from _first_results(name, work, ours, material)
    index = (ours.site.built / "search" / "handbook.json").stat().st_size
    each = Spread.of([index / work.personas / 1024])
    yield Row("search index for each persona, all other pages included", "KB", each, _INDEX)


def _first_results(name: str, work: Workplace, ours: _Side, material: Peer) -> Iterator[Part]:
    try:
        from tests.browser.conftest import chromium, installed, served
    except ImportError as error:
        yield unmeasured(name, _READY, material.name, f"{error.name} is not installed")
        return
    if (executable := installed()) is None:
        yield unmeasured(name, _READY, material.name, "Chromium is not installed")
        return
    sought = yaml.safe_load(ours.site.files[-1].read_text(encoding="utf-8"))["name"]  # with its accents
    plain = _Side(work.built(work.plain()), "input[data-md-component=search-query]")
    with chromium(executable) as browser, served(ours.site.built) as home, served(plain.site.built) as other:
        rounds = [
            (_first(browser, home, ours, sought), _first(browser, other, plain, sought)) for _ in range(1 + work.runs)
        ]
    mine, theirs = (Spread.of(figures) for figures in zip(*rounds[1:], strict=True))
    yield Row(name, "ms", mine, _READY, f"{material.name}, its own search", theirs)
    yield f"First result in Chromium, least / median / most ms: ours {_said(mine)}; {material.name} {_said(theirs)}."


def _first(browser: Browser, home: str, side: _Side, name: str) -> float:
    """Milliseconds until a fresh visitor of a persona's page, loaded and idle, sees a result for a name."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(home + side.site.page(), wait_until="networkidle")
        page.evaluate(_DRAWN, [_RESULT, side.box, _PATIENCE])
        page.locator(side.box).click()
        page.keyboard.type(name)
        drawn = page.evaluate("window.drawn")
    if drawn is None:
        raise FailedRunError(f"no result for {name} at {home} within {_PATIENCE / 1000:.0f} s")
    return float(drawn)


def _said(spread: Spread) -> str:
    return f"{spread.least:.0f} / {spread.middle:.0f} / {spread.most:.0f}"
