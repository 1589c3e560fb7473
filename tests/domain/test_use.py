"""Time between bounds, and what a day of it comes to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.use import Use, per_day, seconds_between
from drivesphere.domain.window import Window

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hours(start: float, end: float) -> Window:
    return Window(NOON + start * HOUR, NOON + end * HOUR)


def bounds(*at: float) -> list[datetime]:
    return [NOON + hour * HOUR for hour in at]


def test_a_window_counts_where_it_lies_and_not_beyond_the_bounds() -> None:
    assert seconds_between([hours(-5, 1), hours(1.5, 9)], bounds(0, 2, 3)) == [5_400, 3_600]


def test_a_window_outside_all_bounds_counts_nowhere() -> None:
    assert seconds_between([hours(-2, 0), hours(3, 4)], bounds(0, 2, 3)) == [0, 0]


@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 60)), max_size=8),
    st.lists(st.integers(-40, 40), min_size=2, max_size=9, unique=True),
)
def test_time_between_bounds_is_what_counting_hour_by_hour_gives(
    spans: list[tuple[int, int]], marks: list[int]
) -> None:
    windows, marks = [hours(start, start + length) for start, length in spans], sorted(marks)

    found = seconds_between(windows, bounds(*marks))

    assert found == [
        3_600 * sum(start <= hour < start + length for start, length in spans for hour in range(first, last))
        for first, last in pairwise(marks)
    ]


def test_what_was_not_offered_has_no_share_and_earns_nothing_a_day() -> None:
    assert (Use(0, 0).share, per_day(500, 0)) == (None, None)


def test_a_day_earns_what_its_share_of_the_offered_time_comes_to() -> None:
    assert per_day(30_000, 36 * 3_600) == 20_000
