"""Pay, or free: whatever Stripe says, in any order, money and bookings agree."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.booking import Trigger
from drivesphere.domain.errors import Conflict, HoldExpired, IllegalTransition, NotFound, Unavailable
from drivesphere.domain.user import Role
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.models import booking, inventory, outbox
from drivesphere.services import bookings, cancelling, checkout, housekeeping, settlement, transitions
from drivesphere.services import outbox as effects
from drivesphere.services.cancelling.plan import Canceller, Wish, plan
from tests.races.ledger import broken_invariants
from tests.stage import Till, expire_unasked, let_lapse


def claims(car: ObjectId) -> list[dict[str, object]]:
    found = inventory.collection().find_one({"_id": car})
    assert found is not None
    return list(found["claims"])


def test_a_paid_hold_is_confirmed_and_its_claim_is_for_good(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))

    assert till.report(held) == "confirmed"

    booking = till.booking(held)
    assert (booking["status"], booking["payment_status"]) == ("confirmed", "paid")
    assert claims(booking["listing_id"])[0]["until"] is None
    assert broken_invariants() == []


def test_reports_may_come_twice_and_late(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))

    outcomes = [till.report(held) for _ in range(3)]

    assert outcomes == ["confirmed", "nothing_to_do", "nothing_to_do"]
    assert till.booking(held)["version"] == 2
    assert till.refunds() == []


def test_a_repeated_checkout_leads_to_the_same_page(till: Till) -> None:
    ada, held = till.unpaid()

    pages = {checkout.open_checkout(ada, held)["checkout_url"] for _ in range(3)}

    assert len(pages) == 1
    assert till.sandbox.count("sessions_created") == 1


def test_a_crash_after_stripe_opened_the_page_leads_back_to_it(till: Till) -> None:
    ada = till.person()
    held = ObjectId(till.hold(till.car(), ada).body["id"])
    till.sandbox.fault("drop_after", times=9, operation="session.create")
    with pytest.raises(Unavailable):
        checkout.open_checkout(ada, held)
    till.sandbox.switch(faults=[])

    checkout.open_checkout(ada, held)

    assert till.sandbox.count("sessions_created") == 1


def test_a_fault_that_stripe_keeps_for_the_key_does_not_make_the_hold_unpayable(till: Till) -> None:
    ada = till.person()
    held = ObjectId(till.hold(till.car(), ada).body["id"])
    till.sandbox.fault("error_saved", times=1, operation="session.create")
    with pytest.raises(Unavailable):
        checkout.open_checkout(ada, held)

    page = checkout.open_checkout(ada, held)

    assert page["checkout_url"]
    assert till.booking(held)["checkout"]["attempt"] == 2
    till.sandbox.pay(till.session_of(held))
    assert till.report(held) == "confirmed"


def test_paid_after_the_hold_lapsed_and_the_car_is_free_it_is_claimed_again(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    expire_unasked(till, held)

    assert till.report(held) == "reclaimed"

    assert till.booking(held)["status"] == "confirmed"
    assert till.refunds() == []
    assert broken_invariants() == []


def test_paid_after_somebody_else_took_the_car_the_money_goes_back_once(till: Till) -> None:
    car = till.car()
    _, held = till.unpaid(car=car)
    till.sandbox.pay(till.session_of(held))
    let_lapse(str(held), minutes=13)
    rival = till.hold(car)

    outcomes = [till.report(held) for _ in range(3)]

    assert rival.status == 201
    assert outcomes == ["refunded", "nothing_to_do", "nothing_to_do"]
    assert [refund["amount"] for refund in till.refunds()] == [till.booking(held)["quote"]["total"]["amount"]]
    assert (till.booking(held)["status"], till.booking(held)["payment_status"]) == ("expired", "refunded")
    assert broken_invariants() == []


def test_paid_after_a_cancellation_the_money_goes_back(till: Till) -> None:
    _, held = till.unpaid()
    session = till.session_of(held)
    till.sandbox.pay(session)
    cancel_unasked(held)

    assert till.report(held) == "refunded"
    assert len(till.refunds()) == 1


def test_the_sweep_closes_the_page_before_it_frees_the_car(till: Till) -> None:
    _, held = till.unpaid()
    let_lapse(str(held))

    housekeeping.sweep_holds()

    assert till.booking(held)["status"] == "expired"
    assert till.sandbox.objects("checkout.session")[0]["status"] == "expired"


def test_a_hold_that_was_paid_just_in_time_is_confirmed_by_the_sweep(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    let_lapse(str(held))

    housekeeping.sweep_holds()

    assert till.booking(held)["status"] == "confirmed"


def test_an_unreachable_stripe_keeps_the_hold_for_its_grace_and_no_longer(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.switch(down=True)
    let_lapse(str(held), minutes=11)
    housekeeping.sweep_holds()
    in_grace = till.booking(held)["status"]

    let_lapse(str(held), minutes=2)
    housekeeping.sweep_holds()

    assert (in_grace, till.booking(held)["status"]) == ("pending", "expired")
    assert outbox.collection().count_documents({"effect": "close_session"}) == 1


def test_an_open_page_keeps_the_claim_two_minutes_longer(till: Till) -> None:
    car = till.car()
    _, held = till.unpaid(car=car)
    let_lapse(str(held), minutes=11)
    with pytest.raises(Exception, match="faster"):
        till.hold(car)

    let_lapse(str(held), minutes=2)

    assert till.hold(car).status == 201


def test_a_wrong_amount_confirms_nothing_and_goes_back(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.sandbox.fault("wrong_amount", times=1, operation="session.retrieve")

    assert till.report(held) == "refunded"
    assert till.booking(held)["status"] == "pending"


def test_a_page_cannot_be_opened_for_what_is_no_hold_any_more(till: Till) -> None:
    ada, held = till.unpaid()
    let_lapse(str(held))

    with pytest.raises(HoldExpired):
        checkout.open_checkout(ada, held)
    with pytest.raises(NotFound):
        checkout.open_checkout(till.person("Ben"), held)


def test_the_return_page_learns_the_truth_without_a_webhook(till: Till) -> None:
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))

    assert checkout.reconcile(ada, held)["status"] == "confirmed"


def test_cancelling_in_time_refunds_what_the_preview_said(till: Till) -> None:
    ada, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    preview = bookings.preview_cancellation(ada, held)

    answer = bookings.cancel(ada, held, reason="plans changed", attempt=till.no_key())

    assert answer.body["status"] == "cancelled"
    assert answer.body["refund"] == preview["refund"]
    assert [refund["amount"] for refund in till.refunds()] == [preview["refund"]["amount"]]
    assert till.booking(held)["payment_status"] == "refunded"
    assert claims(till.booking(held)["listing_id"]) == []


def test_a_cancelled_booking_cannot_be_cancelled_again(till: Till) -> None:
    ada, held = till.unpaid()
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())

    with pytest.raises(IllegalTransition):
        bookings.cancel(ada, held, reason=None, attempt=till.no_key())


def test_a_cancellation_that_overlooked_the_payment_page_closes_it_all_the_same(till: Till) -> None:
    """Another tab opens the page between the look and the cancellation: nobody may pay for what was cancelled."""
    ada = till.person()
    held = ObjectId(till.hold(till.car(), ada).body["id"])
    wish = Wish(by=Canceller(Role.CLIENT, ada), booking_id=held)
    seen = plan(wish)
    checkout.open_checkout(ada, held)

    with pytest.raises(Conflict):
        mongo.transaction(lambda s: cancelling._commit(s, seen, wish, till.no_key()))
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())
    effects.drain()

    assert till.sandbox.objects("checkout.session")[0]["status"] == "expired"


def test_money_for_a_window_that_is_over_goes_back(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    expire_unasked(till, held)
    move_window(held, days=-20)

    assert till.report(held) == "refunded"
    assert till.booking(held)["status"] == "expired"


def test_a_report_about_an_unknown_booking_must_come_again(till: Till) -> None:
    _, held = till.unpaid()
    session = till.session_of(held)
    till.sandbox.pay(session)
    booking.collection().delete_one({"_id": held})

    with pytest.raises(Unavailable):
        settlement.settle(stripe_checkout.retrieve_session(session))


def cancel_unasked(held: ObjectId) -> None:
    """Cancel in the database alone, as a crash between page and commit would leave it."""

    def work(session: Any) -> None:
        after = transitions.advance(session, held, Trigger.CANCELLED, actor="test")
        assert after is not None
        transitions.release(session, after)

    mongo.transaction(work)


def move_window(held: ObjectId, *, days: int) -> None:
    """The booking's dates, some days away from where they are."""
    shift = {field: {"$add": [f"${field}", days * 86_400_000]} for field in ("starts_at", "ends_at")}
    booking.collection().update_one({"_id": held}, [{"$set": shift}])
