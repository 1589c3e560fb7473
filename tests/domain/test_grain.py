"""Stretches of time by which payments are added up: where they begin, and which are wholly within a range."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.grain import Grain, following_month
from drivesphere.domain.window import Window

instants = st.datetimes(datetime(1999, 1, 1), datetime(2099, 1, 1), timezones=st.sampled_from([UTC]))
grains = st.sampled_from(Grain)


@pytest.mark.parametrize(
    ("grain", "start", "next_start"),
    [(Grain.HALF_HOUR, (2026, 11, 28, 3, 30), (2026, 11, 28, 4)), (Grain.MONTH, (2026, 11, 1), (2026, 12, 1))],
)
def test_a_stretch_begins_by_utc_whatever_zone_the_instant_is_told_in(
    grain: Grain, start: tuple[int, ...], next_start: tuple[int, ...]
) -> None:
    instant = datetime(2026, 11, 28, 3, 59, 59, 999_999, tzinfo=UTC)

    for zone in ("UTC", "Asia/Kathmandu", "America/Los_Angeles"):
        told = instant.astimezone(ZoneInfo(zone))
        assert grain.start_of(told) == datetime(*start, tzinfo=UTC)  # type: ignore[misc]
        assert grain.next_start(told) == datetime(*next_start, tzinfo=UTC)  # type: ignore[misc]


@given(grains, instants)
def test_an_instant_is_within_its_stretch_and_the_next_begins_where_that_ends(grain: Grain, instant: datetime) -> None:
    start, following = grain.start_of(instant), grain.next_start(instant)

    assert start <= instant <= following
    assert grain.is_start(start)
    assert grain.is_start(following)
    assert (start == following) is grain.is_start(instant)


@given(grains, instants, instants)
def test_what_is_wholly_within_begins_and_ends_with_a_stretch_and_leaves_less_than_one_at_each_end(
    grain: Grain, one: datetime, other: datetime
) -> None:
    starts_at, ends_at = sorted((one, other))
    found = grain.whole_within(starts_at, ends_at)

    if found is None:
        assert grain.next_start(starts_at) >= grain.start_of(ends_at)
    else:
        assert found == Window(grain.next_start(starts_at), grain.start_of(ends_at))
        assert starts_at <= found.starts_at < found.ends_at <= ends_at


@given(instants)
def test_the_month_that_follows_is_the_next_one(instant: datetime) -> None:
    found = following_month(instant)

    assert found.day == 1
    assert (found.year * 12 + found.month) - (instant.year * 12 + instant.month) == 1
    assert found - timedelta(microseconds=1) < following_month(found)
