from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.errors import Rejected
from drivesphere.domain.window import Window, from_us, to_us

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))


def hours(start: int, end: int) -> Window:
    return Window(NOON + timedelta(hours=start), NOON + timedelta(hours=end))


def test_a_window_that_ends_where_another_starts_does_not_overlap_it() -> None:
    assert not hours(0, 1).overlaps(hours(1, 2))
    assert hours(0, 2).overlaps(hours(1, 3))


def test_one_microsecond_is_an_overlap() -> None:
    first = Window(NOON, NOON + timedelta(hours=1, microseconds=1))
    assert first.overlaps(hours(1, 2))


@pytest.mark.parametrize("length", [0, -1])
def test_a_window_must_end_after_it_starts(length: int) -> None:
    with pytest.raises(Rejected) as refused:
        hours(0, length)
    assert "ends_at" in refused.value.errors


@given(INSTANTS)
def test_microseconds_keep_the_instant_exactly(instant: datetime) -> None:
    assert from_us(to_us(instant)) == instant


@given(INSTANTS, st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_overlap_is_the_same_from_both_sides(start: datetime, gap: int, one: int, other: int) -> None:
    first = Window(start, start + timedelta(seconds=one))
    second = Window(start + timedelta(seconds=gap), start + timedelta(seconds=gap + other))
    assert first.overlaps(second) == second.overlaps(first) == (gap < one)
