"""What people come to the story and the lead definition for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import LANGUAGES

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
