"""Slots from each opening on, in steps of real time, and what may be booked of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.window import Window
from drivesphere.kinds.time_slots.grid import Grid
from drivesphere.kinds.time_slots.opening import AROUND_THE_CLOCK, MINUTE, MINUTES_A_DAY, Hours, Opening
from tests.kinds.clocks import days_in_zones

HOUR = 60 * MINUTE
SEATTLE = "America/Los_Angeles"
FORWARD, BACK, FRIDAY = date(2027, 3, 14), date(2026, 11, 1), date(2026, 12, 4)
NIGHT = [(weekday, 0, 6 * 60) for weekday in range(7)]
WORKDAY = [(weekday, 9 * 60, 17 * 60) for weekday in range(5)]


def grid(
    hours: list[tuple[int, int, int]] | None = None, *, zone: str = SEATTLE, slot: int = 60, step: int | None = None
) -> Grid:
    opening = Opening(ZoneInfo(zone), tuple(Hours(*each) for each in hours) if hours else AROUND_THE_CLOCK)
    return Grid(opening, slot * MINUTE, (step or slot) * MINUTE)


def starts(made: Grid, day: date) -> list[str]:
    """The starts of a day by the clock on the wall."""
    return [f"{slot.starts_at.astimezone(made.opening.zone):%H:%M}" for slot in made.slots_of(day)]


def at(hour: float, day: date = FRIDAY) -> datetime:
    """So many hours after midnight in Seattle, in December."""
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + hour * HOUR


@pytest.mark.parametrize(("day", "slots"), [(FRIDAY, 24), (FORWARD, 23), (BACK, 25)])
def test_a_day_has_as_many_hours_as_it_really_has(day: date, slots: int) -> None:
    made = grid().slots_of(day)

    assert len(made) == slots
    assert all(one.ends_at == following.starts_at for one, following in pairwise(made))


@pytest.mark.parametrize(
    ("made", "day", "expected"),
    [
        (grid(WORKDAY, slot=120), FRIDAY, ["09:00", "11:00", "13:00", "15:00"]),
        (grid(WORKDAY, slot=180), FRIDAY, ["09:00", "12:00"]),  # the third would end after closing
        (grid(WORKDAY, slot=240, step=90), FRIDAY, ["09:00", "10:30", "12:00"]),
        (grid(WORKDAY, slot=45, step=120), FRIDAY, ["09:00", "11:00", "13:00", "15:00"]),
        (grid(WORKDAY), date(2026, 12, 5), []),  # a Saturday
        (grid([(4, 540, 600), (4, 780, 900)], slot=30), FRIDAY, ["09:00", "09:30", "13:00", "13:30", "14:00", "14:30"]),
        (grid([(4, 540, 570)], slot=60), FRIDAY, []),
        (grid([(4, 1380, 1440)], slot=60), FRIDAY, ["23:00"]),  # until 24:00
        (grid(NIGHT), FORWARD, ["00:00", "01:00", "03:00", "04:00", "05:00"]),
        (grid(NIGHT), BACK, ["00:00", "01:00", "01:00", "02:00", "03:00", "04:00", "05:00"]),
        (grid([(6, 150, 360)]), FORWARD, ["03:00", "04:00", "05:00"]),  # opens at half past two, which is missing
        (grid(NIGHT, zone="Australia/Lord_Howe", slot=120), date(2026, 10, 4), ["00:00", "02:30"]),
        (grid(NIGHT, zone="Australia/Lord_Howe", slot=120), date(2026, 4, 5), ["00:00", "01:30", "03:30"]),
        (grid(zone="Asia/Kathmandu", slot=480), FRIDAY, ["00:00", "08:00", "16:00"]),
    ],
)
def test_slots_follow_each_other_from_opening_to_closing(made: Grid, day: date, expected: list[str]) -> None:
    assert starts(made, day) == expected


# --------------------------------------------------------------------------------- any zone, any day


@st.composite
def opening_hours(draw: st.DrawFn) -> list[tuple[int, int]]:
    """One to three periods of a day that do not overlap; they may touch."""
    marks = draw(st.lists(st.integers(0, MINUTES_A_DAY), min_size=2, max_size=6, unique=True).map(sorted))
    return list(zip(marks[::2], marks[1::2], strict=False))


lengths = st.sampled_from([5, 7, 15, 20, 30, 45, 50, 60, 90, 240, 1440])


def grid_on(place: tuple[ZoneInfo, date], hours: list[tuple[int, int]], slot: int, step: int) -> Grid:
    zone, day = place
    opening = Opening(zone, tuple(Hours(day.weekday(), *each) for each in hours))
    return Grid(opening, slot * MINUTE, step * MINUTE)


@given(days_in_zones(), opening_hours(), lengths, lengths)
def test_every_slot_lies_in_the_opening_hours_by_the_wall_clock(
    place: tuple[ZoneInfo, date], hours: list[tuple[int, int]], slot: int, step: int
) -> None:
    zone, day = place

    for each in grid_on(place, hours, slot, step).slots_of(day):
        minutes = [(each.starts_at + n * MINUTE).astimezone(zone) for n in range(slot)]
        assert {minute.date() for minute in minutes} == {day}
        times = [60 * minute.hour + minute.minute for minute in minutes]
        assert any(opens <= min(times) and max(times) < closes for opens, closes in hours)


@given(days_in_zones(), opening_hours(), lengths, lengths)
def test_slots_are_sorted_without_duplicates_and_exactly_as_long_as_stated(
    place: tuple[ZoneInfo, date], hours: list[tuple[int, int]], slot: int, step: int
) -> None:
    slots = grid_on(place, hours, slot, step).slots_of(place[1])

    begun = [each.starts_at for each in slots]
    assert begun == sorted(set(begun))
    assert {each.length for each in slots} <= {slot * MINUTE}


@given(days_in_zones(), opening_hours(), lengths, lengths)
def test_no_slot_that_would_fit_is_missing(
    place: tuple[ZoneInfo, date], hours: list[tuple[int, int]], slot: int, step: int
) -> None:
    made = grid_on(place, hours, slot, step)

    fitting = sum(
        max(0, (period.length - slot * MINUTE) // (step * MINUTE) + 1) for period in made.opening.periods(place[1])
    )
    assert len(made.slots_of(place[1])) == fitting


# ----------------------------------------------------------------------------------------- bookings


@pytest.mark.parametrize(
    ("made", "start", "hours", "fits"),
    [
        (grid(WORKDAY), 9, 1, True),
        (grid(WORKDAY), 9, 8, True),
        (grid(WORKDAY), 9, 9, False),  # an hour after closing
        (grid(WORKDAY), 8, 1, False),
        (grid(WORKDAY), 9.5, 1, False),
        (grid(WORKDAY), 9, 1.5, False),
        (grid(WORKDAY, step=30), 9.5, 2, True),
        (grid(WORKDAY, step=45), 9.75, 1, True),
        (grid(WORKDAY, step=45), 9.75, 2, False),  # no slot starts when the first ends
        (grid(WORKDAY, slot=30, step=60), 9, 1, False),  # there is half an hour between two slots
        (grid([(4, 540, 720), (4, 780, 1020)]), 11, 3, False),  # closed for lunch
        (grid(), 22, 4, True),  # around the clock midnight is no gap
        (grid(WORKDAY), 9, 1 + 1e-9 / 3.6, False),  # a microsecond too long
    ],
)
def test_a_booking_is_a_slot_or_several_that_follow_without_a_gap(
    made: Grid, start: float, hours: float, fits: bool
) -> None:
    assert made.fits(Window(at(start), at(start) + hours * HOUR)) is fits


def test_a_booking_goes_through_the_night_when_clocks_change() -> None:
    start = datetime(2026, 11, 1, 5, tzinfo=UTC)  # ten in the evening before

    assert grid().fits(Window(start, start + 8 * HOUR))
    assert not grid().fits(Window(start, start + 8 * HOUR + timedelta(minutes=30)))


def test_the_ends_of_a_booking_stop_where_it_closes() -> None:
    assert grid(WORKDAY).ends_through(Window(at(15), at(20))) == [at(16), at(17)]
    assert grid(WORKDAY).ends_through(Window(at(18), at(20))) == []


def test_the_nearest_starts_may_be_days_away() -> None:
    saturday = at(24 + 10)

    assert grid(WORKDAY).nearest_starts(saturday)[:3] == [at(16), at(15), at(14)]
    assert grid([(2, 600, 660)]).nearest_starts(saturday)[:2] == [at(-2 * 24 + 10), at(5 * 24 + 10)]


def test_slots_between_two_instants_start_there_and_may_end_behind() -> None:
    found = list(grid(WORKDAY).slots_between(at(11.5), at(24 * 3 + 10)))

    assert [slot.starts_at for slot in found] == [at(hour) for hour in (12, 13, 14, 15, 16, 24 * 3 + 9)]
