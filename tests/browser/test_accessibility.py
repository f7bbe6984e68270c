"""axe-core finds nothing on any kind of page, on both screens, in both schemes and languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations", "incomplete"],
}

REVIEWED = {"color-contrast", "th-has-data-cells"}
"""What axe may leave to people: the colours of labels over the curve and of cells that are scrolled out of sight (they
are measured below), and the heads of bands, whose cells stand in the rows that follow."""

MANY = {
    "compare-all": ".ph-comparison tbody:nth-of-type(n + 4)",
    "dictionary": ".ph-dictionary dl:nth-of-type(n + 4)",
}
"""Rows like those before them, thousands of elements: axe reads them once, on the French page."""

TEXTS_ON_GROUNDS = (
    ("--ph-good", "--ph-good-bg"),
    ("--ph-bad", "--ph-bad-bg"),
    ("--ph-muted", "--ph-bg"),
    ("--ph-muted", "--ph-soft-2"),
    ("--ph-fg", "--ph-good-bg"),
    ("--ph-fg", "--ph-bad-bg"),
    ("--ph-us", "--ph-us-bg"),
    ("--ph-us", "--ph-bg"),
    ("--ph-bad", "--ph-bg"),
    ("--ph-link", "--ph-soft-2"),
    ("--ph-on-ink", "--ph-ink-2"),
    ("--ph-star", "--ph-ink-2"),
    ("--ph-warn", "--ph-bg"),
    ("--ph-fg", "--ph-warn-bg"),
)

CONTRAST = """pairs => {
  const probe = document.querySelector(".ph-page").appendChild(document.createElement("i"));
  const light = name => {
    probe.style.color = `var(${name})`;
    const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map(Number);
    const linear = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
  };
  return pairs.map(pair => {
    const [dark, bright] = pair.map(light).sort((a, b) => a - b);
    return [...pair, Math.round(bright / dark * 100) / 100];
  });
}"""


def found(page: Page, without: str | None = None) -> list[str]:
    """What axe finds and what it cannot decide, a line for each element."""
    context = {"exclude": [[without]]} if without else None
    results = Axe().run(page, context=context, options=RULES).response
    rules = results["violations"] + [rule for rule in results["incomplete"] if rule["id"] not in REVIEWED]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in rules for node in rule["nodes"]]


def test_axe_finds_nothing(
    kind: str, address: str, language: str, viewport: str, scheme: str, visit: Callable[..., Page]
) -> None:
    whole = (language, viewport, scheme) == ("fr", "desktop", "light")
    page = visit(LANGUAGES[language] + address, viewport, scheme)
    assert found(page, None if whole else MANY.get(kind)) == []


def test_every_text_stands_out_from_its_ground(scheme: str, visit: Callable[..., Page]) -> None:
    measured = visit("", "desktop", scheme).evaluate(CONTRAST, TEXTS_ON_GROUNDS)
    assert [pair for pair in measured if pair[2] < 4.5] == []
