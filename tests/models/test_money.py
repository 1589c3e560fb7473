"""Sums over the ledgers: to the cent what adding up row by row gives, and read from an index alone."""

from __future__ import annotations

import runpy
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from operator import add
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivesphere.domain.days import Days
from drivesphere.models import audit_entry, booking, money, payment, refund
from tests.profiler import Profiled, scans
from tests.stage import Stage

OWNERS, LISTINGS = [ObjectId() for _ in range(2)], [ObjectId() for _ in range(3)]
FALL = Days(date(2026, 10, 30), date(2026, 11, 3), ZoneInfo("America/Los_Angeles"))
"""The days around the one on which clocks go back."""
BEFORE = datetime(2026, 10, 28, tzinfo=UTC)
MINUTES_AROUND = 9 * 24 * 60

Record = dict[str, Any]
moments = st.integers(0, MINUTES_AROUND).map(lambda minutes: BEFORE + timedelta(minutes=minutes))
shares = st.fixed_dictionaries({name: st.integers(0, 10**7) for name in ("owner_amount", "fee_amount", "tax_amount")})
rows = st.builds(
    lambda parts, at, owner, listing, kind, currency, state: {
        **parts,
        "amount": sum(parts.values()),
        "at": at,
        "owner_id": owner,
        "listing_id": listing,
        "kind": kind,
        "currency": currency,
        "state": state,
    },
    shares,
    moments,
    st.sampled_from(OWNERS),
    st.sampled_from(LISTINGS),
    st.sampled_from(["cars", "events"]),
    st.sampled_from(["USD", "EUR"]),
    st.sampled_from(["pending", "succeeded", "failed", "dropped"]),
)
"""Payments and refunds as well: each ledger takes the fields that it has."""


def local_day(row: Record) -> int:
    return (row["at"].astimezone(FALL.zone).date() - FALL.first).days


KEYS: dict[str, Callable[[Record], Any]] = {
    "day": local_day,
    **{name: lambda row, name=name: row[name] for name in ("listing_id", "owner_id", "kind")},
}


def fill(ledger: money.Ledger, entries: list[Record]) -> None:
    ledger.rows().delete_many({})
    if entries:
        ledger.rows().insert_many([row | {"_id": str(ObjectId()), ledger.at: row["at"]} for row in entries])


def by_hand(ledger: money.Ledger, entries: list[Record], by: str) -> dict[Any, tuple[int, ...]]:
    """Row by row: how many, what they amount to, fee, tax, and what is pending."""
    found: dict[Any, list[Record]] = defaultdict(list)
    for row in entries:
        is_counted = ledger is money.PAYMENTS or row["state"] not in ("failed", "dropped")
        if is_counted and row["owner_id"] == OWNERS[0] and 0 <= local_day(row) < len(FALL):
            found[KEYS[by](row), row["currency"]].append(row)
    return {key: tuple(_totals(ledger, group)) for key, group in found.items()}


def _totals(ledger: money.Ledger, group: list[Record]) -> list[int]:
    parts = [sum(row[part] for row in group) for part in money.PARTS]
    pending = sum(row["amount"] for row in group if row["state"] == "pending")
    return [len(group), *parts, pending if ledger is money.REFUNDS else 0]


@pytest.mark.parametrize("by", KEYS)
@pytest.mark.parametrize("ledger", money.LEDGERS, ids=lambda ledger: ledger.name)
def test_sums_are_to_the_cent_what_adding_up_by_hand_gives(stage: Stage, ledger: money.Ledger, by: str) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(rows, max_size=30))
    def are_right(entries: list[Record]) -> None:
        fill(ledger, entries)
        found = money.sums(ledger, FALL, {"owner_id": OWNERS[0]}, by)
        assert told(found) == by_hand(ledger, entries, by)

    are_right()


def told(found: list[money.Sum]) -> dict[Any, tuple[int, ...]]:
    """What is pending has a row of its own."""
    sums: dict[Any, tuple[int, ...]] = defaultdict(lambda: (0, 0, 0, 0, 0))
    for place, currency, *amounts in found:
        sums[place, currency] = tuple(map(add, sums[place, currency], amounts))
    return dict(sums)


@pytest.mark.parametrize("before_first", [None, (FALL.ends_at, "~")], ids=["from the start", "from a place"])
def test_parts_of_a_long_list_are_together_the_whole(stage: Stage, before_first: money.Place | None) -> None:
    """Many at one instant, so that only their ids tell them apart, and both ledgers mixed."""
    instant = FALL.starts_at + timedelta(hours=3)
    for ledger in money.LEDGERS:
        many = [made(instant - timedelta(hours=number % 3)) for number in range(20)]
        fill(ledger, many)

    seen, before = [], before_first
    while part := money.entries(FALL, {}, limit=7, before=before):
        seen += [money.place_of(row) for row in part]
        before = seen[-1]

    assert len(seen) == money.count(FALL, {}) == 40
    assert seen == sorted(set(seen), reverse=True)


def made(at: datetime, owner: ObjectId = OWNERS[0]) -> Record:
    parts = {"owner_amount": 80, "fee_amount": 10, "tax_amount": 10, "amount": 100}
    names = {"owner_id": owner, "listing_id": LISTINGS[0], "kind": "cars", "currency": "USD", "state": "succeeded"}
    return {"at": at, **parts, **names}


@pytest.mark.parametrize("by", ["day", "listing_id", "kind", "owner_id"])
@pytest.mark.parametrize("ledger", money.LEDGERS, ids=lambda ledger: ledger.name)
def test_a_sum_examines_its_own_range_of_one_index_and_no_row(
    stage: Stage, profiled: Profiled, ledger: money.Ledger, by: str
) -> None:
    inside, outside = FALL.starts_at + timedelta(hours=1), FALL.starts_at - timedelta(days=1)
    others = [made(at, OWNERS[1]) for at in (inside, outside) for _ in range(50)]
    fill(ledger, [made(inside), made(inside), made(outside), *others])
    whose = {} if by in ("kind", "owner_id") else {"owner_id": OWNERS[0]}

    with profiled() as statements:
        money.sums(ledger, FALL, whose, by)

    [statement] = statements
    assert statement["docsExamined"] == 0
    assert statement["keysExamined"] <= (53 if by in ("kind", "owner_id") else 3)


READS: dict[str, Callable[[], object]] = {
    "entries": lambda: money.entries(FALL, {"owner_id": OWNERS[0]}, limit=20),
    "entries of all": lambda: money.entries(FALL, {}, limit=20),
    "count": lambda: money.count(FALL, {"owner_id": OWNERS[0]}),
    "of bookings": lambda: [money.of_bookings(ledger, [ObjectId()]) for ledger in money.LEDGERS],
}


@pytest.mark.parametrize("name", READS)
def test_no_ledger_is_read_whole(stage: Stage, profiled: Profiled, name: str) -> None:
    for ledger in money.LEDGERS:
        fill(ledger, [made(FALL.starts_at) for _ in range(50)])

    with profiled() as statements:
        READS[name]()

    assert statements
    assert scans(statements) == []


@pytest.mark.parametrize("ledger", money.LEDGERS, ids=lambda ledger: ledger.name)
def test_the_entries_of_bookings_are_read_from_an_index_alone(
    stage: Stage, profiled: Profiled, ledger: money.Ledger
) -> None:
    wanted, other = ObjectId(), ObjectId()
    fill(ledger, [made(BEFORE) | {"booking_id": booking} for booking in (wanted, other, wanted)])

    with profiled() as statements:
        found = money.of_bookings(ledger, [wanted, ObjectId()])

    [statement] = statements
    assert (statement["docsExamined"], statement["nreturned"]) == (0, 2)
    assert [(row["booking_id"], row["currency"], row["amount"]) for row in found] == [(wanted, "USD", 100)] * 2


def test_the_ledgers_are_the_two_collections_of_money() -> None:
    assert [each.rows for each in money.LEDGERS] == [payment.collection, refund.collection]


def test_the_migration_makes_the_indexes_over_what_stands_there_and_may_run_twice(stage: Stage) -> None:
    upgrade = _upgrade("0012")
    fill(money.PAYMENTS, [made(FALL.starts_at)])
    collections = [each.collection() for each in (payment, refund, booking, audit_entry)]
    wanted = [set(each.index_information()) for each in collections]
    for each in collections:
        each.drop_indexes()

    for _ in range(2):
        upgrade(payment.collection().database)

    assert [set(each.index_information()) for each in collections] == wanted


def test_indexes_of_the_release_before_give_way_to_longer_ones(stage: Stage) -> None:
    upgrade = _upgrade("0015")
    wanted = [set(each.collection().index_information()) for each in (payment, refund)]
    for ledger in money.LEDGERS:
        ledger.rows().drop_indexes()
        ledger.rows().create_index([("booking_id", 1), (ledger.at, 1)])

    for _ in range(2):
        upgrade(payment.collection().database)

    assert [set(each.collection().index_information()) for each in (payment, refund)] == wanted


def _upgrade(number: str) -> Callable[[Any], None]:
    [script] = (Path(__file__).parents[2] / "migrations_scripts").glob(f"{number}_*.py")
    upgrade: Callable[[Any], None] = runpy.run_path(str(script))["upgrade"]
    return upgrade
