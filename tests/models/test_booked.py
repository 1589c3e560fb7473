"""Time that was had, added up by MongoDB, is what adding it up window by window gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivesphere.domain.days import Days
from drivesphere.domain.use import seconds_between, seconds_of
from drivesphere.domain.window import Window
from drivesphere.models import booked, booking
from drivesphere.services.reports.table import Table
from tests.stage import Stage

OMAR, OLGA = ObjectId(), ObjectId()
CARS, RETIRED = [ObjectId() for _ in range(2)], ObjectId()
SEATTLE, LORD_HOWE = ZoneInfo("America/Los_Angeles"), ZoneInfo("Australia/Lord_Howe")
RANGES = {
    "clocks go back within": Days(date(2026, 10, 30), date(2026, 11, 3), SEATTLE),
    "clocks go back on the last day": Days(date(2026, 10, 30), date(2026, 11, 1), SEATTLE),
    "clocks go forward on the first day": Days(date(2026, 3, 8), date(2026, 3, 12), SEATTLE),
    "clocks move by half an hour": Days(date(2026, 10, 3), date(2026, 10, 6), LORD_HOWE),
    "one day": Days(date(2026, 11, 1), date(2026, 11, 1), SEATTLE),
}

Row = tuple[Window, ObjectId, ObjectId, str]


def rows_around(days: Days) -> st.SearchStrategy[list[Row]]:
    """Bookings that begin and end before, in and after `days`, to the minute and on their very bounds."""
    minutes = int((days.ends_at - days.starts_at) / timedelta(minutes=1))
    starts = st.integers(-2_000, minutes + 500) | st.just(0)
    lengths = st.integers(1, 4_000) | st.just(minutes)
    windows = st.builds(lambda start, length: _window(days.starts_at, start, length), starts, lengths)
    listings, owners = st.sampled_from([*CARS, RETIRED]), st.sampled_from([OMAR, OMAR, OLGA])
    statuses = st.sampled_from(["confirmed", "completed", "pending", "cancelled"])
    return st.lists(st.tuples(windows, listings, owners, statuses), max_size=20)


def _window(zero: datetime, start: int, length: int) -> Window:
    begins = zero + timedelta(minutes=start)
    return Window(begins.astimezone(UTC), begins + timedelta(minutes=length))


def keep(rows: Sequence[Row]) -> None:
    booking.collection().delete_many({})
    documents = [
        {"listing_id": listing, "owner_id": owner, "status": status, "starts_at": w.starts_at, "ends_at": w.ends_at}
        for w, listing, owner, status in rows
    ]
    if documents:
        booking.collection().insert_many(documents)


def by_hand(rows: Sequence[Row], table: Table) -> dict[ObjectId | None, list[int]]:
    had: dict[ObjectId | None, list[Window]] = {}
    for window, listing, owner, status in rows:
        is_had = owner == OMAR and listing in CARS and status in booked.HAD
        if is_had and window.overlaps(Window(table.bounds[0], table.bounds[-1])):
            had.setdefault(table.row_of(listing), []).append(window)
    return {row: seconds_between(windows, table.bounds) for row, windows in had.items()}


@pytest.mark.parametrize("group_by", ["day", "week", "month", "listing"])
@pytest.mark.parametrize("days", RANGES.values(), ids=RANGES)
def test_time_added_up_by_mongodb_is_what_adding_up_by_hand_gives(stage: Stage, days: Days, group_by: str) -> None:
    table = Table.of(days, group_by)

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows_around(days))
    def is_right(rows: list[Row]) -> None:
        keep(rows)
        had = booked.time_had(OMAR, days, CARS, by_listing=table.is_by_listing)
        found = {row: seconds_of(map(table.moved, bundles), table.bounds) for row, bundles in had.items()}
        assert found == by_hand(rows, table)

    is_right()
