"""Days by the wall clock at the car, lines that sum to the total."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.errors import Rejected
from drivesphere.domain.money import share
from drivesphere.kinds.cars.pricing import EXTRAS, quote, rental_days

SEATTLE = "America/Los_Angeles"
CAR = {"daily_rate": 10_000, "time_zone": SEATTLE, "currency": "USD"}


def local(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(SEATTLE)).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (local(2026, 12, 4), local(2026, 12, 5), 1),
        (local(2026, 12, 4), local(2026, 12, 5, 11), 2),
        (local(2026, 12, 4), local(2026, 12, 4, 12), 1),
        (local(2027, 3, 13), local(2027, 3, 14), 1),  # 23 hours long: clocks go forward
        (local(2026, 10, 31), local(2026, 11, 1), 1),  # 25 hours long: clocks go back
        (local(2027, 3, 12), local(2027, 3, 15), 3),
        (local(2026, 10, 30), local(2026, 11, 2), 3),
    ],
)
def test_a_day_is_a_day_on_the_wall(start: datetime, end: datetime, days: int) -> None:
    assert rental_days(start, end, SEATTLE).dates == days


def test_an_hour_that_happens_twice_is_still_a_day() -> None:
    start = datetime(2026, 11, 1, 8, 50, tzinfo=UTC)  # 01:50 the first time
    assert rental_days(start, start + timedelta(minutes=40), SEATTLE).dates == 1


@pytest.mark.parametrize(
    ("days", "discount"), [(6, None), (7, "discount:weekly"), (27, "discount:weekly"), (28, "discount:monthly")]
)
def test_long_rentals_are_cheaper(days: int, discount: str | None) -> None:
    start = local(2026, 12, 1)
    made = quote(CAR, {"starts_at": start, "ends_at": start + timedelta(days=days)})
    found = [line.code for line in made.lines if line.code.startswith("discount:")]
    assert found == ([discount] if discount else [])


def test_a_discount_that_an_earlier_release_stored_by_name_still_replaces_the_usual_one() -> None:
    start = local(2026, 12, 1)
    own = CAR | {"pricing": {"weekly_discount": 5_000}}
    made = quote(own, {"starts_at": start, "ends_at": start + timedelta(days=7)})
    assert made.lines[1].amount == -35_000


def test_the_lines_of_two_days_with_a_child_seat() -> None:
    start = local(2026, 12, 4)
    made = quote(CAR, {"starts_at": start, "ends_at": start + timedelta(days=2), "extras": ["child_seat"]})
    assert [(line.code, line.amount) for line in made.lines] == [
        ("rental", 20_000),
        ("extra:child_seat", 1_600),
        ("service_fee", 2_592),
        ("tax", 1_996),
    ]
    assert made.total.amount == 26_188


def test_an_unknown_extra_is_refused_by_name() -> None:
    start = local(2026, 12, 4)
    with pytest.raises(Rejected) as refused:
        quote(CAR, {"starts_at": start, "ends_at": start + timedelta(days=1), "extras": ["wings"]})
    assert "extras" in refused.value.errors


@given(
    st.integers(1, 10**7),
    st.integers(1, 90 * 24 * 60),
    st.lists(st.sampled_from(sorted(EXTRAS)), max_size=5),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
)
def test_the_lines_always_sum_to_the_total(rate: int, minutes: int, extras: list[str], start: datetime) -> None:
    request = {"starts_at": start, "ends_at": start + timedelta(minutes=minutes), "extras": extras}
    made = quote(CAR | {"daily_rate": rate}, request).as_dict()
    assert sum(line["amount"]["amount"] for line in made["lines"]) == made["total"]["amount"] > 0


@pytest.mark.parametrize(("amount", "bps", "part"), [(1, 5_000, 1), (-1, 5_000, -1), (3, 3_333, 1), (0, 825, 0)])
def test_shares_round_half_away_from_zero(amount: int, bps: int, part: int) -> None:
    assert share(amount, bps) == part
