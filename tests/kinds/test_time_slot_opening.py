"""Open whenever the clock on the wall says so: on ordinary days, and on those when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.window import Window
from drivesphere.kinds.time_slots.opening import DAY, MINUTE, MINUTES_A_DAY, Hours, Opening, minute_of, on_the_wall
from tests.kinds.clocks import days_in_zones

SEATTLE = "America/Los_Angeles"
FORWARD, BACK = date(2027, 3, 14), date(2026, 11, 1)  # in Seattle, at two in the night
LORD_HOWE = "Australia/Lord_Howe"
HALF_FORWARD, HALF_BACK = date(2026, 10, 4), date(2026, 4, 5)  # by half an hour


def shown(zone: str, day: date, opens: str, closes: str) -> list[str]:
    """The periods in UTC, as `06:30-10:00`; times of the day before stand behind those of the day."""
    periods = on_the_wall(ZoneInfo(zone), day, minute_of(opens), minute_of(closes))
    return [f"{period.starts_at:%H:%M}-{period.ends_at:%H:%M}" for period in periods]


@pytest.mark.parametrize(
    ("zone", "day", "opens", "closes", "expected"),
    [
        (SEATTLE, date(2026, 12, 4), "09:00", "17:00", ["17:00-01:00"]),
        (SEATTLE, FORWARD, "00:00", "24:00", ["08:00-07:00"]),  # 23 hours
        (SEATTLE, BACK, "00:00", "24:00", ["07:00-08:00"]),  # 25 hours
        (SEATTLE, FORWARD, "02:30", "06:00", ["10:00-13:00"]),  # opens in the gap: at three
        (SEATTLE, FORWARD, "00:00", "02:30", ["08:00-10:00"]),  # closes in the gap: at two, which is three
        (SEATTLE, FORWARD, "02:00", "03:00", []),  # the hour that is missing
        (SEATTLE, BACK, "01:00", "02:00", ["08:00-10:00"]),  # the hour that is there twice
        (SEATTLE, BACK, "01:30", "05:00", ["08:30-09:00", "09:30-13:00"]),  # closed again for half an hour
        (SEATTLE, BACK, "00:30", "01:30", ["07:30-08:30", "09:00-09:30"]),
        (LORD_HOWE, HALF_FORWARD, "00:00", "24:00", ["13:30-13:00"]),  # 23 hours and a half
        (LORD_HOWE, HALF_BACK, "00:00", "24:00", ["13:00-13:30"]),  # 24 hours and a half
        (LORD_HOWE, HALF_FORWARD, "02:00", "02:30", []),
        (LORD_HOWE, HALF_BACK, "01:30", "02:00", ["14:30-15:30"]),
        ("America/Havana", date(2026, 3, 8), "00:30", "02:00", ["05:00-06:00"]),  # from midnight on nothing till one
        ("Asia/Kathmandu", date(2026, 12, 4), "09:00", "24:00", ["03:15-18:15"]),
        ("Pacific/Apia", date(2011, 12, 30), "00:00", "24:00", []),  # the day that Samoa left out
    ],
)
def test_it_is_open_when_the_clock_says_so(zone: str, day: date, opens: str, closes: str, expected: list[str]) -> None:
    assert shown(zone, day, opens, closes) == expected


def minutes_shown(zone: ZoneInfo, day: date, opens: int, closes: int) -> set[datetime]:
    """By looking at the clock once a minute."""
    midnight = datetime.combine(day, time(), UTC)
    minutes = (midnight + number * MINUTE for number in range(-15 * 60, 38 * 60))
    local = {minute: minute.astimezone(zone) for minute in minutes}
    return {m for m, clock in local.items() if clock.date() == day and opens <= 60 * clock.hour + clock.minute < closes}


@given(days_in_zones(), st.integers(0, MINUTES_A_DAY - 1), st.integers(1, MINUTES_A_DAY))
def test_whoever_looks_at_the_clock_every_minute_finds_the_same(
    place: tuple[ZoneInfo, date], opens: int, minutes: int
) -> None:
    closes = min(MINUTES_A_DAY, opens + minutes)

    periods = on_the_wall(*place, opens, closes)

    inside = [p.starts_at + n * MINUTE for p in periods for n in range(p.length // MINUTE)]
    assert len(inside) == len(set(inside))
    assert set(inside) == minutes_shown(*place, opens, closes)


def test_a_window_may_go_on_where_periods_touch_and_ends_where_it_closes() -> None:
    noon, midnight = 12 * 60, MINUTES_A_DAY
    monday, tuesday = Hours(0, noon, midnight), Hours(1, 0, noon)
    opening, start = Opening(ZoneInfo("UTC"), (monday, tuesday)), datetime(2026, 12, 7, 18, tzinfo=UTC)

    assert opening.open_through(Window(start, start + timedelta(hours=18))) == start + timedelta(hours=18)
    assert opening.open_through(Window(start, start + timedelta(hours=19))) == start + timedelta(hours=18)
    assert opening.open_through(Window(start - DAY, start)) == start - DAY


def test_the_nearest_period_is_found_where_one_day_of_the_week_is_open() -> None:
    opening, wanted = Opening(ZoneInfo("UTC"), (Hours(2, 600, 660),)), datetime(2026, 12, 6, 12, tzinfo=UTC)

    period = opening.nearest_period(wanted)

    assert period == Window(datetime(2026, 12, 9, 10, tzinfo=UTC), datetime(2026, 12, 9, 11, tzinfo=UTC))


def test_what_is_open_within_a_window_is_cut_at_its_ends() -> None:
    office = Opening(ZoneInfo("UTC"), tuple(Hours(weekday, 9 * 60, 17 * 60) for weekday in range(7)))
    noon = datetime(2026, 12, 7, 12, tzinfo=UTC)

    found = office.within(Window(noon, noon + DAY))

    assert found == [
        Window(noon, noon.replace(hour=17)),
        Window(noon.replace(day=8, hour=9), noon.replace(day=8)),
    ]


def test_what_is_always_open_is_open_all_through_the_day_that_has_25_hours() -> None:
    starts_at = datetime.combine(BACK, time(), ZoneInfo(SEATTLE)).astimezone(UTC)
    day = Window(starts_at, starts_at + timedelta(hours=25))

    assert Opening(ZoneInfo(SEATTLE)).within(day) == [day]
