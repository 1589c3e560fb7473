"""How MongoDB finds the day of an instant by a calendar on the wall: the changes of its clocks are told beforehand.

It knows time zones, too, but looks the offset up for each document, which takes four times as long.
"""

from __future__ import annotations

from typing import Any

from drivesphere.domain.days import DAY, Days, Stretch

DAY_MS = DAY.total_seconds() * 1000


def number_of_day(at: Any, days: Days) -> dict[str, Any]:
    """The place among `days` of the one that the instant `at`, an expression, falls on; it must be one of them."""
    *others, last = days.stretches()
    found = _number_within(at, last)
    for stretch in reversed(others):
        found = {"$cond": [{"$lt": [at, stretch.ends_at]}, _number_within(at, stretch), found]}
    return found


def _number_within(at: Any, stretch: Stretch) -> dict[str, Any]:
    # As if there had been such days from the first one on: so the number needs nothing added to it.
    first = stretch.starts_at - stretch.number * DAY
    return {"$toInt": {"$divide": [{"$subtract": [at, first]}, DAY_MS]}}
