"""Time between bounds, and what a day of it comes to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.use import Bundle, Use, per_day, seconds_between, seconds_of
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


@given(
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40)), max_size=12),
    st.sets(st.integers(1, 39), max_size=8),
)
def test_windows_in_bundles_are_as_long_between_bounds_as_one_by_one(
    spans: list[tuple[int, int]], marks: set[int]
) -> None:
    windows = [hours(start, min(start + length, 40)) for start, length in spans]
    limits = bounds(0, *sorted(marks), 40)

    assert seconds_of(bundled(windows, limits), limits) == seconds_between(windows, limits)


def bundled(windows: list[Window], limits: list[datetime]) -> list[Bundle]:
    """Those that begin in one period and end in one, together."""
    places: dict[tuple[int, int], list[Window]] = {}
    for window in windows:
        begins, ends = (min(bisect_right(limits, at) - 1, len(limits) - 2) for at in (window.starts_at, window.ends_at))
        places.setdefault((begins, ends), []).append(window)
    return [
        Bundle(*place, len(found), *(sum(map(since_noon, each)) for each in zip(*map(astuple, found), strict=True)))
        for place, found in places.items()
    ]


def since_noon(at: datetime) -> int:
    """Milliseconds."""
    return (at - NOON) // timedelta(milliseconds=1)


def test_what_was_not_offered_has_no_share_and_earns_nothing_a_day() -> None:
    assert (Use(0, 0).share, per_day(500, 0)) == (None, None)


def test_a_day_earns_what_its_share_of_the_offered_time_comes_to() -> None:
    assert per_day(30_000, 36 * 3_600) == 20_000
