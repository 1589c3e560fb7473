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
    branches = [{"case": {"$lt": [at, each.ends_at]}, "then": _number_within(at, each)} for each in others]
    return (
        {"$switch": {"branches": branches, "default": _number_within(at, last)}} if others else _number_within(at, last)
    )


def _number_within(at: Any, stretch: Stretch) -> dict[str, Any]:
    if not stretch.is_even:
        return {"$literal": stretch.number}
    days = {"$floor": {"$divide": [{"$subtract": [at, stretch.starts_at]}, DAY_MS]}}
    return {"$add": [stretch.number, {"$toInt": days}]}
