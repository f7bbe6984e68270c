"""axe-core finds nothing on any kind of page, on both screens, in both schemes and languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import faults
from tests.browser.conftest import LANGUAGES, SCHEMES

pytestmark = pytest.mark.browser

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


BODY = "Object.fromEntries([...document.body.attributes].map(one => [one.name, one.value]))"


def test_axe_finds_nothing(kind: str, address: str, language: str, viewport: str, visit: Callable[..., Page]) -> None:
    whole = (language, viewport) == ("fr", "desktop")
    page = visit(LANGUAGES[language] + address, viewport)
    assert faults(page, None if whole else MANY.get(kind), every_text=whole) == []


def test_the_scheme_is_one_attribute_of_the_body(visit: Callable[..., Page]) -> None:
    """So that axe may read a page once for both."""
    bodies = [visit("", "desktop", scheme).evaluate(BODY) for scheme in SCHEMES]
    differs = {name for name in bodies[0] if bodies[0][name] != bodies[1].get(name)}
    assert differs == {"data-md-color-scheme", "data-md-color-media"}


def test_every_text_stands_out_from_its_ground(scheme: str, visit: Callable[..., Page]) -> None:
    measured = visit("", "desktop", scheme).evaluate(CONTRAST, TEXTS_ON_GROUNDS)
    assert [pair for pair in measured if pair[2] < 4.5] == []
