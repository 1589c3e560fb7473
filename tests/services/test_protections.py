"""Protections that no race shows, each beside what happens without it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import Unavailable, WindowTaken
from drivesphere.domain.payment import Refund
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import booking, outbox, refund
from drivesphere.services import bookings, settlement
from drivesphere.services import outbox as effects
from tests.stage import Stage, Till, let_lapse

ELEVEN_MINUTES = timedelta(minutes=11)


def test_a_server_whose_clock_is_ahead_ends_no_hold_early(stage: Stage) -> None:
    car = stage.car()
    held = stage.hold(car).body["id"]

    with clock.frozen(clock.now() + ELEVEN_MINUTES), pytest.raises(WindowTaken):
        stage.hold(car)

    assert booking.collection().count_documents({"_id": ObjectId(held), "status": "pending"}) == 1


def test_a_hold_is_ten_minutes_long_whatever_the_servers_clock_says(stage: Stage) -> None:
    for shift in (-ELEVEN_MINUTES, ELEVEN_MINUTES):
        with clock.frozen(clock.now() + shift):
            held = stage.hold(stage.car()).body["id"]
        stored = booking.collection().find_one({"_id": ObjectId(held)})
        assert stored is not None
        assert stored["expires_at"] - stored["held_at"] == timedelta(minutes=10)


def test_a_worker_that_dies_after_the_refund_does_not_refund_again(till: Till) -> None:
    cancelled(till)
    for _ in range(3):  # the row comes back as if nobody had lived to tick it off
        outbox.collection().update_many({"effect": "refund"}, [{"$set": {"state": "pending", "due_at": "$$NOW"}}])
        effects.drain()

    assert till.sandbox.count("refunds_created") == 1


def test_half_a_refund_that_is_carried_out_twice_is_paid_once(till: Till) -> None:
    """Half, so that Stripe's own limit does not cover up for a missing key."""
    held = cancelled(till)
    halve_refund(till, held)

    for _ in range(2):
        outbox.collection().update_many({"effect": "refund"}, [{"$set": {"state": "pending", "due_at": "$$NOW"}}])
        effects.drain()

    assert till.sandbox.count("refunds_created") == 1
    assert till.booking(held)["payment_status"] == "partially_refunded"


def test_without_the_key_it_is_paid_twice(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: the same effect, and a key that is new each time."""
    held = cancelled(till)
    halve_refund(till, held)
    keyed = stripe_checkout.refund

    def unkeyed(payment_id: str, *, amount: int, key: str) -> Refund:
        return keyed(payment_id, amount=amount, key=f"{key}:{ObjectId()}")

    monkeypatch.setattr(stripe_checkout, "refund", unkeyed)

    for _ in range(2):
        outbox.collection().update_many({"effect": "refund"}, [{"$set": {"state": "pending", "due_at": "$$NOW"}}])
        refund.collection().update_many({}, {"$set": {"state": "pending", "refund_id": None}})
        effects.drain()

    assert till.sandbox.count("refunds_created") == 2


def halve_refund(till: Till, held: ObjectId) -> None:
    half = till.booking(held)["payment"]["amount"] // 2
    outbox.collection().update_one({"booking_id": held, "effect": "refund"}, {"$set": {"payload.amount": half}})
    refund.collection().update_one({"booking_id": held}, {"$set": {"amount": half}})


def test_a_row_that_somebody_works_on_is_not_taken_by_another(till: Till) -> None:
    cancelled(till)
    written = outbox.depth("pending")
    taken = [outbox.take_due() for _ in range(written + 1)]

    assert len({row["_id"] for row in taken if row}) == len([row for row in taken if row]) == written


def test_an_effect_about_money_is_never_given_up(till: Till) -> None:
    held = cancelled(till)
    till.sandbox.switch(down=True)
    outbox.collection().update_many({}, [{"$set": {"tries": 40, "due_at": "$$NOW"}}])

    effects.drain()

    states = {row["effect"]: row["state"] for row in outbox.collection().find({"booking_id": held})}
    assert states["refund"] == "pending"


def test_a_reply_lost_after_the_refund_is_refunded_once(till: Till) -> None:
    cancelled(till)
    till.sandbox.fault("error_after", times=1, operation="refund.create")

    effects.drain()
    outbox.collection().update_many({"effect": "refund"}, [{"$set": {"due_at": "$$NOW"}}])
    effects.drain()

    assert till.sandbox.count("faults.error_after") == 1
    assert till.sandbox.count("refunds_created") == 1
    assert outbox.collection().count_documents({"effect": "refund", "state": "done"}) == 1


def test_a_page_that_was_closed_first_takes_no_money(till: Till) -> None:
    _, held = till.unpaid()
    session = till.session_of(held)
    let_lapse(str(held))
    stripe_checkout.close_session(session)

    with pytest.raises(Exception, match="expired"):
        till.sandbox.pay(session)


def test_a_page_that_was_left_open_takes_money_for_nothing(till: Till) -> None:
    """The twin: free the car without asking Stripe first, and the client can still pay."""
    _, held = till.unpaid()
    let_lapse(str(held))
    settlement.lapse(till.booking(held), actor="test")

    till.sandbox.pay(till.session_of(held))

    assert till.booking(held)["status"] == "expired"
    assert till.sandbox.count("payments_succeeded") == 1


def test_a_cancellation_while_stripe_is_away_changes_nothing(till: Till) -> None:
    ada, held = till.unpaid()
    till.sandbox.switch(down=True)

    with pytest.raises(Unavailable):
        bookings.cancel(ada, held, reason=None, attempt=till.no_key())

    assert till.booking(held)["version"] == 1


def cancelled(till: Till) -> ObjectId:
    """A paid booking that was cancelled in time; its refund waits in the outbox."""
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    return held
