"""axe-core finds nothing on any kind of page, on both screens and in both schemes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}

pytestmark = pytest.mark.browser


def found(page: Page) -> list[str]:
    """What axe finds, a line for each element."""
    violations = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in violations for node in rule["nodes"]]


def test_english_pages(address: str, viewport: str, scheme: str, visit: Callable[..., Page]) -> None:
    assert found(visit(address, viewport, scheme)) == []


def test_french_pages(address: str, visit: Callable[..., Page]) -> None:
    assert found(visit(f"fr/{address}")) == []
