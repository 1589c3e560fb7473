"""What a client's bank has taken for good is ours no longer: ledger and booking say so, and nothing goes back twice."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.cancellation import left_to_refund
from drivesphere.models import mismatch, outbox, refund
from drivesphere.services import bookings
from tests.races.ledger import broken_invariants
from tests.services.test_reconciliation import PRICE, cancelled, made_long_ago, open_kinds, paid, payment_of, run
from tests.stage import Till


def lost(till: Till, held: ObjectId) -> dict[str, Any]:
    """A dispute about the payment of a booking that the bank has decided against us."""
    dispute: dict[str, Any] = till.sandbox.dispute(payment_of(till, held))
    till.sandbox.close_dispute(dispute["id"], won=False)
    return dispute


def lost_and_won_after_all(till: Till, held: ObjectId) -> None:
    """The bank has changed its mind, which the sandbox never lets it; we have heard of both."""
    dispute = lost(till, held)
    run()
    with till.sandbox.engine.till() as engine:
        engine.tx.save(dispute | {"status": "won"})
    run()


def parts(row: dict[str, Any]) -> int:
    return int(row["owner_amount"] + row["fee_amount"] + row["tax_amount"])


def states_of(held: ObjectId) -> list[tuple[str, str]]:
    return [(row["reason"], row["state"]) for row in refund.of_booking(held)]


def test_what_the_bank_has_taken_is_written_down_with_whose_money_it_was(till: Till) -> None:
    held = paid(till)
    dispute = lost(till, held)

    assert run()["repaired"] == {"refund_written_down": 1}

    [row], found = refund.of_booking(held), till.booking(held)
    assert (row["refund_id"], row["reason"], row["actor"], row["state"]) == (
        dispute["id"],
        "dispute",
        "stripe",
        "succeeded",
    )
    assert (parts(row), row["amount"], row["requested_at"].timestamp()) == (PRICE, PRICE, dispute["created"])
    assert (found["status"], found["payment_status"], left_to_refund(found)) == ("confirmed", "refunded", 0)
    assert found["history"][-1]["trigger"] == "charged_back"
    assert broken_invariants() == []


def test_it_is_written_down_once_and_told_to_nobody_as_a_refund_of_ours(till: Till) -> None:
    held = paid(till)
    mails = outbox.collection().count_documents({"effect": "mail"})
    lost(till, held)

    run(), run()

    assert len(refund.of_booking(held)) == 1
    assert outbox.collection().count_documents({"effect": "mail"}) == mails


def test_the_inbox_says_what_is_gone(till: Till) -> None:
    lost(till, paid(till))

    run()

    [_, said, counted] = (mismatch.collection().find_one({"kind": "disputed"}) or {})["evidence"]
    assert said == "Stripe says: lost."
    assert counted == "$121.24 is gone for good, and written down with the refunds."
    assert open_kinds() == ["disputed"]


def test_whoever_cancels_after_it_gets_nothing_once_more(till: Till) -> None:
    held = paid(till)
    lost(till, held)
    run()

    bookings.cancel(till.booking(held)["client_id"], held, reason=None, attempt=till.no_key())

    assert (till.booking(held)["status"], states_of(held)) == ("cancelled", [("dispute", "succeeded")])
    assert broken_invariants() == []


def test_a_refund_that_was_owed_is_fulfilled_by_it(till: Till) -> None:
    held = cancelled(till)
    lost(till, held)

    run()

    assert (states_of(held), till.refunds()) == ([("cancelled", "succeeded")], [])
    assert (open_kinds(), till.booking(held)["payment_status"]) == (["disputed"], "refunded")


def test_a_bank_that_takes_all_of_what_was_partly_refunded_is_believed(till: Till) -> None:
    held = paid(till)
    till.sandbox.refund(payment_of(till, held), 5_000)
    lost(till, held)

    run()

    found = till.booking(held)
    assert sorted((row["amount"], parts(row)) for row in refund.of_booking(held)) == [(5_000, 5_000), (PRICE, PRICE)]
    assert (found["payment_status"], found["refund"]["amount"], left_to_refund(found)) == ("refunded", PRICE + 5_000, 0)
    assert broken_invariants() == []


def test_a_dispute_that_is_lost_weeks_later_is_found_without_its_webhook(till: Till) -> None:
    held = paid(till)
    dispute = till.sandbox.dispute(payment_of(till, held))
    run()
    mismatch.collection().update_many({}, {"$set": {"state": "resolved"}})  # somebody has decided before the bank did
    made_long_ago(till, "dispute")
    till.sandbox.close_dispute(dispute["id"], won=False)

    run()

    assert states_of(held) == [("dispute", "succeeded")]


def test_what_the_bank_gives_back_after_all_is_ours_again(till: Till) -> None:
    held = paid(till)

    lost_and_won_after_all(till, held)

    assert (states_of(held), open_kinds()) == ([("dispute", "dropped")], [])
    assert (till.booking(held)["payment_status"], left_to_refund(till.booking(held))) == ("paid", PRICE)
    assert broken_invariants() == []


def test_a_refund_that_it_had_fulfilled_is_owed_again_then(till: Till) -> None:
    held = cancelled(till)

    lost_and_won_after_all(till, held)

    assert (states_of(held), open_kinds()) == ([("cancelled", "failed")], ["refund_failed"])
    assert till.booking(held)["payment_status"] == "refund_pending"
