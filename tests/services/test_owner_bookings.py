"""What an owner sees of the bookings of his listings, and what he does not."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.errors import NotFound
from drivesphere.models import booking
from drivesphere.services import bookings, holds, owner_bookings
from drivesphere.services.orders import Order, Partner
from tests.stage import Stage, Till, let_lapse, order, span


def of(owner: ObjectId, **wanted: Any) -> list[dict[str, Any]]:
    """A page of what is booked of the owner's, newest first unless `wanted` says otherwise."""
    rows, total = owner_bookings.page_of(owner, {"page": 1, "page_size": 100, "sort": "newest"} | wanted)
    assert total == len(rows)
    return rows


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def pay(till: Till, booked: ObjectId) -> None:
    till.sandbox.pay(till.session_of(booked))
    till.report(booked)


def test_the_clients_name_is_shown_at_once_and_the_e_mail_once_it_is_confirmed(till: Till) -> None:
    _, held = till.unpaid(till.person("Ada"), till.car(owner_id=till.omar))
    [before] = of(till.omar)

    pay(till, held)

    [after] = of(till.omar)
    assert before["client"] == {"name": "Ada", "email": None}
    assert after["client"]["name"] == "Ada"
    assert after["client"]["email"].startswith("ada-")


def test_the_e_mail_is_gone_again_when_the_booking_is_cancelled(till: Till) -> None:
    ada, held = till.unpaid(till.person("Ada"), till.car(owner_id=till.omar))
    pay(till, held)
    bookings.cancel(ada, held, reason="Plans changed", attempt=till.no_key())

    [shown] = of(till.omar)

    assert (shown["client"], shown["cancel_reason"]) == ({"name": "Ada", "email": None}, "Plans changed")


def test_one_booking_says_whose_each_cent_is_that_came_and_went(till: Till) -> None:
    ada, held = till.unpaid(car=till.car(owner_id=till.omar))
    pay(till, held)
    bookings.cancel(ada, held, reason=None, attempt=till.no_key())

    shown = owner_bookings.find(till.omar, held)

    [paid], [refunded] = shown["payments"], shown["refunds"]
    assert sum(part["amount"] for part in shown["split"].values()) == shown["quote"]["total"]["amount"]
    assert (paid["amount"], paid["split"], paid["outcome"]) == (shown["quote"]["total"], shown["split"], "kept")
    assert (refunded["amount"], refunded["split"], refunded["state"]) == (paid["amount"], paid["split"], "pending")
    assert "pi_" not in str(shown)


def test_another_owners_booking_looks_like_one_that_does_not_exist(stage: Stage) -> None:
    held = ObjectId(stage.hold(stage.car()).body["id"])

    for booking_id in (held, ObjectId()):
        with pytest.raises(NotFound, match="There is no such booking"):
            owner_bookings.find(stage.omar, booking_id)
    assert of(stage.omar) == []


def test_bookings_come_newest_first_or_next_first(stage: Stage) -> None:
    car = stage.car(owner_id=stage.omar)
    later, sooner, undated = (
        stage.hold(car, day=20).body["id"],
        stage.hold(car, day=10).body["id"],
        stage.place(stage.event(starts_at=None, ends_at=None), [("Floor", 1)]).body["id"],
    )

    assert ids(of(stage.omar)) == [undated, sooner, later]
    assert ids(of(stage.omar, sort="next")) == [sooner, later]


def test_bookings_are_told_apart_by_status_kind_listing_and_start(stage: Stage) -> None:
    car, room = stage.car(owner_id=stage.omar), stage.room()
    held, lapsed = (stage.hold(car, day=day).body["id"] for day in (20, 10))
    let_lapse(lapsed)
    slot = stage.take(room, day=15).body["id"]

    assert ids(of(stage.omar, status="expired")) == [lapsed]
    assert ids(of(stage.omar, status="pending", kind="cars")) == [held]
    assert ids(of(stage.omar, listing_id=room)) == [slot]
    assert ids(of(stage.omar, since=span(11)["starts_at"], until=span(20)["starts_at"])) == [slot]


def test_what_a_partner_booked_shows_the_partner_and_no_split(stage: Stage) -> None:
    car = stage.car(owner_id=stage.omar, partner="acme")
    asked = order(car, stage.person())
    holds.place_hold(Order("cars", car, None, asked.request, asked.attempt, Partner("acme", "ada")))

    [shown] = of(stage.omar)

    assert (shown["client"], shown["partner"]) == (None, {"name": "acme", "user_id": "ada"})
    assert shown["split"] is None


def test_the_name_of_somebody_who_is_gone_is_left_out(stage: Stage) -> None:
    held = ObjectId(stage.hold(stage.car(owner_id=stage.omar)).body["id"])
    booking.collection().update_one({"_id": held}, {"$set": {"client_id": ObjectId()}})

    assert owner_bookings.find(stage.omar, held)["client"] is None
