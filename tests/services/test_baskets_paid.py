"""Baskets and money: paid, cancelled, paid too late, and all of it for what has no dates."""

from __future__ import annotations

from bson import ObjectId

from drivesphere.services import bookings, housekeeping
from drivesphere.services.mail_texts import compose
from tests.races.ledger import broken_invariants
from tests.stage import Stage, Till, expire_unasked, left_of, section, status_of

BOTH = [("Floor", 4), ("Balcony", 2)]


def test_a_paid_basket_is_confirmed_and_keeps_its_places(till: Till) -> None:
    event = till.event()
    _, held = till.unpaid_basket(event, BOTH)
    till.sandbox.pay(till.session_of(held))

    assert till.report(held) == "confirmed"

    assert housekeeping.sweep_holds() == 0
    assert left_of(event) == {"Floor": 6, "Balcony": 4}
    assert broken_invariants() == []


def test_cancelling_a_paid_basket_gives_back_its_money_and_all_its_places(till: Till) -> None:
    event = till.event()
    ada, held = till.unpaid_basket(event, BOTH)
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    preview = bookings.preview_cancellation(ada, held)

    bookings.cancel(ada, held, reason=None, attempt=till.no_key())

    assert [refund["amount"] for refund in till.refunds()] == [preview["refund"]["amount"]]
    assert preview["refund"]["amount"] == till.booking(held)["quote"]["total"]["amount"]
    assert left_of(event) == {"Floor": 10, "Balcony": 6}
    assert broken_invariants() == []


def test_money_that_comes_late_buys_the_basket_again_where_all_of_it_is_free(till: Till) -> None:
    event = till.event()
    _, held = till.unpaid_basket(event, BOTH)
    till.sandbox.pay(till.session_of(held))
    expire_unasked(till, held)

    assert till.report(held) == "reclaimed"

    assert left_of(event) == {"Floor": 6, "Balcony": 4}
    assert till.refunds() == []
    assert broken_invariants() == []


def test_money_that_comes_late_for_a_basket_of_which_one_section_is_gone_goes_back(till: Till) -> None:
    event = till.event()
    _, held = till.unpaid_basket(event, BOTH)
    till.sandbox.pay(till.session_of(held))
    expire_unasked(till, held)
    till.place(event, [("Balcony", 5)])

    assert [till.report(held) for _ in range(2)] == ["refunded", "nothing_to_do"]

    assert left_of(event) == {"Floor": 10, "Balcony": 1}
    assert len(till.refunds()) == 1
    assert broken_invariants() == []


def test_a_booking_without_dates_can_be_held_paid_previewed_and_cancelled(till: Till) -> None:
    event = till.event(starts_at=None, ends_at=None)
    ada, held = till.unpaid_basket(event, BOTH)
    till.sandbox.pay(till.session_of(held))
    till.report(held)

    preview = bookings.preview_cancellation(ada, held)
    cancelled = bookings.cancel(ada, held, reason=None, attempt=till.no_key()).body

    assert preview["free_until"] is None
    assert (cancelled["status"], cancelled["starts_at"], cancelled["refund"]) == ("cancelled", None, preview["refund"])
    assert preview["refund"]["amount"] > 0
    assert broken_invariants() == []


def test_a_booking_without_dates_is_never_over(stage: Stage) -> None:
    event, ada = stage.event(starts_at=None, ends_at=None, sections=[section("Pass", 0, 5)]), stage.person("Ada")
    booked = stage.place(event, [("Pass", 1)], ada).body["id"]

    housekeeping.complete_finished()

    assert status_of(booked) == "confirmed"
    assert bookings.find(ada, ObjectId(booked))["status"] == "confirmed"


def test_mails_about_places_say_which_and_when(till: Till) -> None:
    dated, undated = till.event(), till.event(starts_at=None, ends_at=None)
    texts = [mailed(till, till.unpaid_basket(event, BOTH)[1]) for event in (dated, undated)]

    assert all("Places: 4 x Floor, 2 x Balcony\nPaid: " in text for text in texts)
    assert ["From: " in text for text in texts] == [True, False]


def mailed(till: Till, held: ObjectId) -> str:
    """The text of the confirmation, once the booking is paid for."""
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    return compose("confirmed", till.booking(held), {}).text
