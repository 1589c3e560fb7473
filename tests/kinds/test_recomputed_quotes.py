"""A quote as it is stored makes itself again to the cent, whatever its owner has changed since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import bson
import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st

from drivesphere.domain.pricing import recomputed
from drivesphere.domain.quote import Quote
from drivesphere.kinds import cars, events, time_slots
from drivesphere.kinds.cars.pricing import EXTRAS
from tests.domain.price_rules_made import price_rules

Record = dict[str, Any]
ZONES = ["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
CLOCK_CHANGES = [  # in Seattle, Berlin and on Lord Howe Island, each to within a day
    datetime(2026, 3, 8, tzinfo=UTC),
    datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2027, 3, 28, tzinfo=UTC),
    datetime(2027, 10, 31, tzinfo=UTC),
    datetime(2027, 4, 4, tzinfo=UTC),
    datetime(2027, 10, 3, tzinfo=UTC),
]
ANY_TIME = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))
NEAR_A_CHANGE = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CLOCK_CHANGES),
    st.integers(-36 * 60, 36 * 60),
)
STARTS = st.one_of(ANY_TIME, NEAR_A_CHANGE)
FEES = [{"rule": "service_fee", "basis_points": 1_200}, {"rule": "tax", "basis_points": 825}]


def stored(quote: Quote) -> Record:
    """As it comes back from the database."""
    kept: Record = bson.decode(bson.encode(quote.as_dict()))
    return kept


def total_of(quote: Record) -> int:
    return sum(line["amount"]["amount"] for line in quote["lines"])


@given(
    rules=price_rules(),
    zone=st.sampled_from(ZONES),
    rate=st.integers(0, 10**6),
    start=STARTS,
    minutes=st.integers(1, 90 * 24 * 60),
    extras=st.lists(st.sampled_from(sorted(EXTRAS)), max_size=3),
)
def test_the_quote_of_a_car_makes_itself_again(
    rules: list[Record], zone: str, rate: int, start: datetime, minutes: int, extras: list[str]
) -> None:
    car = {"daily_rate": rate, "currency": "USD", "time_zone": zone, "pricing": {"rules": rules}}
    request = {"starts_at": start, "ends_at": start + timedelta(minutes=minutes), "extras": extras}

    kept = stored(cars.KIND.quote(car, request))

    assert recomputed(kept) == kept
    assert total_of(kept) == kept["total"]["amount"] >= 0
    assert kept["days"] == cars.pricing.rental_days(request["starts_at"], request["ends_at"], zone).dates


@given(
    rules=price_rules(),
    zone=st.sampled_from(ZONES),
    price=st.integers(0, 10**6),
    start=STARTS,
    slot=st.sampled_from([None, 5, 30, 60, 1_440]),
    slots=st.integers(1, 60),
)
def test_the_quote_of_slots_makes_itself_again(
    rules: list[Record], zone: str, price: int, start: datetime, slot: int | None, slots: int
) -> None:
    room = {"price": price, "currency": "EUR", "time_zone": zone, "slot_minutes": slot, "pricing": {"rules": rules}}
    request = {"starts_at": start, "ends_at": start + slots * timedelta(minutes=slot or 17)}

    kept = stored(time_slots.KIND.quote(room, request))

    assert recomputed(kept) == kept
    assert total_of(kept) == kept["total"]["amount"] >= 0
    units = sum(run["dates"] * run["each"] for run in kept["rules"][0]["units"])
    assert units == (1 if slot is None else slots)


@given(
    prices=st.lists(st.integers(0, 10**5), min_size=1, max_size=4),
    quantity=st.integers(1, 10),
    partner=st.sampled_from([None, "acme"]),
)
def test_the_quote_of_places_makes_itself_again(prices: list[int], quantity: int, partner: str | None) -> None:
    sections = [{"id": ObjectId(), "name": f"Section {number}", "price": price} for number, price in enumerate(prices)]
    lines = [{"section_id": section["id"], "quantity": quantity} for section in sections]

    kept = stored(events.KIND.quote({"sections": sections, "partner": partner}, {"lines": lines}))

    assert recomputed(kept) == kept
    assert total_of(kept) == kept["total"]["amount"]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Australia/Lord_Howe"])
def test_slots_have_the_date_that_the_calendar_on_the_wall_shows(zone: str) -> None:
    midnight = datetime(2026, 11, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # in Seattle this day has 25 hours
    sunday = {"id": "sun", "rule": "date", "date": "2026-11-01", "amount": 2_000}
    room = {"price": 1_000, "currency": "USD", "time_zone": zone, "slot_minutes": 60, "pricing": {"rules": [sunday]}}
    hours = 25 if zone == "America/Los_Angeles" else 24

    whole = time_slots.KIND.quote(room, {"starts_at": midnight, "ends_at": midnight + timedelta(hours=hours + 1)})

    assert [line.amount for line in whole.lines] == [hours * 2_000, 1_000]


def test_days_have_the_date_on_which_they_start_at_the_car() -> None:
    friday_night = datetime(2026, 12, 4, 23, tzinfo=ZoneInfo("America/Los_Angeles")).astimezone(UTC)
    saturday = {"id": "sat", "rule": "weekday", "weekdays": [5], "amount": 20_000}
    car = {"daily_rate": 10_000, "time_zone": "America/Los_Angeles", "pricing": {"rules": [saturday]}}

    quote = cars.KIND.quote(car, {"starts_at": friday_night, "ends_at": friday_night + timedelta(days=2)})

    assert [(line.label, line.amount) for line in quote.lines[:2]] == [
        ("1 day at $100.00", 10_000),
        ("1 weekend day at $200.00", 20_000),
    ]


@pytest.mark.parametrize(
    "rules",
    [
        [{"rule": "daily_rate", "amount": 13_500}, *FEES],
        [{"rule": "price", "amount": 2_500}],
        [{"rule": "section:6743d0a9a1b2c3d4e5f60021", "amount": 4_500, "quantity": 2}, *FEES],
    ],
)
def test_a_quote_of_an_earlier_release_does_not_say_enough_and_stands_as_it_is(rules: list[Record]) -> None:
    usd = {"amount": 13_500, "currency": "USD"}
    quote = {"days": 1, "lines": [{"code": "rental", "label": "1 day", "amount": usd}], "total": usd, "rules": rules}

    assert recomputed(quote) is None
