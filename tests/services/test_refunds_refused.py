"""A refund that Stripe will not make waits where a person sees it, with Stripe's own words, and goes on by itself."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.models import mismatch, outbox, refund
from tests.services.test_looked_at_in_turn import forgotten_at_stripe
from tests.services.test_reconciliation import cancelled, due_again, open_kinds, payment_of, run
from tests.stage import Till

A_DAY_AND_AN_HOUR = 25 * 60 * 60


def refused(till: Till) -> tuple[ObjectId, dict[str, Any]]:
    """A cancelled booking whose refund Stripe refused, for the bank had just opened a dispute; both."""
    held = cancelled(till)
    dispute = till.sandbox.dispute(payment_of(till, held))
    assert till.refunds() == []
    return held, dispute


def told(kind: str) -> str:
    found = mismatch.collection().find_one({"kind": kind})
    return " ".join(found["evidence"]) if found else ""


def test_what_stripe_said_is_kept_with_the_refund_and_what_tries_it(till: Till) -> None:
    held, _ = refused(till)

    [row], [effect] = refund.of_booking(held), outbox.collection().find({"effect": "refund"})

    assert "has been charged back" in row["refused"]
    assert (effect["state"], effect["last_error"]) == ("pending", f"PaymentRefused: {row['refused']}")


def test_while_the_dispute_is_open_it_alone_is_listed(till: Till) -> None:
    refused(till)

    run()

    assert open_kinds() == ["disputed"]


def test_a_refund_that_stripe_refuses_after_a_dispute_was_won_is_listed_until_it_is_made(till: Till) -> None:
    """Stripe repeats an answer for a day, also when its reason has gone."""
    held, dispute = refused(till)
    till.sandbox.close_dispute(dispute["id"], won=True)
    due_again()
    till.refunds()
    run()
    listed, said = open_kinds(), told("refund_stuck")

    till.sandbox.advance(A_DAY_AND_AN_HOUR)
    due_again()
    [made] = till.refunds()
    run()

    assert (listed, "has been charged back" in said) == (["refund_stuck"], True)
    assert (open_kinds(), made["status"], till.booking(held)["payment_status"]) == ([], "succeeded", "refunded")


def test_a_refund_that_is_asked_for_after_a_dispute_was_won_is_made_at_once(till: Till) -> None:
    held = cancelled(till)
    dispute = till.sandbox.dispute(payment_of(till, held))
    till.sandbox.close_dispute(dispute["id"], won=True)

    [made] = till.refunds()

    assert (made["status"], "refused" in refund.of_booking(held)[0]) == ("succeeded", False)


def test_a_refund_of_a_payment_that_stripe_does_not_have_is_listed(till: Till) -> None:
    held = cancelled(till)
    forgotten_at_stripe(till, payment_of(till, held))
    assert till.refunds() == []

    run()

    assert open_kinds() == ["refund_stuck"]
    assert "No such payment_intent" in told("refund_stuck")
