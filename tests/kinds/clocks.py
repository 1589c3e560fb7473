"""Days in time zones for property tests, those on which clocks change more often than chance would have it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

FIRST, LAST = date(2000, 1, 1), date(2037, 12, 31)
DIFFICULT = (
    "America/Los_Angeles",
    "America/Havana",  # changes at midnight
    "America/Nuuk",  # changes before midnight, so an evening is there twice
    "America/St_Johns",  # did so one minute past midnight, so a date came back
    "Africa/Cairo",
    "Africa/Casablanca",  # four times in some years
    "Antarctica/Troll",  # by two hours
    "Asia/Kathmandu",  # 5:45 ahead
    "Australia/Lord_Howe",  # by half an hour
    "Europe/Berlin",
    "Pacific/Apia",  # left a day out
    "Pacific/Chatham",  # 12:45 ahead, and changes at 2:45
)


def days_in_zones() -> st.SearchStrategy[tuple[ZoneInfo, date]]:
    """A zone and a date there: anywhere and any day, or a difficult zone and a day on which it is difficult."""
    anywhere = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
    anyhow = st.tuples(anywhere, st.dates(FIRST, LAST))
    return anyhow | st.sampled_from(DIFFICULT).flatmap(lambda name: st.sampled_from(_changes(name)))


@cache
def _changes(name: str) -> list[tuple[ZoneInfo, date]]:
    """The days on which the clocks of a zone change; one day where they never do."""
    zone, days = ZoneInfo(name), [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)]
    offsets = [datetime.combine(day, time(), UTC).astimezone(zone).utcoffset() for day in days]
    changed = [day for day, before, after in zip(days, offsets, offsets[1:], strict=False) if before != after]
    # What changes before midnight UTC may be tomorrow there.
    return [(zone, day + timedelta(days=more)) for day in changed or [FIRST] for more in (-1, 0, 1)]
