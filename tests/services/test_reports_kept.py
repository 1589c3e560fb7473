"""Reports come from the cache until something happens to a booking or its money; then the very next read is right."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.cancellation import ALL
from drivesphere.domain.days import Days
from drivesphere.domain.user import Role
from drivesphere.services import cancelling, housekeeping, partners
from drivesphere.services.cancelling.plan import Canceller, Wish
from drivesphere.services.orders import Partner
from drivesphere.services.reports import earnings, occupancy
from drivesphere.services.reports.kept import Whose, kept
from tests.stage import Till, expire_unasked, let_lapse, section, sections_of

Record = dict[str, Any]


def around_now() -> Days:
    """Yesterday to tomorrow, so that no midnight comes between a payment and its report."""
    today = clock.now().astimezone(UTC).date()
    return Days(today - timedelta(days=1), today + timedelta(days=1), ZoneInfo("UTC"))


def earned(whose: Whose) -> dict[str, int]:
    """What the report says in all, in dollars' cents; nothing where no money has moved."""
    report = earnings.report(whose, around_now(), group_by="day")
    total = next(iter(report["totals"]), {"gross": {}, "refunded": {}, "pending": {}, "net": {}})
    return {name: total[name].get("amount", 0) for name in ("gross", "refunded", "pending", "net")}


def owner_of(till: Till, booking_id: ObjectId) -> Whose:
    owner: ObjectId = till.booking(booking_id)["owner_id"]
    return Whose(owner)


def pay(till: Till, booking_id: ObjectId) -> None:
    till.sandbox.pay(till.session_of(booking_id))
    till.report(booking_id)


def cancel(till: Till, booking_id: ObjectId, role: Role = Role.CLIENT) -> None:
    """By its client, its owner, or an admin who gives all of the money back."""
    found = till.booking(booking_id)
    who = Canceller(role, found.get(f"{role}_id") or till.person("Iris", "admin"))
    cancelling.cancel(Wish(by=who, booking_id=booking_id, refunding=ALL, reason="Over"), till.no_key())


def by(role: Role) -> Callable[[Till, ObjectId], None]:
    return lambda till, booking_id: cancel(till, booking_id, role)


def test_the_very_next_report_shows_a_payment_a_cancellation_and_a_refund_that_arrived(till: Till) -> None:
    _, booking_id = till.unpaid()
    price = till.booking(booking_id)["quote"]["total"]["amount"]
    for whose in (owner_of(till, booking_id), Whose()):
        assert earned(whose) == {"gross": 0, "refunded": 0, "pending": 0, "net": 0}

    pay(till, booking_id)
    for whose in (owner_of(till, booking_id), Whose()):
        assert earned(whose) == {"gross": price, "refunded": 0, "pending": 0, "net": 10_000}

    cancel(till, booking_id)
    for whose in (owner_of(till, booking_id), Whose()):
        assert earned(whose) == {"gross": price, "refunded": price, "pending": price, "net": 0}

    till.refunds()
    for whose in (owner_of(till, booking_id), Whose()):
        assert earned(whose) == {"gross": price, "refunded": price, "pending": 0, "net": 0}


def test_money_that_came_too_late_shows_as_paid_and_as_on_its_way_back(till: Till) -> None:
    car = till.car()
    _, late = till.unpaid(car=car)
    expire_unasked(till, late)
    till.hold(car)
    assert earned(owner_of(till, late))["gross"] == 0

    pay(till, late)

    found = earned(owner_of(till, late))
    assert (found["gross"], found["net"]) == (found["refunded"], 0)
    assert found["pending"] == found["gross"] > 0


def paid_then(act: Callable[[Till, ObjectId], object]) -> Callable[[Till], tuple[ObjectId, Callable[[], object]]]:
    """A booking that is paid for, and what happens to it next."""

    def make(till: Till) -> tuple[ObjectId, Callable[[], object]]:
        _, booking_id = till.unpaid()
        pay(till, booking_id)
        return booking_id, lambda: act(till, booking_id)

    return make


def held_then(act: Callable[[Till, ObjectId], object]) -> Callable[[Till], tuple[ObjectId, Callable[[], object]]]:
    """A hold with its payment page open, and what happens to it next."""

    def make(till: Till) -> tuple[ObjectId, Callable[[], object]]:
        _, booking_id = till.unpaid()
        return booking_id, lambda: act(till, booking_id)

    return make


def hold_another(till: Till, booking_id: ObjectId) -> None:
    till.hold(till.booking(booking_id)["listing_id"], day=20)


def lapse(till: Till, booking_id: ObjectId) -> None:
    let_lapse(str(booking_id), minutes=13)
    housekeeping.sweep_holds()


def refund_arrives(till: Till, booking_id: ObjectId) -> None:
    cancel(till, booking_id)
    till.refunds()


HAPPENINGS = {
    "a hold": held_then(hold_another),
    "a payment": held_then(pay),
    "a lapse": held_then(lapse),
    "the cancellation of a hold": held_then(cancel),
    "a cancellation by the client": paid_then(by(Role.CLIENT)),
    "a cancellation by the owner": paid_then(by(Role.OWNER)),
    "a cancellation by an admin": paid_then(by(Role.ADMIN)),
    "a refund that arrives": paid_then(refund_arrives),
}


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_whatever_happens_to_a_booking_purges_its_owners_reports_and_the_platforms_and_no_others(
    till: Till, happening: str
) -> None:
    booking_id, happen = HAPPENINGS[happening](till)
    others = Whose(ObjectId())
    for whose in (owner_of(till, booking_id), Whose(), others):
        kept("probe", whose, {}, lambda: {"is": "old"})

    happen()

    found = [kept("probe", whose, {}, lambda: {"is": "new"})["is"] for whose in (owner_of(till, booking_id), Whose())]
    assert found == ["new", "new"]
    assert kept("probe", others, {}, lambda: {"is": "new"})["is"] == "old"


def test_a_slow_reader_cannot_put_an_old_number_back(till: Till) -> None:
    """It has read the ledger before the payment and files its report behind it."""
    _, booking_id = till.unpaid()
    whose, has_read, may_file = owner_of(till, booking_id), Event(), Event()

    def slowly() -> Record:
        has_read.set()
        may_file.wait()
        return {"is": "old"}

    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(kept, "probe", whose, {}, slowly)
        has_read.wait()
        pay(till, booking_id)
        may_file.set()
        assert slow.result()["is"] == "old"

    assert kept("probe", whose, {}, lambda: {"is": "new"})["is"] == "new"


def test_a_second_report_is_the_first_one(till: Till) -> None:
    _, booking_id = till.unpaid()
    whose = owner_of(till, booking_id)

    first, second = (earnings.report(whose, around_now(), group_by="day") for _ in range(2))

    assert first == second


def test_what_a_partner_books_and_cancels_shows_in_the_very_next_report(till: Till) -> None:
    event = till.event(sections=[section("Stand", 2_500, 4)], partner="acme")
    request = {"lines": [{"section_id": sections_of(event)["Stand"], "quantity": 1}]}
    assert sold(till) == 0

    booked = partners.book(Partner("acme", "dora"), "events", event, request, till.no_key())
    assert sold(till) == 1

    partners.cancel("acme", "events", ObjectId(booked.body["id"]), version=None, attempt=till.no_key())
    assert sold(till) == 0


def sold(till: Till) -> int:
    """Places of Omar's event."""
    days = Days(around_now().first, around_now().last + timedelta(days=30), ZoneInfo("UTC"))
    [total] = occupancy.report(till.omar, days, group_by="listing")["totals"]
    return int(total["booked"])
