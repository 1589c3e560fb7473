"""What was paid on days that are over is added up once an hour, and no payment, cancellation or refund is missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure

from drivesphere.domain import clock
from drivesphere.domain.days import Days
from drivesphere.domain.events import AvailabilityChanged
from drivesphere.domain.payment import Refund, RefundState
from drivesphere.infra import cache, mongo, redis
from drivesphere.models import money, payment, refund
from drivesphere.services import bookings, refunds
from drivesphere.services import outbox as effects
from drivesphere.services.reports import earnings, sums
from drivesphere.services.reports.kept import Whose
from tests.profiler import Profiled
from tests.stage import Stage, Till

Record = dict[str, Any]
OWNERS = [ObjectId() for _ in range(3)]
LONG_AGO = 40  # days
PARTS = ("owner_amount", "fee_amount", "tax_amount")


def until_tomorrow(zone: str = "UTC", length: int = 60) -> Days:
    """Whatever happens during a test is within, past midnight too."""
    last = clock.now().astimezone(UTC).date() + timedelta(days=1)
    return Days(last - timedelta(days=length - 1), last, ZoneInfo(zone))


def revenue(days: Days | None = None, group_by: str = "day") -> Record:
    return earnings.report(Whose(), days or until_tomorrow(), group_by=group_by)


def earned() -> dict[str, int]:
    [total] = revenue()["totals"]
    return {name: total[name]["amount"] for name in ("gross", "refunded", "pending", "net")}


# ------------------------------------------------------------------------------------- what the product does


@pytest.fixture
def asked(till: Till) -> Record:
    """The refund of a booking that was paid for and cancelled long ago; the bank has not carried it out yet."""
    till.sandbox.switch(refunds_pending=True)
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    effects.drain()
    for ledger in money.LEDGERS:
        ledger.rows().update_one({}, {"$set": {ledger.at: clock.now() - timedelta(days=LONG_AGO)}})
    redis.main().call(lambda client: client.flushdb())
    [row] = refund.of_booking(held)
    return row


ENDS = {"succeeded": lambda price: (price, price, 0, 0), "failed": lambda price: (price, 0, 0, 10_000)}
"""What is `earned` then: of a refund that failed nothing went back."""


@pytest.mark.parametrize("status", ENDS)
def test_the_very_next_report_shows_what_became_of_an_old_refund(asked: Record, status: str) -> None:
    price = asked["amount"]
    assert earned() == {"gross": price, "refunded": price, "pending": price, "net": 0}

    refunds.note(asked["_id"], Refund(asked["refund_id"], status))

    assert tuple(earned().values()) == ENDS[status](price)


@pytest.mark.parametrize("status", ENDS)
def test_it_would_not_if_refunds_were_kept_as_payments_are(
    asked: Record, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    keep_refunds(monkeypatch)
    before = earned()

    refunds.note(asked["_id"], Refund(asked["refund_id"], status))

    assert earned() == before


def keep_refunds(monkeypatch: pytest.MonkeyPatch) -> None:
    read, kept = money.sums, {}

    def sums_of(ledger: money.Ledger, days: Days, whose: Mapping[str, Any], by: str) -> list[Record]:
        found = read(ledger, days, whose, by)
        return [*map(dict, kept.setdefault((days, by), found))] if ledger is money.REFUNDS else found

    monkeypatch.setattr(money, "sums", sums_of)


def pay_one(till: Till) -> int:
    _, booking_id = till.unpaid()
    till.sandbox.pay(till.session_of(booking_id))
    till.report(booking_id)
    return int(till.booking(booking_id)["quote"]["total"]["amount"])


def test_the_very_next_report_shows_a_payment(till: Till) -> None:
    first = pay_one(till)
    assert earned()["gross"] == first

    second = pay_one(till)

    assert earned()["gross"] == first + second


def test_it_would_not_if_days_were_settled_before_they_are_over(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin."""
    monkeypatch.setattr(sums, "SETTLED_AFTER", timedelta(days=-3))
    first = pay_one(till)
    assert earned()["gross"] == first

    pay_one(till)

    assert earned()["gross"] == first


# --------------------------------------------------------------------------------- any ledgers, in any order


def paid(at: datetime, owner: ObjectId = OWNERS[0], amount: int = 100, kind: str = "cars") -> None:
    payment.collection().insert_one(_entry(owner, amount, kind) | {"received_at": at})


def owed(at: datetime, owner: ObjectId = OWNERS[0], amount: int = 100, kind: str = "cars") -> None:
    refund.collection().insert_one(_entry(owner, amount, kind) | {"requested_at": at, "state": "pending"})


def _entry(owner: ObjectId, amount: int, kind: str) -> Record:
    parts = {"owner_amount": amount - amount // 3, "fee_amount": amount // 3, "tax_amount": 0, "amount": amount}
    names = {"booking_id": ObjectId(), "listing_id": ObjectId(), "owner_id": owner, "kind": kind, "currency": "USD"}
    return {"_id": str(ObjectId())} | parts | names


def moved_on(state: RefundState) -> None:
    """The oldest refund of which anything is to be learnt."""
    for row in refund.collection().find().sort("requested_at", 1):
        if mongo.transaction(lambda session, key=row["_id"]: refund.move_on(session, key, state, "re_1")):
            return


def purged() -> None:
    """As each commit does."""
    cache.purge([AvailabilityChanged("cars", "1", owner_id=str(OWNERS[0]))])


WHO, AMOUNT, KIND = st.sampled_from(OWNERS), st.integers(1, 10**7), st.sampled_from(["cars", "events"])
Act = Callable[[datetime], None]
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda minutes, *what: lambda now: paid(now - timedelta(minutes=minutes), *what),
        st.integers(0, 10),  # ago: far more than it takes to enter a payment
        WHO,
        AMOUNT,
        KIND,
    ),
    st.builds(
        lambda hours, *what: lambda now: owed(now - timedelta(hours=hours), *what),
        st.integers(0, 24 * LONG_AGO),
        WHO,
        AMOUNT,
        KIND,
    ),
    st.sampled_from([RefundState.SUCCEEDED, RefundState.FAILED]).map(lambda state: lambda _: moved_on(state)),
)
BEFORE = st.lists(st.tuples(st.integers(24 * 2, 24 * LONG_AGO), WHO, AMOUNT, KIND), max_size=12)
"""Payments by how many hours ago they came."""


def by_hand(days: Days, group_by: str) -> dict[str, int]:
    """What is left for owners by day, kind or owner, from the ledgers row by row."""
    found: dict[str, int] = defaultdict(int)
    for sign, ledger in ((1, money.PAYMENTS), (-1, money.REFUNDS)):
        for row in ledger.rows().find({"state": {"$ne": "failed"}}):
            day = row[ledger.at].astimezone(days.zone).date().isoformat()
            key = {"day": day, "kind": row["kind"], "owner": str(row["owner_id"])}[group_by]
            found[key] += sign * row["owner_amount"]
    return {key: net for key, net in found.items() if net}


def told(days: Days, group_by: str) -> dict[str, int]:
    field = "period" if group_by == "day" else group_by
    rows = [(row[field], row["net"]["amount"]) for row in revenue(days, group_by)["rows"]]
    return {key["id"] if group_by == "owner" else key: net for key, net in rows if net}


def tell(**limits: Any) -> None:
    """Some payments of days that are over; then whatever happens, with the reports read after each step."""

    @settings(deadline=None, suppress_health_check=list(HealthCheck), **limits)
    @given(BEFORE, st.lists(ACTS, max_size=6), st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Kathmandu"]))
    def are_right(before: list[tuple[Any, ...]], acts: list[Act], zone: str) -> None:
        for ledger in money.LEDGERS:
            ledger.rows().delete_many({})
        redis.main().call(lambda client: client.flushdb())
        days = until_tomorrow(zone)
        for hours, *what in before:
            paid(clock.now() - timedelta(hours=hours), *what)
        for act in [lambda _: None, *acts]:
            act(clock.now())
            purged()
            for group_by in ("day", "kind", "owner"):
                assert told(days, group_by) == by_hand(days, group_by), group_by

    are_right()


def test_sums_are_to_the_cent_what_the_ledgers_say_after_every_step(stage: Stage) -> None:
    tell(max_examples=25)


def test_a_story_is_found_that_is_told_wrong_where_refunds_are_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_refunds(monkeypatch)

    with pytest.raises((AssertionError, FlakyFailure)):
        tell(max_examples=100, phases=[Phase.generate], database=None)


def test_a_story_is_found_that_is_told_wrong_where_days_are_settled_too_early(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "SETTLED_AFTER", timedelta(days=-3))

    with pytest.raises((AssertionError, FlakyFailure)):
        tell(max_examples=100, phases=[Phase.generate], database=None)


# ---------------------------------------------------------------------------------------- what it is good for


@pytest.mark.parametrize("group_by", ["day", "kind", "owner"])
def test_after_a_payment_only_the_days_that_are_not_settled_are_read_again(
    stage: Stage, profiled: Profiled, group_by: str
) -> None:
    for _ in range(50):
        paid(clock.now() - timedelta(days=LONG_AGO))
    revenue(group_by=group_by)
    paid(clock.now())
    purged()

    with profiled() as statements:
        revenue(group_by=group_by)

    assert sum(each.get("keysExamined", 0) for each in statements if each["ns"].endswith(".payments")) == 1


def test_a_report_of_one_kind_does_not_take_what_was_kept_of_another(stage: Stage) -> None:
    paid(clock.now() - timedelta(days=LONG_AGO), kind="cars")

    found = [earnings.report(Whose(), until_tomorrow(), group_by="day", kind=kind) for kind in ("cars", "events")]

    assert [len(each["totals"]) for each in found] == [1, 0]
