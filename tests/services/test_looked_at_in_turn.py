"""A run looks again at so many things that have no end: those which never get one take nobody else's turn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import PaymentRefused
from drivesphere.models import booking, mismatch, refund
from drivesphere.services import bookings, following, reconciliation
from tests.services.test_reconciliation import paid_unheard, run
from tests.stage import Till

FORTY_DAYS = 40 * 24 * 60 * 60


def cancelled(till: Till) -> ObjectId:
    """Paid and cancelled; Stripe was not asked for the refund yet."""
    held = paid_unheard(till)
    assert till.report(held) == "confirmed"
    bookings.cancel(till.booking(held)["client_id"], held, reason=None, attempt=till.no_key())
    return held


def without_booking(till: Till) -> str:
    """A payment whose booking a restored backup does not know."""
    held = paid_unheard(till)
    booking.collection().delete_one({"_id": held})
    return str(till.sandbox.objects("payment_intent")[-1]["id"])


def long_ago(till: Till, *kinds: str) -> None:
    """As if everything of these kinds at Stripe were older than what a run looks at."""
    with till.sandbox.engine.till() as engine:
        for body in (body for kind in kinds for body in engine.tx.select("kind = ?", kind)):
            engine.tx.save(body | {"created": body["created"] - FORTY_DAYS})
        for kind in kinds:
            engine.tx.run("UPDATE objects SET created = created - ? WHERE kind = ?", FORTY_DAYS, kind)


def made_at_stripe(till: Till, count: int) -> list[dict[str, Any]]:
    """Cancelled bookings whose refunds the bank has not carried out yet, in the order of their asking."""
    till.sandbox.switch(refunds_pending=True)
    for _ in range(count):
        cancelled(till)
    till.refunds()
    return list(refund.collection().find().sort("requested_at", 1))


def states_of(rows: list[dict[str, Any]]) -> list[str]:
    return [(refund.find(row["_id"]) or {})["state"] for row in rows]


def settled_of_weeks_ago(till: Till, row: dict[str, Any]) -> None:
    """The bank has carried the refund out so long ago that no list of Stripe's names it any more."""
    till.sandbox.settle_refund(row["refund_id"], succeeded=True)
    long_ago(till, "refund", "event")


def states_of_the_last(till: Till, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """After each of three runs, which look at two of five refunds; of these four never end."""
    monkeypatch.setattr(reconciliation, "MOST_OPEN", 2)
    rows = made_at_stripe(till, 5)
    settled_of_weeks_ago(till, rows[-1])
    return [(run(), states_of(rows)[-1])[1] for _ in range(3)]


def test_refunds_that_never_end_keep_no_other_from_its_turn(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    assert states_of_the_last(till, monkeypatch) == ["pending", "pending", "succeeded"]


def test_without_a_place_at_the_end_they_keep_it_for_ever(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: those that wait longest are looked at, and stay in front."""
    monkeypatch.setattr(refund, "look_at", lambda _: None)

    assert states_of_the_last(till, monkeypatch) == ["pending"] * 3


@pytest.mark.parametrize("error", [KeyError("balance_transaction"), PaymentRefused("No such payment_intent")])
def test_refunds_that_stripe_cannot_be_asked_about_keep_no_other_from_its_turn(
    till: Till, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(reconciliation, "MOST_OPEN", 1)
    rows = made_at_stripe(till, 2)
    settled_of_weeks_ago(till, rows[1])
    look = following.payment

    def breaks(payment_id: str) -> str:
        if payment_id == rows[0]["payment_id"]:
            raise error
        return look(payment_id)

    monkeypatch.setattr(following, "payment", breaks)
    states = [reconciliation.run("command line", since=clock.now() - timedelta(hours=1))["state"] for _ in range(2)]

    assert (states, states_of(rows)) == (["failed", "done"], ["pending", "succeeded"])


def test_new_refunds_do_not_overtake_those_that_wait_for_their_turn(till: Till) -> None:
    first = made_at_stripe(till, 2)
    refund.look_at(first[0]["_id"])

    made_at_stripe(till, 1)

    assert [row["_id"] for row in refund.waiting(2)] == [first[1]["_id"], first[0]["_id"]]


def forgotten_at_stripe(till: Till, payment_id: str) -> None:
    """As if another account of Stripe's were asked, which has no such payment."""
    with till.sandbox.engine.till() as engine:
        for body in engine.tx.select("kind IN ('charge', 'payment_intent', 'checkout.session')"):
            if payment_id in (body["id"], body.get("payment_intent")):
                engine.tx.run("DELETE FROM objects WHERE id = ?", body["id"])


def test_mismatches_that_cannot_be_looked_at_keep_no_other_from_its_turn(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciliation, "MOST_OPEN", 1)
    gone, returned = without_booking(till), without_booking(till)
    run()
    forgotten_at_stripe(till, gone)
    first = dict.fromkeys(("seen_at", "looked_at"), clock.now() - timedelta(days=2))
    mismatch.collection().update_one({"subject": gone}, {"$set": first})
    till.sandbox.refund(returned)
    long_ago(till, "charge", "refund", "event")

    states = [(run(), (mismatch.collection().find_one({"subject": returned}) or {})["state"])[1] for _ in range(2)]

    assert states == ["open", "gone"]
