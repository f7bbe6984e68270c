"""Dates and ISO 8601 durations, as the review policy uses them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@lru_cache(4096)
def add_duration(day: date, duration: str) -> date:
    """`day` plus an ISO 8601 duration of whole years, months, weeks and days, such as `P6M`.

    A month that is too short keeps its last day: 31 August plus `P6M` is 28 or 29 February. What lies beyond the year
    9999 is its last day.
    Raises ValueError for anything else.
    """
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(f"not a duration: {duration!r}")
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    month_index = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = divmod(month_index, 12)
    if year > date.max.year or (date.max - date(year, month + 1, 1)).days < 31 + weeks * 7 + days:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(weeks=weeks, days=days)
