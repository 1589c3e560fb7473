"""Days on the wall, where clocks change too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from drivesphere.domain import day
from drivesphere.domain.window import Window

SEATTLE, BEIRUT = ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Beirut")


@pytest.mark.parametrize(("shown", "hours"), [((2027, 3, 13), 24), ((2027, 3, 14), 23), ((2027, 11, 7), 25)])
def test_a_day_lasts_from_midnight_to_midnight_by_the_clock_on_the_wall(
    shown: tuple[int, int, int], hours: int
) -> None:
    begins, ends = (day.begins(date(*shown) + n * day.ONE, SEATTLE) for n in range(2))

    assert ends - begins == timedelta(hours=hours)


def test_where_midnight_is_skipped_the_day_begins_as_clocks_go_forward() -> None:
    begins = day.begins(date(2026, 3, 29), BEIRUT)  # at midnight it is one o'clock

    assert begins == datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert day.of(begins, BEIRUT) == date(2026, 3, 29)
    assert day.of(begins - timedelta(microseconds=1), BEIRUT) == date(2026, 3, 28)


def test_what_ends_at_midnight_does_not_touch_the_next_day() -> None:
    begins, ends = (day.begins(date(2027, 3, number), SEATTLE) for number in (13, 15))

    assert day.last_of(Window(begins, ends), SEATTLE) == date(2027, 3, 14)
    assert day.last_of(Window(begins, ends + timedelta(microseconds=1)), SEATTLE) == date(2027, 3, 15)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Etc/GMT+12"])
def test_a_day_anywhere_on_earth_lies_within_its_hull(zone: str) -> None:
    first, last = date(2027, 3, 13), date(2027, 3, 15)
    hull = day.anywhere(first, last)

    assert hull.starts_at <= day.begins(first, ZoneInfo(zone))
    assert day.begins(last + day.ONE, ZoneInfo(zone)) <= hull.ends_at
