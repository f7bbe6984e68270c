"""What axe-core finds on a page, in both schemes."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
    const looks = [color, fontSize, fontWeight, textDecoration];
    for (let up = one; up; up = up.parentElement)
      looks.push(up.localName, up.className, getComputedStyle(up).backgroundColor);
    const key = looks.join("|"), count = met.get(key) || 0;
    met.set(key, count + 1);
    if (count < 2) one.dataset.sample = "";
  }
}"""
"""Marks two of all texts that look alike, down to the ground they stand on: to weigh each takes axe seconds."""


def faults(page: Page, without: str | None = None, *, every_text: bool = False) -> list[str]:
    """What axe finds or cannot decide on a page, in both schemes: a line for each element.

    The colours of texts that look alike are weighed twice each, with `every_text` all of them in the scheme at hand.
    """
    rules = RULES if every_text else {**RULES, "rules": {"color-contrast": {"enabled": False}}}
    found = _found(page, rules, {"exclude": [[without]]} if without else None)
    ground = "getComputedStyle(document.body).backgroundColor"
    grounds = set()
    page.evaluate(ALIKE)
    for _ in range(2):
        grounds.add(page.evaluate(ground))
        found += _found(page, COLOURS, {"include": [["[data-sample]"]]})
        page.evaluate(OTHER_SCHEME)
    assert len(grounds) == 2
    return found


OTHER_SCHEME = """() => {
  const {dataset} = document.body;
  dataset.mdColorScheme = dataset.mdColorScheme === "slate" ? "default" : "slate";
}"""


def _found(page: Page, options: dict[str, Any], context: dict[str, Any] | None) -> list[str]:
    results = Axe().run(page, context=context, options=options).response
    rules = results["violations"] + [rule for rule in results["incomplete"] if rule["id"] not in REVIEWED]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in rules for node in rule["nodes"]]
