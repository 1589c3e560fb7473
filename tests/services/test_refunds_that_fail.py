"""A refund that Stripe does not carry out at once, or never: it is shown as owed, and nobody loses sight of it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.models import outbox, refund
from drivesphere.services import bookings
from drivesphere.services import outbox as effects
from tests.races.ledger import broken_invariants
from tests.stage import Till


@pytest.fixture
def asked(till: Till) -> dict[str, Any]:
    """A cancelled booking whose refund the bank has not carried out yet."""
    till.sandbox.switch(refunds_pending=True)
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    effects.drain()
    return till.booking(held)


def state(found: dict[str, Any]) -> str:
    [row] = refund.of_booking(found["_id"])
    return str(row["state"])


def order(found: dict[str, Any]) -> str:
    row = outbox.collection().find_one({"booking_id": found["_id"], "effect": "refund"})
    assert row is not None
    return str(row["state"])


def ask_again() -> None:
    """As the next try would."""
    outbox.collection().update_many({"state": "pending"}, [{"$set": {"due_at": "$$NOW"}}])
    effects.drain()


def end(till: Till, found: dict[str, Any], *, succeeded: bool) -> None:
    """The bank has decided."""
    [row] = refund.of_booking(found["_id"])
    till.sandbox.settle_refund(row["refund_id"], succeeded=succeeded)


def test_a_refund_that_the_bank_takes_its_time_over_is_asked_about_until_it_is_done(
    till: Till, asked: dict[str, Any]
) -> None:
    ask_again()
    assert (state(asked), order(asked), asked["payment_status"]) == ("pending", "pending", "refund_pending")

    end(till, asked, succeeded=True)
    ask_again()

    assert (state(asked), order(asked)) == ("succeeded", "done")
    assert till.booking(asked["_id"])["payment_status"] == "refunded"
    assert till.sandbox.count("refunds_created") == 1
    assert broken_invariants() == []


def test_a_refund_that_failed_is_owed_still_and_somebody_is_told(
    till: Till, asked: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    end(till, asked, succeeded=False)

    with caplog.at_level(logging.ERROR):
        ask_again()

    assert (state(asked), order(asked)) == ("failed", "done")
    assert till.booking(asked["_id"])["payment_status"] == "refund_pending"
    assert "a person must look" in caplog.text


def test_a_refund_that_failed_does_not_look_as_if_it_had_arrived(till: Till, asked: dict[str, Any]) -> None:
    end(till, asked, succeeded=False)
    ask_again()

    shown = bookings.find(asked["client_id"], ObjectId(asked["_id"]))

    assert (shown["payment_status"], shown["refund"]["amount"]) == ("refund_pending", 12_124)
