"""Days by the calendar on the wall, and the periods that they are summed up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.days import MOST_DAYS, Days, Unit
from drivesphere.domain.errors import Rejected

SEATTLE = ZoneInfo("America/Los_Angeles")
ZONES = st.sampled_from(
    ["UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Asia/Beirut", "Cuba"]
).map(ZoneInfo)


def days(first: str, last: str, zone: ZoneInfo = SEATTLE) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last), zone)


def test_the_day_on_which_clocks_go_back_has_25_hours() -> None:
    fall = days("2026-11-01", "2026-11-01")

    assert fall.ends_at - fall.starts_at == timedelta(hours=25)


def test_the_day_on_which_clocks_go_forward_has_23_hours() -> None:
    spring = days("2026-03-08", "2026-03-08")

    assert spring.ends_at - spring.starts_at == timedelta(hours=23)


def test_weeks_are_those_of_iso_8601_across_the_turn_of_a_year() -> None:
    weeks = days("2026-12-27", "2027-01-04").periods(Unit.WEEK)

    assert [(week.label, week.first.day, week.last.day) for week in weeks] == [
        ("2026-W52", 27, 27),
        ("2026-W53", 28, 3),
        ("2027-W01", 4, 4),
    ]


def test_months_at_the_ends_of_a_range_are_cut_short() -> None:
    months = days("2026-01-30", "2026-03-01").periods(Unit.MONTH)

    assert [(month.label, month.first.day, month.last.day) for month in months] == [
        ("2026-01", 30, 31),
        ("2026-02", 1, 28),
        ("2026-03", 1, 1),
    ]


def test_a_leap_year_can_be_asked_for_and_not_a_day_more() -> None:
    assert len(days("2028-01-01", "2028-12-31")) == MOST_DAYS
    with pytest.raises(Rejected) as refusal:
        days("2028-01-01", "2029-01-01")
    assert (refusal.value.code, list(refusal.value.errors)) == ("range_too_long", ["to"])


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Rejected) as refusal:
        days("2026-11-02", "2026-11-01")
    assert (refusal.value.code, list(refusal.value.errors)) == ("validation", ["to"])


def test_a_range_has_no_more_stretches_than_the_changes_of_clocks_make() -> None:
    year = days("2026-01-01", "2026-12-31")

    assert [each.number for each in year.stretches()] == [0, 67, 304]


@given(zone=ZONES, start=st.dates(date(2025, 1, 1), date(2026, 12, 31)), length=st.integers(1, 366), data=st.data())
def test_every_instant_stands_in_the_stretch_that_has_its_local_day(
    zone: ZoneInfo, start: date, length: int, data: st.DataObject
) -> None:
    asked = Days(start, start + timedelta(days=length - 1), zone)
    seconds = int((asked.ends_at - asked.starts_at).total_seconds())
    instant = asked.starts_at + timedelta(seconds=data.draw(st.integers(0, seconds - 1)))

    stretch = next(each for each in asked.stretches() if instant < each.ends_at)

    into = (instant - stretch.starts_at) // timedelta(days=1)
    assert asked.first + timedelta(days=stretch.number + into) == instant.astimezone(zone).date()


def test_a_day_begins_at_local_midnight() -> None:
    assert days("2026-07-01", "2026-07-01").starts_at == datetime(2026, 7, 1, 7, tzinfo=UTC)


@given(st.integers(1, MOST_DAYS), st.integers(1, 400))
def test_parts_are_together_all_days_once_and_in_order(length: int, most: int) -> None:
    year = Days(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=length - 1), SEATTLE)

    parts = year.parts(most)

    assert [day for part in parts for day in part] == list(year)
    assert max(len(part) for part in parts) <= most


@pytest.mark.parametrize("over", [0, 1, 4, 7])
def test_days_are_cut_where_they_are_over(over: int) -> None:
    week = days("2026-10-29", "2026-11-04")

    past, rest = week.cut(week.midnights[over])

    assert [*(past or ()), *(rest or ())] == list(week)
    assert len(list(past or ())) == over
    if over < len(week):
        assert week.cut(week.midnights[over + 1] - timedelta(microseconds=1)) == (past, rest)
