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


def faults(page: Page, without: str | None = None) -> list[str]:
    """What axe finds or cannot decide on a page, then in the other scheme's colours: a line for each element."""
    found = _found(page, RULES, without)
    ground = "getComputedStyle(document.body).backgroundColor"
    first = page.evaluate(ground)
    page.evaluate(
        "({dataset}) => { dataset.mdColorScheme = dataset.mdColorScheme === 'slate' ? 'default' : 'slate'; }",
        page.evaluate_handle("document.body"),
    )
    assert page.evaluate(ground) != first
    return found + _found(page, COLOURS, without)


def _found(page: Page, options: dict[str, Any], without: str | None) -> list[str]:
    context = {"exclude": [[without]]} if without else None
    results = Axe().run(page, context=context, options=options).response
    rules = results["violations"] + [rule for rule in results["incomplete"] if rule["id"] not in REVIEWED]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in rules for node in rule["nodes"]]
