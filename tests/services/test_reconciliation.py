"""A run brings our books in line with Stripe's, however much of what Stripe has told us got lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import Rejected
from drivesphere.domain.mismatch import Decision
from drivesphere.models import booking, mismatch, outbox, payment, reconciliation_run, refund
from drivesphere.services import bookings, decisions, mismatches, reconciliation
from tests.races.ledger import broken_invariants
from tests.stage import Till, expire_unasked, let_lapse

PRICE = 12_124  # of a day in the car of the tests, with fee and tax


def run() -> dict[str, Any]:
    """A run that begins an hour ago, because nothing here is older."""
    found = reconciliation.run("command line", since=clock.now() - timedelta(hours=1))
    assert found["state"] == "done", found["problem"]
    return found


def paid_unheard(till: Till) -> ObjectId:
    """A hold that was paid for; nobody has told us."""
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    return held


def paid(till: Till) -> ObjectId:
    held = paid_unheard(till)
    assert till.report(held) == "confirmed"
    return held


def payment_of(till: Till, held: ObjectId) -> str:
    return str(till.booking(held)["payment"]["payment_id"])


def open_kinds() -> list[str]:
    return sorted(row["kind"] for row in mismatch.collection().find({"state": "open"}))


def test_a_payment_that_nobody_told_us_of_confirms_its_booking(till: Till) -> None:
    held = paid_unheard(till)

    found = run()

    assert till.booking(held)["status"] == "confirmed"
    assert (found["repaired"], found["looked_at"]["payments"]) == ({"confirmed": 1}, 1)
    assert broken_invariants() == []


def test_a_second_run_finds_nothing_to_do(till: Till) -> None:
    held = paid_unheard(till)
    till.sandbox.refund(till.sandbox.objects("payment_intent")[0]["id"], 1_000)
    run()
    before = till.booking(held), payment.of_booking(held), refund.of_booking(held)

    again = run()

    assert (again["repaired"], again["new_mismatches"]) == ({}, 0)
    assert (till.booking(held), payment.of_booking(held), refund.of_booking(held)) == before


def test_money_that_came_too_late_is_claimed_again_or_goes_back_once(till: Till) -> None:
    free, car = paid_unheard(till), till.car()
    _, lost = till.unpaid(car=car)
    till.sandbox.pay(till.session_of(lost))
    expire_unasked(till, free)
    let_lapse(str(lost), minutes=13)
    till.hold(car)

    found = [run() for _ in range(2)]

    assert found[0]["repaired"] == {"reclaimed": 1, "refunded": 1}
    assert (till.booking(free)["status"], till.booking(lost)["status"]) == ("confirmed", "expired")
    assert [made["amount"] for made in till.refunds()] == [PRICE]


def test_a_page_that_was_left_open_for_a_cancelled_hold_is_closed(till: Till) -> None:
    ada, held = till.unpaid()
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    outbox.collection().delete_many({})
    other = left_open(till)

    found = run()

    assert found["repaired"] == {"page_closed": 1}
    assert {page["status"] for page in till.sandbox.objects("checkout.session")} == {"expired"}
    assert till.booking(other)["status"] == "expired"


def left_open(till: Till) -> ObjectId:
    """A hold that ended while Stripe could not be asked; the row that closes its page got lost."""
    _, held = till.unpaid()
    expire_unasked(till, held)
    outbox.collection().delete_many({})
    return held


def test_a_refund_in_the_dashboard_is_written_down_with_whose_money_it_was(till: Till) -> None:
    held = paid(till)
    made = till.sandbox.refund(payment_of(till, held), 1_212)

    assert run()["repaired"] == {"refund_written_down": 1}

    [row], found = refund.of_booking(held), till.booking(held)
    assert (row["refund_id"], row["reason"], row["actor"], row["state"]) == (
        made["id"],
        "dashboard",
        "stripe",
        "succeeded",
    )
    assert row["owner_amount"] + row["fee_amount"] + row["tax_amount"] == 1_212
    assert (found["payment_status"], found["refund"]["amount"]) == ("partially_refunded", 1_212)
    assert found["status"] == "confirmed"


def test_a_booking_that_was_wholly_refunded_in_the_dashboard_stands_until_somebody_decides(till: Till) -> None:
    held = paid(till)
    till.sandbox.refund(payment_of(till, held))

    found = run()

    assert (till.booking(held)["status"], till.booking(held)["payment_status"]) == ("confirmed", "refunded")
    assert (open_kinds(), found["open_mismatches"]) == (["refunded_but_booked"], 1)


def test_a_refund_that_was_made_and_not_written_down_is_written_down_and_not_made_again(till: Till) -> None:
    held = cancelled(till)
    till.sandbox.fault("drop_after", times=2, operation="refund.create")
    till.refunds()
    assert refund.of_booking(held)[0]["state"] == "pending"

    assert run()["repaired"] == {"refund_written_down": 1}

    due_again()
    assert len(till.refunds()) == 1
    assert (refund.of_booking(held)[0]["state"], till.booking(held)["payment_status"]) == ("succeeded", "refunded")


def cancelled(till: Till) -> ObjectId:
    """Paid and cancelled; Stripe was not asked for the refund yet."""
    held = paid(till)
    found = till.booking(held)
    bookings.cancel(found["client_id"], held, reason=None, attempt=till.no_key())
    return held


def due_again() -> None:
    """As if the pause of every row in the outbox were over."""
    outbox.collection().update_many({}, {"$set": {"due_at": clock.now() - timedelta(seconds=1)}})


def test_a_day_later_stripe_has_forgotten_the_key_and_there_is_still_one_refund(till: Till) -> None:
    cancelled(till)
    till.sandbox.fault("drop_after", times=2, operation="refund.create")
    till.refunds()
    till.sandbox.advance(25 * 60 * 60)
    due_again()

    assert [made["amount"] for made in till.refunds()] == [PRICE]


def test_a_refund_made_by_hand_in_place_of_ours_counts_as_ours(till: Till) -> None:
    held = cancelled(till)
    made = till.sandbox.refund(payment_of(till, held))

    run()

    assert [made["id"]] == [each["id"] for each in till.refunds()]
    [row] = refund.of_booking(held)
    assert (row["refund_id"], row["state"]) == (made["id"], "succeeded")
    assert outbox.collection().count_documents({"effect": "refund", "state": "pending"}) == 0
    assert open_kinds() == []


def test_a_refund_of_ours_for_which_too_little_is_left_is_listed(till: Till) -> None:
    held = cancelled(till)
    till.sandbox.refund(payment_of(till, held), 10_000)

    run()

    assert open_kinds() == ["refund_stuck"]
    assert till.booking(held)["payment_status"] == "refund_pending"


@pytest.mark.parametrize(("succeeded", "state"), [(True, "succeeded"), (False, "failed")])
def test_a_pending_refund_ends_as_the_bank_has_ended_it(till: Till, succeeded: bool, state: str) -> None:
    till.sandbox.switch(refunds_pending=True)
    held = cancelled(till)
    [made] = till.refunds()
    till.sandbox.settle_refund(made["id"], succeeded=succeeded)

    run()

    assert refund.of_booking(held)[0]["state"] == state
    assert open_kinds() == ([] if succeeded else ["refund_failed"])


def made_long_ago(till: Till, kind: str) -> None:
    """As if everything of this kind at Stripe were older than what a run looks at."""
    with till.sandbox.engine.till() as engine:
        for body in engine.tx.select("kind = ?", kind):
            engine.tx.save(body | {"created": body["created"] - 40 * 24 * 60 * 60})
        engine.tx.run("UPDATE objects SET created = created - 3456000 WHERE kind = ?", kind)


def test_a_refund_of_weeks_ago_that_the_bank_sends_back_is_found_without_its_webhook(till: Till) -> None:
    held = cancelled(till)
    [made] = till.refunds()
    made_long_ago(till, "refund")
    assert run()["looked_at"]["refunds"] == 0
    till.sandbox.settle_refund(made["id"], succeeded=False)

    found = run()

    assert found["looked_at"]["refunds"] == 1
    assert (refund.of_booking(held)[0]["state"], open_kinds()) == ("failed", ["refund_failed"])
    assert run()["new_mismatches"] == 0


def test_a_payment_for_a_booking_that_is_not_here_is_listed_until_it_has_gone_back(till: Till) -> None:
    payment_id = without_booking(till)

    found = run()
    till.sandbox.refund(payment_id)
    after = run()

    assert (found["paid_without_booking"], after["paid_without_booking"]) == (1, 0)
    assert mismatch.collection().find_one({"subject": payment_id})["state"] == "gone"  # type: ignore[index]
    assert payment.collection().count_documents({}) == 0


def without_booking(till: Till) -> str:
    """A payment whose booking a restored backup does not know."""
    held = paid_unheard(till)
    booking.collection().delete_one({"_id": held})
    return str(till.sandbox.objects("payment_intent")[-1]["id"])


def test_payments_refunds_and_disputes_of_another_shop_are_left_alone(till: Till) -> None:
    payment_id = without_booking(till)
    with till.sandbox.engine.till() as engine:
        for body in engine.tx.select("kind IN ('charge', 'checkout.session')"):
            engine.tx.save(body | {"metadata": {}})
    till.sandbox.refund(payment_id, 100)
    till.sandbox.dispute(payment_id)

    found = run()

    assert (found["repaired"], open_kinds(), found["looked_at"]["payments"]) == ({}, [], 0)


def test_an_amount_that_differs_is_listed(till: Till) -> None:
    held = paid(till)
    payment.collection().update_one({}, {"$set": {"amount": PRICE + 1}})

    run()

    assert open_kinds() == ["amount_differs"]
    assert till.booking(held)["status"] == "confirmed"


def test_a_payment_that_stripe_does_not_know_is_listed(till: Till) -> None:
    held = paid(till)
    with till.sandbox.engine.till() as engine:
        engine.tx.run("DELETE FROM objects WHERE kind IN ('charge', 'payment_intent', 'checkout.session')")

    run()

    assert open_kinds() == ["payment_unknown"]
    assert till.booking(held)["status"] == "confirmed"


@pytest.mark.parametrize("won", [True, False])
def test_a_dispute_is_listed_until_it_is_won(till: Till, won: bool) -> None:
    held = paid(till)
    dispute = till.sandbox.dispute(payment_of(till, held))
    run()
    assert open_kinds() == ["disputed"]

    till.sandbox.close_dispute(dispute["id"], won=won)
    run()

    assert open_kinds() == ([] if won else ["disputed"])


def test_a_dispute_about_money_without_a_booking_is_listed_too_and_there_is_no_booking_to_cancel(till: Till) -> None:
    payment_id = without_booking(till)
    till.sandbox.dispute(payment_id)

    run()

    assert open_kinds() == ["disputed", "payment_without_booking"]
    found = mismatch.collection().find_one({"kind": "disputed"}) or {}
    assert (found["payment_id"], found["booking_id"]) == (payment_id, None)
    assert mismatches.find(found["_id"])["decisions"] == ["accept"]
    with pytest.raises(Rejected):
        decisions.resolve(found["_id"], decisions.Verdict(Decision.CANCEL_BOOKING, by="admin:any"))


def test_stripe_being_away_is_said_and_the_mark_stays(till: Till) -> None:
    run()
    mark = reconciliation_run.mark()
    held = paid_unheard(till)
    till.sandbox.switch(down=True)

    failed = reconciliation.run("command line")

    assert (failed["state"], failed["problem"].partition(":")[2].strip()) == ("failed", "Stripe could not be asked.")
    assert (reconciliation_run.mark(), till.booking(held)["status"]) == (mark, "pending")


def test_one_payment_that_cannot_be_settled_stops_neither_the_others_nor_the_next_run(till: Till) -> None:
    broken, held = paid_unheard(till), paid_unheard(till)
    booking.collection().update_one({"_id": broken}, {"$unset": {"quote": 1}})

    failed = reconciliation.run("command line")

    assert (failed["state"], till.booking(held)["status"]) == ("failed", "confirmed")
    assert "KeyError" in failed["problem"]
    assert reconciliation_run.mark() is None or failed["until"] < failed["started_at"]


def test_more_than_one_page_is_read_to_its_end(till: Till) -> None:
    held = paid(till)
    for _ in range(101):
        till.sandbox.refund(payment_of(till, held), 10)

    assert run()["repaired"] == {"refund_written_down": 101}

    assert sum(row["amount"] for row in refund.of_booking(held)) == 1_010


def test_a_run_is_due_ten_minutes_after_the_last_and_when_somebody_asks(till: Till) -> None:
    first, second = reconciliation.run_due(), reconciliation.run_due()
    asked = reconciliation.request("admin:iris")
    third = reconciliation.run_due()

    assert first is not None
    assert second is None
    assert third is not None
    assert (third["_id"], third["state"]) == (asked["_id"], "done")


def test_a_run_that_has_died_is_said_to_be_abandoned(till: Till) -> None:
    dead = reconciliation_run.start("command line")
    silent = {"$set": {"seen_at": clock.now() - timedelta(minutes=6)}}
    reconciliation_run.collection().update_one({"_id": dead["_id"]}, silent)

    run()

    assert reconciliation.find(dead["_id"])["state"] == "abandoned"
