"""When a resource is open: whenever the clock on its wall says so. Pure.

Nothing here adds hours to a time of day. On the night when clocks go back an hour is there twice, and whoever opens in
the middle of it opens twice; on the night when they go forward an hour is missing, and whoever opens in it opens behind
it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from drivesphere.domain.kind import Listing
from drivesphere.domain.window import Window

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MINUTES_A_DAY = 24 * 60
WEEK_AND_A_DAY = 8 * DAY  # whoever opens on one day of the week does so within it, even if clocks spoil one such day
EARLIEST, LATEST = timedelta(hours=-14), timedelta(hours=12)
"""Where on Earth a day begins first, and where it ends last, seen from UTC."""


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Open from minute `opens` of each `weekday` (0 is Monday) to before minute `closes`, by the clock on the wall."""

    weekday: int
    opens: int
    closes: int


AROUND_THE_CLOCK = tuple(Hours(weekday, 0, MINUTES_A_DAY) for weekday in range(7))


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening hours of a resource, in its own time zone."""

    zone: ZoneInfo
    hours: tuple[Hours, ...] = AROUND_THE_CLOCK

    @classmethod
    def of(cls, listing: Listing) -> Opening:
        """As its owner states them; one who states none is always open."""
        stated = [
            Hours(each["weekday"], minute_of(each["opens"]), minute_of(each["closes"]))
            for each in listing["opening_hours"]
        ]
        return cls(ZoneInfo(listing["time_zone"]), tuple(sorted(stated)) or AROUND_THE_CLOCK)

    def day_of(self, instant: datetime) -> date:
        """The date that the calendar on the wall shows at `instant`."""
        return instant.astimezone(self.zone).date()

    def days(self, since: datetime, until: datetime) -> Iterator[date]:
        """Every date there from `since` to `until`."""
        first, last = self.day_of(since), self.day_of(until)
        return (first + number * DAY for number in range((last - first).days + 1))

    def periods(self, day: date) -> list[Window]:
        """When it is open on its own `day`, in order."""
        hours = [each for each in self.hours if each.weekday == day.weekday()]
        return sorted(period for each in hours for period in on_the_wall(self.zone, day, each.opens, each.closes))

    def within(self, window: Window) -> list[Window]:
        """The parts of `window` in which it is open, in order."""
        if self.hours == AROUND_THE_CLOCK:
            return [window]
        periods = [period for day in self.days(window.starts_at, window.ends_at) for period in self.periods(day)]
        touching = [period for period in periods if period.overlaps(window)]
        return [Window(max(p.starts_at, window.starts_at), min(p.ends_at, window.ends_at)) for p in touching]

    def open_through(self, window: Window) -> datetime:
        """How far into `window` it stays open, where periods that touch are one; its start where it is closed then."""
        reached = window.starts_at
        for period in (each for day in self.days(window.starts_at, window.ends_at) for each in self.periods(day)):
            if period.starts_at <= reached < period.ends_at:
                reached = period.ends_at
        return min(reached, window.ends_at)

    def nearest_period(self, wanted: datetime) -> Window | None:
        """The period that begins next to `wanted`, a week or less before or after it."""
        days = self.days(wanted - WEEK_AND_A_DAY, wanted + WEEK_AND_A_DAY)
        periods = [period for day in days for period in self.periods(day)]
        return min(periods, key=lambda period: abs(period.starts_at - wanted), default=None)


def minute_of(clock: str) -> int:
    """The minute of the day of "09:30"; "24:00" is the end of it."""
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def on_the_wall(zone: ZoneInfo, day: date, opens: int = 0, closes: int = MINUTES_A_DAY) -> list[Window]:
    """When a clock in `zone` shows `day` and a time from minute `opens` to before minute `closes`.

    That is one window, but for the days when clocks change: it may be missing then, or be there twice.
    """
    midnight = datetime.combine(day, time(), UTC)
    first, last = midnight + opens * MINUTE, midnight + closes * MINUTE  # written as if the clock showed UTC
    found: list[Window] = []
    for since, until, offset in _stretches(zone, midnight + EARLIEST, midnight + DAY + LATEST):
        starts_at, ends_at = max(since, first - offset), min(until, last - offset)
        if starts_at < ends_at:
            goes_on = found and found[-1].ends_at == starts_at  # only the clock has changed
            found.append(Window(found.pop().starts_at if goes_on else starts_at, ends_at))
    return found


def _stretches(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The time from `since` to `until` in stretches during which the clock runs on, each with its offset from UTC."""
    start = since
    while start < until:
        end = _next_change(zone, start, until)
        yield start, end, _offset(zone, start)
        start = end


def _next_change(zone: ZoneInfo, start: datetime, until: datetime) -> datetime:
    """When the clock is changed for the first time after `start`; `until` when it is not.

    Bisection finds it, because no clock on Earth was changed twice within four days since the year 2000, nor between
    two whole minutes.
    """
    before = _offset(zone, start)
    minutes = range((until - start) // MINUTE)
    return start + MINUTE * bisect_left(minutes, True, key=lambda m: _offset(zone, start + m * MINUTE) != before)


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)
