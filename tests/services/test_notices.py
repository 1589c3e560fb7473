"""Who is written to when something happens to a booking, once each."""

from __future__ import annotations

from pathlib import Path

import pytest
from bson import ObjectId

from drivesphere.domain.idempotency import Attempt
from drivesphere.models import outbox as rows
from drivesphere.models import user
from drivesphere.services import bookings, housekeeping, outbox, partners
from drivesphere.services.orders import Partner
from tests.mailroom import Mailroom, deliver_into, text_of
from tests.stage import Stage, Till, expire_unasked, let_lapse, section, sections_of


@pytest.fixture
def post(till: Till, tmp_path: Path) -> Mailroom:
    return deliver_into(till, tmp_path / "mail")


def paid(till: Till, ada: ObjectId, **changes: ObjectId) -> ObjectId:
    """A booking that Ada has paid for."""
    _, booked = till.unpaid(ada, till.car(**changes))
    till.sandbox.pay(till.session_of(booked))
    till.report(booked)
    return booked


def test_a_paid_booking_is_told_to_the_client_and_to_the_owner(till: Till, post: Mailroom) -> None:
    ada, omar = till.person("Ada"), till.person("Omar", "owner")

    booked = paid(till, ada, owner_id=omar)

    assert post.subjects(ada) == ["Confirmed: Tesla Model X 2019"]
    assert post.subjects(omar) == ["New booking: Tesla Model X 2019"]
    assert str(booked) in text_of(post.sent()[0])


def test_a_cancellation_is_told_to_both_with_what_comes_back(till: Till, post: Mailroom) -> None:
    ada, omar = till.person("Ada"), till.person("Omar", "owner")
    booked = paid(till, ada, owner_id=omar)
    back = bookings.preview_cancellation(ada, booked)["refund"]["amount"]

    bookings.cancel(ada, booked, reason=None, attempt=till.no_key())

    assert "Cancelled: Tesla Model X 2019" in post.subjects(ada)
    assert "Booking cancelled: Tesla Model X 2019" in post.subjects(omar)
    [told] = [text_of(message) for message in post.sent() if message["Subject"].startswith("Cancelled")]
    assert f"Refund: {back // 100}.{back % 100:02d} USD" in told


def test_a_client_who_did_not_pay_in_time_is_told_and_the_owner_is_not(till: Till, post: Mailroom) -> None:
    ada, omar = till.person("Ada"), till.person("Omar", "owner")
    _, held = till.unpaid(ada, till.car(owner_id=omar))
    let_lapse(str(held))

    housekeeping.sweep_holds()

    assert post.subjects(ada) == ["Your hold has ended: Tesla Model X 2019"]
    assert post.subjects(omar) == []


def test_a_client_whose_payment_came_too_late_is_told_that_it_goes_back(till: Till, post: Mailroom) -> None:
    ada, car = till.person("Ada"), till.car()
    _, held = till.unpaid(ada, car)
    till.sandbox.pay(till.session_of(held))
    expire_unasked(till, held)
    till.hold(car)

    for _ in range(2):
        till.report(held)

    assert post.subjects(ada).count("Your payment goes back: Tesla Model X 2019") == 1
    [told] = [text_of(message) for message in post.sent() if message["Subject"].startswith("Your payment goes back")]
    assert "Refund: 121.24 USD" in told


def test_who_never_went_to_pay_gets_no_mail(till: Till, post: Mailroom) -> None:
    ada = till.person("Ada")
    let_lapse(till.hold(till.car(), ada).body["id"])

    housekeeping.sweep_holds()

    assert post.sent() == []


def test_what_is_free_is_told_like_what_is_paid(stage: Stage, mailroom: Mailroom) -> None:
    ada, event = stage.person("Ada"), stage.event(sections=[section("Floor", 0, 3)])

    stage.place(event, [("Floor", 2)], ada)

    assert mailroom.subjects(ada) == ["Confirmed: Late Set at the Lantern"]
    assert "Paid: nothing, it is free" in text_of(mailroom.sent()[0])


def test_what_a_partner_books_is_between_the_partner_and_its_users(stage: Stage, mailroom: Mailroom) -> None:
    event = stage.event(partner="acme", owner_id=partners.owner_of("acme")["_id"])
    wanted = {"lines": [{"section_id": sections_of(event)["Floor"], "quantity": 1}]}

    partners.book(Partner("acme", "ada"), "events", event, wanted, Attempt(None, ""))

    assert rows.collection().count_documents({}) == 0
    assert mailroom.sent() == []


@pytest.mark.parametrize("address", ["owner-4711@fleet.drivesphere.example", "partner:acme", "erased:4711"])
def test_an_address_that_no_mail_reaches_is_done_with_at_once(stage: Stage, mailroom: Mailroom, address: str) -> None:
    omar, event = stage.omar, stage.event(sections=[section("Floor", 0, 3)])
    user.collection().update_one({"_id": omar}, {"$set": {"email": address, "email_key": address}})

    stage.place(event, [("Floor", 1)])

    assert [message["Subject"] for message in mailroom.sent()] == ["Confirmed: Late Set at the Lantern"]
    assert (rows.depth("pending"), rows.depth("done")) == (0, 2)


def test_the_same_mail_of_two_workers_is_one(stage: Stage, mailroom: Mailroom) -> None:
    ada = stage.person("Ada")
    stage.place(stage.event(sections=[section("Floor", 0, 3)]), [("Floor", 1)], ada)
    mailroom.sent()
    rows.collection().update_many({}, [{"$set": {"state": "pending", "due_at": "$$NOW"}}])

    assert outbox.drain() == 2

    assert len(mailroom.subjects(ada)) == 1
