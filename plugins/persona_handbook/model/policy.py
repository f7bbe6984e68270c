"""How dates are judged, and by which day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Policy:
    """The day of a check, and what time alone makes wrong: a warning, or an error where dates are strict.

    If `changed` names files (as problems do), dates are strict only in these: nobody's pull request fails for the age
    of what it did not touch.
    """

    today: date
    strict_dates: bool = False
    changed: frozenset[str] | None = None


def build_day() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names (reproducible-builds.org), so that builds can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC).date()
