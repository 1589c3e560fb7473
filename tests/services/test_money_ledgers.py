"""Every payment and every refund stands in a ledger, from the commit that it belongs to."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.errors import BrokenInvariant
from drivesphere.domain.payment import PaymentStatus, Refund, RefundState, status_of
from drivesphere.infra import mongo
from drivesphere.models import booking, outbox, payment, refund
from drivesphere.services import bookings, refunds
from tests.races.ledger import broken
from tests.stage import Till, expire_unasked


def paid(till: Till) -> tuple[ObjectId, ObjectId]:
    """A confirmed booking that was paid for: (client id, booking id)."""
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    return ada, held


def only(rows: list[dict[str, Any]]) -> dict[str, Any]:
    [row] = rows
    return row


def test_a_payment_is_entered_with_whose_money_it_is(till: Till) -> None:
    _, held = paid(till)

    row, found = only(payment.of_booking(held)), till.booking(held)

    assert row["_id"] == found["payment"]["payment_id"]
    assert (row["amount"], row["currency"], row["outcome"]) == (12_124, "USD", "kept")
    assert (row["owner_amount"], row["fee_amount"], row["tax_amount"]) == (10_000, 1_200, 924)
    assert (row["owner_id"], row["listing_id"], row["kind"]) == (found["owner_id"], found["listing_id"], "cars")
    assert row["received_at"] <= found["history"][-1]["at"]


def test_money_that_bought_nothing_is_entered_as_returned_with_its_refund(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    expire_unasked(till, held)
    till.hold(till.booking(held)["listing_id"], till.person("Ben"))

    till.report(held)

    assert only(payment.of_booking(held))["outcome"] == "returned"
    row = only(refund.of_booking(held))
    assert (row["reason"], row["actor"], row["amount"], row["state"]) == (
        "lost_to_another",
        "stripe",
        12_124,
        "pending",
    )


def test_a_refund_is_entered_before_stripe_is_asked_and_moved_on_by_its_answer(till: Till) -> None:
    ada, held = paid(till)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    asked = only(refund.of_booking(held))

    [made] = till.refunds()

    done = only(refund.of_booking(held))
    assert asked["_id"] == f"refund:{held}:{asked['payment_id']}"
    assert (asked["state"], asked["refund_id"], asked["actor"]) == ("pending", None, f"client:{ada}")
    assert (done["state"], done["refund_id"]) == ("succeeded", made["id"])
    assert done["settled_at"] >= asked["requested_at"]
    assert till.booking(held)["payment_status"] == "refunded"


def test_refunds_in_parts_have_keys_of_their_own_and_end_with_all_of_it(till: Till) -> None:
    _, held = paid(till)
    for amount in (1, 4_999, 7_124):
        ask(held, amount)

    made = till.refunds()

    rows = refund.of_booking(held)
    assert [each["amount"] for each in made] == [1, 4_999, 7_124]
    assert [row["_id"].rpartition(":")[2] for row in rows[1:]] == ["2", "3"]
    assert [sum(row[part] for row in rows) for part in ("owner_amount", "fee_amount", "tax_amount")] == [
        10_000,
        1_200,
        924,
    ]
    assert till.booking(held)["payment_status"] == "refunded"


def test_no_more_goes_back_than_was_paid(till: Till) -> None:
    _, held = paid(till)
    ask(held, 12_000)

    with pytest.raises(BrokenInvariant):
        ask(held, 125)

    assert len(refund.of_booking(held)) == 1


def ask(held: ObjectId, amount: int) -> None:
    """Ask for a part of what was paid, as whoever gives money back does."""

    def work(session: Any) -> None:
        found = booking.read(session, held)
        booking.amend(session, held, {}, {"refund": {"amount": (found.get("refund") or {}).get("amount", 0) + amount}})
        refunds.ask(session, found, found["payment"], amount, reason="goodwill", actor="test")

    mongo.transaction(work)


def test_an_answer_that_is_written_down_twice_changes_nothing_more(till: Till) -> None:
    ada, held = paid(till)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    till.refunds()
    before = only(refund.of_booking(held)), till.booking(held)

    refunds.note(before[0]["_id"], Refund(before[0]["refund_id"], "succeeded"))

    assert (only(refund.of_booking(held)), till.booking(held)) == before


@pytest.mark.parametrize("said", ["failed", "canceled"])
def test_a_refund_that_failed_is_owed_still(till: Till, said: str) -> None:
    ada, held = paid(till)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())

    refunds.note(only(refund.of_booking(held))["_id"], Refund("re_1", said))

    assert only(refund.of_booking(held))["state"] == "failed"
    assert till.booking(held)["payment_status"] == "refund_pending"


def test_an_order_of_the_release_before_is_carried_out_under_its_key(till: Till) -> None:
    ada, held = paid(till)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    outbox.collection().update_one({"effect": "refund"}, {"$unset": {"payload.key": ""}})

    till.refunds()

    assert only(refund.of_booking(held))["state"] == "succeeded"
    assert not broken("I7")


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ([], PaymentStatus.PAID),
        ([(50, RefundState.PENDING)], PaymentStatus.REFUND_PENDING),
        ([(50, RefundState.SUCCEEDED), (50, RefundState.FAILED)], PaymentStatus.REFUND_PENDING),
        ([(99, RefundState.SUCCEEDED)], PaymentStatus.PARTIALLY_REFUNDED),
        ([(99, RefundState.SUCCEEDED), (1, RefundState.SUCCEEDED)], PaymentStatus.REFUNDED),
    ],
)
def test_what_a_booking_shows_follows_from_its_refunds(
    states: list[tuple[int, RefundState]], shown: PaymentStatus
) -> None:
    assert status_of(100, [{"amount": amount, "state": state} for amount, state in states]) == shown
