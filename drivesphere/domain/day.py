"""Days on the wall: when one begins in a time zone, and on which an instant falls.

A day has 23 or 25 hours where clocks change, so nothing here adds 24 of them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from drivesphere.domain.window import MICROSECOND, Window

ONE = timedelta(days=1)
EARLIEST, LATEST = timedelta(hours=-14), timedelta(hours=12)
"""Where on Earth a day begins first, and where last, seen from UTC."""


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which `day` begins in `zone`; where midnight is skipped, that at which clocks go forward."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def of(instant: datetime, zone: ZoneInfo) -> date:
    """The day that the calendar in `zone` shows at `instant`."""
    return instant.astimezone(zone).date()


def last_of(window: Window, zone: ZoneInfo) -> date:
    """The last day that `window` touches in `zone`; one that ends at midnight does not touch the next."""
    return of(window.ends_at - MICROSECOND, zone)


def anywhere(first: date, last: date) -> Window:
    """The time during which it is one of the days from `first` to `last` somewhere on Earth."""
    midnight, next_midnight = (datetime.combine(day, time(), UTC) for day in (first, last + ONE))
    return Window(midnight + EARLIEST, next_midnight + LATEST)
