"""What the payment page is asked to say, and that one hold has one page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId

from drivesphere.domain.errors import KeyReused, Unavailable
from drivesphere.domain.idempotency import Attempt
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import booking
from drivesphere.services import bookings, checkout
from tests.stage import Till, let_lapse


def test_the_page_says_when_the_hold_ends_by_the_clock_of_the_place(till: Till) -> None:
    _, held = till.unpaid()

    [session] = till.sandbox.objects("checkout.session")
    ends = till.booking(held)["expires_at"].replace(tzinfo=UTC).astimezone(ZoneInfo("America/Los_Angeles"))
    assert f"kept for you until {ends.hour % 12 or 12}:{ends:%M %p %Z}." in session["custom_text"]["submit"]["message"]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("America/Los_Angeles", "4:28 AM PST"), ("Asia/Kolkata", "5:58 PM IST"), (None, "12:28 PM UTC")],
)
def test_the_end_is_shown_in_words_of_its_zone(zone: str | None, shown: str) -> None:
    note = checkout._note({"expires_at": datetime(2026, 12, 1, 12, 28, 59, tzinfo=UTC), "listing": {"time_zone": zone}})

    assert note == f"It is kept for you until {shown}. After that this page closes and nothing is charged."


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (("2026-12-04 18:00", "2026-12-06 18:00"), "Late Set, 04 Dec to 06 Dec 2026"),
        (("2026-12-05 04:30", "2026-12-05 07:00"), "Late Set, 04 Dec 2026, 20:30 to 23:00"),
        (("2026-12-05 06:00", "2026-12-05 09:30"), "Late Set, 04 Dec 2026, 22:00 to 01:30"),
        ((None, None), "Late Set"),
    ],
)
def test_the_page_says_what_is_paid_for_and_when_by_the_clock_of_the_place(
    span: tuple[str | None, str | None], shown: str
) -> None:
    starts_at, ends_at = (at and datetime.fromisoformat(f"{at}+00:00") for at in span)
    listing = {"title": "Late Set", "time_zone": "America/Los_Angeles"}

    assert checkout._title({"listing": listing, "starts_at": starts_at, "ends_at": ends_at}) == shown


def test_the_same_page_is_found_again_although_the_hold_was_moved_meanwhile(till: Till) -> None:
    _, held = till.unpaid()
    first = till.session_of(held)
    booking.collection().update_one({"_id": held}, {"$unset": {"checkout.session_id": "", "checkout.url": ""}})
    let_lapse(str(held), minutes=5)

    assert stripe_checkout.open_session(checkout._request(till.booking(held))).id == first


def test_an_attempt_of_an_earlier_release_is_asked_for_without_a_note(till: Till) -> None:
    _, held = till.unpaid()
    booking.collection().update_one({"_id": held}, {"$unset": {"checkout.note": ""}})

    assert checkout._request(till.booking(held)).note is None


def test_who_clicks_twice_is_told_at_worst_to_try_again_and_led_to_the_one_page(till: Till) -> None:
    """Stripe refuses a key while it is at another request with it; that is no fault and begins no second attempt."""
    ada = till.person("Ada")
    held = ObjectId(till.hold(till.car(), ada).body["id"])
    till.sandbox.fault("conflict", times=9, operation="session.create")

    with pytest.raises(Unavailable):
        till.open_page(ada, held)
    till.sandbox.switch(faults=[])

    assert till.booking(held)["checkout"]["attempt"] == 1
    assert till.open_page(ada, held)
    assert till.sandbox.count("sessions_created") == 1


def test_a_page_that_was_overtaken_by_another_attempt_is_closed_and_the_hold_stands(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = till.person("Ada")
    held = ObjectId(till.hold(till.car(), ada).body["id"])
    open_session = stripe_checkout.open_session

    def overtaken(request: Any) -> Any:
        opened = open_session(request)
        booking.collection().update_one({"_id": held}, {"$inc": {"checkout.attempt": 1}})
        return opened

    monkeypatch.setattr(stripe_checkout, "open_session", overtaken)
    with pytest.raises(Unavailable):
        till.open_page(ada, held)
    monkeypatch.undo()

    assert [session["status"] for session in till.sandbox.objects("checkout.session")] == ["expired"]
    assert till.open_page(ada, held)


def test_a_key_that_is_spent_closes_no_other_bookings_page(till: Till) -> None:
    ada = till.person("Ada")
    (_, one), (_, other) = till.unpaid(ada), till.unpaid(ada)
    spent = Attempt("ada|cancel|one-intent", "cancel one")
    bookings.cancel(ada, one, reason=None, attempt=spent)

    with pytest.raises(KeyReused):
        bookings.cancel(ada, other, reason=None, attempt=Attempt(spent.scope, "cancel other"))

    till.sandbox.pay(till.session_of(other))
    assert till.report(other) == "confirmed"
