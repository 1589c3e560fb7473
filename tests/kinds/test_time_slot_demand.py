"""What may be asked of a resource, what the refusal says, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Record
from drivesphere.kinds.time_slots.demand import demands, stock
from drivesphere.kinds.time_slots.examples import FACTS
from drivesphere.kinds.time_slots.facts import draw_up
from drivesphere.kinds.time_slots.pricing import quote

NINE = datetime(2026, 12, 4, 17, tzinfo=UTC)  # a Friday in Seattle
WORKDAY = [{"weekday": weekday, "opens": "09:00", "closes": "17:00"} for weekday in range(5)]


def room(**changes: Any) -> Record:
    return {"_id": "6743d0a9a1b2c3d4e5f60011", **draw_up(FACTS | {"opening_hours": WORKDAY} | changes)}


def span(minutes: float, start: float = 0) -> Record:
    """So many minutes, `start` minutes after nine."""
    first = NINE + timedelta(minutes=start)
    return {"starts_at": first, "ends_at": first + timedelta(minutes=minutes)}


def refused(listing: Record, request: Record) -> tuple[str, dict[str, list[str]]]:
    with pytest.raises(Rejected) as refusal:
        demands(listing, request)
    return refusal.value.code, refusal.value.errors


def test_a_resource_is_one_inventory_with_its_buffer_and_capacity() -> None:
    [own] = stock(room(capacity=4, policy={"buffer_minutes": 15}))

    assert (own.capacity, own.buffer, own.inventory_id) == (4, timedelta(minutes=15), "6743d0a9a1b2c3d4e5f60011")


def test_a_start_off_the_grid_is_told_the_two_nearest() -> None:
    code, errors = refused(room(), span(60, start=80))

    assert code == "off_grid"
    assert errors == {
        "starts_at": ["No slot starts then. The nearest start: 2026-12-04T18:00:00Z or 2026-12-04T19:00:00Z."]
    }


def test_an_end_off_the_grid_is_told_the_two_nearest() -> None:
    code, errors = refused(room(), span(90))

    assert code == "off_grid"
    assert errors == {
        "ends_at": [
            "No slot from starts_at on ends then. The nearest end: 2026-12-04T18:00:00Z or 2026-12-04T19:00:00Z."
        ]
    }


def test_an_end_after_closing_is_told_the_last_ones() -> None:
    _, errors = refused(room(), span(9 * 60))

    assert "2026-12-05T00:00:00Z or 2026-12-05T01:00:00Z" in errors["ends_at"][0]


def test_a_resource_that_is_never_open_for_a_slot_says_so() -> None:
    short = [{"weekday": 4, "opens": "09:00", "closes": "09:30"}]

    assert refused(room(opening_hours=short), span(60)) == (
        "off_grid",
        {"starts_at": ["No slot starts then. It has no slots at all."]},
    )


def test_the_longest_window_is_asked_before_the_grid_is_walked() -> None:
    century = {"starts_at": NINE, "ends_at": NINE + timedelta(days=36_500)}

    assert refused(room(opening_hours=[], slot_minutes=5, step_minutes=5), century)[0] == "window_too_long"


@pytest.mark.parametrize("minutes", [1e-6 / 60, 1e-3, 17, 24 * 60])
def test_without_slots_a_window_may_have_any_length(minutes: float) -> None:
    [demand] = demands(room(slot_minutes=None, opening_hours=[]), span(minutes, start=3.25))

    assert demand.window is not None
    assert demand.window.length == timedelta(minutes=minutes)


def test_without_slots_opening_hours_count_all_the_same() -> None:
    listing = room(slot_minutes=None)

    assert demands(listing, span(8 * 60))
    assert refused(listing, span(8 * 60 + 1)) == ("off_grid", {"ends_at": ["It closes at 2026-12-05T01:00:00Z."]})
    _, errors = refused(listing, span(60, start=24 * 60))
    assert errors == {
        "starts_at": ["It is closed then. The nearest opening: 2026-12-04T17:00:00Z to 2026-12-05T01:00:00Z."]
    }


@pytest.mark.parametrize(
    ("minutes", "label", "total"),
    [(60, "1 slot of 60 minutes at $25.00", 2_500), (180, "3 slots of 60 minutes at $25.00", 7_500)],
)
def test_each_slot_costs_its_price(minutes: int, label: str, total: int) -> None:
    made = quote(room(), span(minutes))

    assert [(line.label, line.amount) for line in made.lines] == [(label, total)]
    assert made.total.amount == total


def test_a_window_of_any_length_has_one_price() -> None:
    assert quote(room(slot_minutes=None), span(17)).total.amount == 2_500
