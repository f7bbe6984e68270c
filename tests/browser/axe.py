"""What axe-core finds on a page, in both schemes."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations", "incomplete"],
}

REVIEWED = {"color-contrast", "th-has-data-cells"}
"""What axe may leave to people: the colours of labels over the curve and of cells that are scrolled out of sight (they
are measured below), and the heads of bands, whose cells stand in the rows that follow."""

COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What a scheme can change: it is one attribute of the body, the rest of the page is the same."""

ALIKE = """() => {
  const met = new Map();
  for (const one of document.querySelectorAll("body *")) {
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const {color, fontSize, fontWeight, textDecoration} = getComputedStyle(one);
    const looks = [one.localName, one.className, color, fontSize, fontWeight, textDecoration];
    for (let up = one; up; up = up.parentElement) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(up);
      if (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none" || opacity !== "1")
        looks.push(up.localName, up.className, backgroundColor, backgroundImage, opacity);
    }
    const key = looks.join("|"), count = met.get(key) || 0;
    met.set(key, count + 1);
    if (count < 2) one.dataset.sample = "";
  }
}"""
"""Marks two of all texts that look alike and stand on the same grounds: to weigh each takes axe seconds."""

BUT_FOR_CONTRAST = {**RULES, "rules": {"color-contrast": {"enabled": False}}}

SAMPLE = {"include": [["[data-sample]"]]}

GROUND = "getComputedStyle(document.body).backgroundColor"

OTHER_SCHEME = """() => {
  const {dataset} = document.body;
  dataset.mdColorScheme = dataset.mdColorScheme === "slate" ? "default" : "slate";
}"""


def faults(page: Page, without: str | None = None, *, every_text: bool = False) -> list[str]:
    """What axe finds or cannot decide on a page, in both schemes: a line for each element. It leaves the other scheme.

    The colours of texts that look alike are weighed twice each, with `every_text` all of them in the scheme at hand.
    """
    found = _found(page, RULES if every_text else BUT_FOR_CONTRAST, _all_but(without))
    page.evaluate(ALIKE)
    if not every_text:
        found += _found(page, COLOURS, SAMPLE)
    before = page.evaluate(GROUND)
    page.evaluate(OTHER_SCHEME)
    assert page.evaluate(GROUND) != before
    return found + _found(page, COLOURS, SAMPLE)


def _all_but(without: str | None) -> dict[str, Any] | None:
    return {"exclude": [[without]]} if without else None


def _found(page: Page, options: dict[str, Any], context: dict[str, Any] | None) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    results = page.evaluate("([context, options]) => axe.run(context ?? document, options)", [context, options])
    rules = results["violations"] + [rule for rule in results["incomplete"] if rule["id"] not in REVIEWED]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in rules for node in rule["nodes"]]
