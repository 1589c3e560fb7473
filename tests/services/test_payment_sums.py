"""Sums of payments are kept once, right where a run was killed, and read in place of the payments."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import sleep
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.grain import Grain
from drivesphere.domain.window import Window
from drivesphere.infra import mongo, redis
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import payment, payment_sum
from drivesphere.services.reports import keeping
from tests.profiler import Profiled, scans
from tests.races.conftest import SPREADS
from tests.races.controls import MOMENT_SECONDS
from tests.services.test_reports_settled import LONG_AGO, OWNERS, by_hand, paid, purged, revenue, told, until_tomorrow
from tests.stage import Stage

Record = dict[str, Any]


def kept_sums() -> list[Record]:
    return list(payment_sum.collection().find().sort("_id", 1))


def some_payments() -> None:
    """One each five days, so that each of three months has some, two of them by one owner at one time."""
    now = clock.now()
    for days in range(2, 80, 5):
        for owner in (*OWNERS, OWNERS[0]):
            paid(now - timedelta(days=days), owner, amount=100 + days)


def test_sums_are_kept_once_and_another_run_changes_nothing(stage: Stage) -> None:
    some_payments()
    keeping.keep()
    before = kept_sums()

    keeping.keep()

    rows = kept_sums()
    assert [row | {"until": None} for row in rows] == [row | {"until": None} for row in before]
    halves = [row for row in rows if row.get("grain") == Grain.HALF_HOUR]
    assert [(row["count"], row.get("owner_id")) for row in halves] == [(4, None)] * 16
    totals = [row for row in rows if row.get("grain") == Grain.MONTH]
    assert {row["owner_id"] for row in totals} == set(OWNERS)


def test_nothing_is_kept_where_nobody_has_paid(stage: Stage) -> None:
    keeping.keep()

    assert kept_sums() == []


def test_what_came_in_a_moment_ago_is_not_added_up_yet(stage: Stage) -> None:
    paid(clock.now())

    keeping.keep()

    assert kept_sums() == []


def test_no_collection_is_read_whole_to_keep_them(stage: Stage, profiled: Profiled) -> None:
    some_payments()

    with profiled() as statements:
        keeping.keep()

    assert {each["ns"].partition(".")[2] for each in statements} >= {"payments", "payment_sums"}
    assert scans(statements) == []


class Killed(Exception):
    pass


@pytest.mark.parametrize("steps", range(4))
def test_reports_are_right_and_the_next_run_goes_on_where_one_was_killed_with_sums_that_nobody_knows_of(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """After so many months, between the sums of the next one and the word that they are kept."""
    some_payments()
    expected = {group_by: by_hand(until_tomorrow(), group_by) for group_by in ("day", "kind", "owner")}
    with monkeypatch.context() as patched:
        patched.setattr(payment_sum, "_reach", dying_after(steps))
        with pytest.raises(Killed):
            keeping.keep()
    assert {group_by: told(until_tomorrow(), group_by) for group_by in expected} == expected

    keeping.keep()
    redis.main().call(lambda client: client.flushdb())

    assert {group_by: told(until_tomorrow(), group_by) for group_by in expected} == expected
    rows = kept_sums()
    payment_sum.collection().delete_many({})
    keeping.keep()
    assert [row | {"until": None} for row in kept_sums()] == [row | {"until": None} for row in rows]


def dying_after(steps: int) -> Callable[[Grain, datetime], None]:
    reach, left = payment_sum._reach, [None] * steps

    def die_in_the_end(grain: Grain, until: datetime) -> None:
        if not left:
            raise Killed
        left.pop()
        reach(grain, until)

    return die_in_the_end


@pytest.mark.parametrize("spread", SPREADS)
def test_several_at_once_keep_what_one_would(stage: Stage, spread: float) -> None:
    some_payments()

    keep_at_once(spread)

    assert counted() == received()


def test_without_a_key_for_each_sum_several_at_once_keep_it_several_times(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: sums are added to what is there."""
    some_payments()
    monkeypatch.setattr(payment_sum, "keep", keep_under_any_key)
    keeping.keep()
    assert counted() == received(), "one by itself is right"
    payment_sum.collection().delete_many({})

    keep_at_once(0.0)

    assert all(counted()[grain] > received()[grain] for grain in Grain)


def keep_at_once(spread: float) -> None:
    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(lambda n=n: (sleep(n * spread / 3), keeping.keep())) for n in range(4)]:
            done.result()


def keep_under_any_key(grain: Grain, window: Window) -> None:
    """In place of `payment_sum.keep`: how many payments there were, by nothing."""
    since = {} if grain is Grain.MONTH else {"$gte": window.starts_at}
    count = payment.collection().count_documents({"received_at": {"$lt": window.ends_at, **since}})
    sleep(MOMENT_SECONDS)
    at = window.ends_at if grain is Grain.MONTH else window.starts_at
    payment_sum.collection().insert_one({"_id": ObjectId(), "grain": grain.value, "at": at, "count": count})
    payment_sum._reach(grain, window.ends_at)


def counted() -> dict[Grain, int]:
    """How many payments the sums say there were; of totals the last says so for all of them."""
    last = {Grain.MONTH: {"at": payment_sum.kept_until(Grain.MONTH)}}
    rows = {grain: payment_sum.collection().find({"grain": grain, **last.get(grain, {})}) for grain in Grain}
    return {grain: sum(row["count"] for row in rows[grain]) for grain in Grain}


def received() -> dict[Grain, int]:
    """How many there were until that."""
    until = {grain: {"$lt": payment_sum.kept_until(grain)} for grain in Grain}
    return {grain: payment.collection().count_documents({"received_at": until[grain]}) for grain in Grain}


def test_a_total_stands_for_those_too_who_had_nothing_in_its_last_month(stage: Stage) -> None:
    """So that any two tell what came in between; who had nothing in between is in no report of it."""
    first, *others = OWNERS
    paid(clock.now() - timedelta(days=150), first, amount=700)
    for days in range(2, 150, 20):
        paid(clock.now() - timedelta(days=days), *others[:1])
    keeping.keep()

    months = [row["at"] for row in payment_sum.collection().find({"grain": Grain.MONTH, "owner_id": first})]

    last = payment_sum.kept_until(Grain.MONTH)
    assert last in months
    assert len(months) == len(payment_sum.collection().distinct("at", {"grain": Grain.MONTH}))
    assert told(until_tomorrow(length=100), "owner").keys() == {str(others[0])}
    assert told(until_tomorrow(length=200), "owner") == by_hand(until_tomorrow(length=200), "owner")


def test_the_migration_takes_out_the_sums_of_single_months_and_may_run_twice(stage: Stage) -> None:
    """Over the data of the release before, which kept them by owner; they must never be taken for totals."""
    some_payments()
    keeping.keep()
    halves = payment_sum.collection().count_documents({"grain": Grain.HALF_HOUR})
    payment_sum.collection().delete_many({"grain": Grain.MONTH})
    payment_sum.collection().delete_one({"_id": Grain.MONTH})
    ended, of = payment_sum.kept_until(Grain.HALF_HOUR), {"kind": "cars", "owner_id": OWNERS[0], "currency": "USD"}
    month = {"grain": "month", "at": Grain.MONTH.start_of(clock.now() - timedelta(days=60)), **of}
    sums = {"count": 1, "amount": 100, "fee_amount": 33, "tax_amount": 0}
    payment_sum.collection().insert_one({"_id": month, **month, **sums})
    payment_sum.collection().insert_one({"_id": "month", "until": ended})
    [script] = SCRIPTS.glob("*_month_totals.py")

    for _ in range(2):
        _load(script)(mongo.database())
    assert payment_sum.collection().count_documents({}) == halves + 1
    assert payment_sum.kept_until(Grain.HALF_HOUR) == ended
    keeping.keep()

    assert told(until_tomorrow(), "owner") == by_hand(until_tomorrow(), "owner")
    assert payment_sum.kept_until(Grain.MONTH)


def test_the_migration_makes_the_index_and_may_run_twice(stage: Stage) -> None:
    """Over the data of the release before, which has payments and no sums; the first run of the task makes them."""
    some_payments()
    expected = by_hand(until_tomorrow(), "owner")
    payment_sum.collection().drop()
    [script] = SCRIPTS.glob("*_payment_sums.py")

    for _ in range(2):
        _load(script)(mongo.database())
    assert told(until_tomorrow(), "owner") == expected
    keeping.keep()
    purged()

    assert told(until_tomorrow(), "owner") == expected
    assert len(payment_sum.collection().index_information()) == 2


@pytest.mark.parametrize("group_by", ["day", "kind", "owner"])
def test_of_the_ledger_only_what_is_not_added_up_yet_is_read(stage: Stage, profiled: Profiled, group_by: str) -> None:
    for _ in range(50):
        paid(clock.now() - timedelta(days=LONG_AGO))
    keeping.keep()
    paid(clock.now())

    with profiled() as statements:
        revenue(until_tomorrow(length=200), group_by)

    assert _examined(statements, "payments") == (1, 0)
    assert _examined(statements, "payment_sums") == (1, 1)  # the row that says how far sums are kept


def _examined(statements: list[Record], collection: str) -> tuple[int, int]:
    """Keys beside those of ids, and documents."""
    found = [each for each in statements if each["ns"].endswith(f".{collection}") and "keysExamined" in each]
    by_id = sum(each["planSummary"] == "IDHACK" for each in found)
    keys, documents = (sum(each[name] for each in found) for name in ("keysExamined", "docsExamined"))
    return keys - by_id, documents
