"""A person goes, with everything that leads back to one; the numbers stay. What still stands is named first."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bson import ObjectId, json_util

from drivesphere.config import Settings
from drivesphere.domain import clock
from drivesphere.domain.errors import Conflict, Rejected, Unauthenticated
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.photo import file_names
from drivesphere.domain.user import Actor, Role
from drivesphere.infra import mongo, storage
from drivesphere.models import booking, idempotency_row, listing, outbox, payment_event, refresh_family, user
from drivesphere.services import accounts, blocks, bookings, erasure, holds, own_data, photos, proofs, sessions
from drivesphere.services.photos import Own
from tests.mailroom import Mailroom
from tests.photos import picture
from tests.races.ledger import broken_invariants
from tests.stage import Stage, Till, let_lapse, slot_order, span

PASSWORD = "blue-harbour-lantern-19"
CANARIES = ("ada@example.com", "Ada Canary", "canary title", "canary reason", "canary device", "203.0.113.77")


def register(name: str = "Ada Canary", role: str = "client") -> Actor:
    """Somebody who has just registered and signed in."""
    email = f"{name.split()[0].lower()}@example.com"
    accounts.register(email=email, name=name, password=PASSWORD, role=role)
    ticket = accounts.log_in(email=email, password=PASSWORD)
    return Actor(ticket.holder["_id"], Role(role), ticket.family_id)


def cancelled_room(stage: Stage, ada: Actor) -> ObjectId:
    """A free hour that Ada booked, with words of her own, and cancelled."""
    wanted = slot_order(stage.room(price=0), ada.id, key="my key", title="canary title")
    booked = ObjectId(holds.place_hold(wanted).body["id"])
    bookings.cancel(ada.id, booked, reason="canary reason", attempt=Attempt(f"{ada.id}|cancel|k", "f"))
    return booked


def everything_stored() -> str:
    """Every document of every collection, as text."""
    database = mongo.client().get_default_database()
    names = [name for name in database.list_collection_names() if not name.startswith("system.")]
    return json_util.dumps([list(database[name].find()) for name in names])


def test_nothing_that_is_stored_leads_back_to_the_person(stage: Stage) -> None:
    ada = register()
    refresh_family.collection().update_many({}, {"$set": {"device": "canary device", "address": "203.0.113.77"}})
    cancelled_room(stage, ada)
    proofs.ask_to_reset("ada@example.com")
    before = everything_stored()

    erasure.erase(ada, PASSWORD)

    after = everything_stored()
    assert [word for word in CANARIES if word not in before] == []
    assert [word for word in CANARIES if word in after] == []


def test_numbers_stay_and_every_invariant_holds(till: Till) -> None:
    ada = register()
    _, paid = till.unpaid(ada.id)
    till.sandbox.pay(till.session_of(paid))
    till.report(paid)
    bookings.cancel(ada.id, paid, reason="canary reason", attempt=till.no_key())
    before = till.booking(paid)

    erasure.erase(ada, PASSWORD)

    after = till.booking(paid)
    assert [after[field] for field in ("quote", "payment", "history", "client_id")] == [
        before[field] for field in ("quote", "payment", "history", "client_id")
    ]
    assert (after["cancel_reason"], after["checkout"].get("email")) == (None, None)
    assert len(till.refunds()) == 1
    assert broken_invariants() == []


def test_what_the_payment_service_told_of_the_payer_goes(stage: Stage) -> None:
    ada = register()
    booked = cancelled_room(stage, ada)
    told = {"id": "cs_1", "customer_email": "ada@example.com", "customer_details": {"name": "Ada Canary"}}
    row = {"_id": "evt_1", "type": "checkout.session.completed", "booking_id": str(booked)}
    payment_event.store(row | {"payload": {"data": {"object": told}}}, booking.find(booked)["server_time"])

    erasure.erase(ada, PASSWORD)

    assert payment_event.find("evt_1")["payload"] == {"data": {"object": {"id": "cs_1"}}}


def test_whoever_is_gone_is_out_at_once_and_the_address_is_free_again(stage: Stage, mailroom: Mailroom) -> None:
    ada = register()

    erasure.erase(ada, PASSWORD)

    assert not sessions.is_live(ada.family_id)
    with pytest.raises(Unauthenticated):
        accounts.log_in(email="ada@example.com", password=PASSWORD)
    assert register().id != ada.id
    assert [message["To"] for message in mailroom.sent()] == ["ada@example.com"]


def test_a_wrong_password_erases_nothing(stage: Stage) -> None:
    ada = register()

    with pytest.raises(Rejected) as refused:
        erasure.erase(ada, "wrong-harbour-lantern")

    assert list(refused.value.errors) == ["password"]
    assert accounts.log_in(email="ada@example.com", password=PASSWORD)


def test_what_still_stands_is_named_and_nothing_is_erased(stage: Stage) -> None:
    ada = register()
    held = ObjectId(stage.hold(stage.car(), ada.id).body["id"])

    with pytest.raises(Conflict) as refused:
        erasure.erase(ada, PASSWORD)

    assert (refused.value.code, refused.value.errors) == ("still_needed", {"bookings": [str(held)]})
    let_lapse(str(held))
    erasure.erase(ada, PASSWORD)
    assert user.find(ada.id)["name"] == erasure.NAMELESS


def test_an_owner_retires_listings_first_and_sees_who_has_booked(stage: Stage) -> None:
    omar = register("Omar Harbour", "owner")
    car = stage.car(owner_id=omar.id, owner_name="Omar Harbour")
    booked = ObjectId(stage.hold(car).body["id"])

    with pytest.raises(Conflict) as refused:
        erasure.erase(omar, PASSWORD)

    assert refused.value.errors == {"bookings": [str(booked)], "listings": [str(car)]}
    let_lapse(str(booked))
    listing.collection().update_one({"_id": car}, {"$set": {"visibility": "retired"}})
    erasure.erase(omar, PASSWORD)
    assert listing.collection().find_one({"_id": car})["owner_name"] == erasure.NAMELESS


def test_photos_of_retired_listings_go_too(stage: Stage, settings: Settings, tmp_path: Path) -> None:
    storage.connect(replace(settings, photo_dir=str(tmp_path)))
    omar = register("Omar Harbour", "owner")
    car, other = (Own(owner, stage.car(owner_id=owner)) for owner in (omar.id, stage.person("Olga", "owner")))
    for own in (car, other):
        photos.add(own, picture())
    listing.collection().update_one({"_id": car.listing_id}, {"$set": {"visibility": "retired"}})

    erasure.erase(omar, PASSWORD)
    photos.sweep()

    rows = listing.find_many([car.listing_id, other.listing_id])
    assert (rows[car.listing_id]["photos"], len(rows[other.listing_id]["photos"])) == ([], 1)
    assert {path.name for path in tmp_path.iterdir()} == set(file_names(rows[other.listing_id]["photos"][0]["id"]))


def test_the_last_admin_stays(stage: Stage) -> None:
    iris = accounts.create_admin(email="iris@example.com", name="Iris", password=PASSWORD)["_id"]

    with pytest.raises(Conflict, match="last admin"):
        erasure.erase(Actor(iris, Role.ADMIN, ObjectId()), PASSWORD)


def test_stored_answers_are_emptied_for_this_person_alone(stage: Stage) -> None:
    ada, ben = register(), register("Ben Rival")
    for person in (ada, ben):
        cancelled_room(stage, person)

    erasure.erase(ada, PASSWORD)

    kept = {row["_id"].partition("|")[0]: bool(row["body"]) for row in idempotency_row.collection().find()}
    assert kept == {str(ada.id): False, str(ben.id): True}


def test_an_export_has_all_that_is_known_and_nobody_elses(stage: Stage) -> None:
    ada, ben = register(), register("Ben Rival")
    booked = cancelled_room(stage, ada)
    cancelled_room(stage, ben)

    found = own_data.export(ada)

    assert found["profile"]["email"] == "ada@example.com"
    assert [(each["id"], each["title"]) for each in found["bookings"]] == [(str(booked), "canary title")]
    assert [each["is_current"] for each in found["sessions"]] == [True]
    assert {entry["action"] for entry in found["audit"]} == {"confirmed_free", "cancelled"}
    assert str(ben.id) not in json.dumps(found, default=str)
    assert "argon2" not in json.dumps(found, default=str)


def test_an_owners_export_has_the_listings(stage: Stage) -> None:
    omar = register("Omar Harbour", "owner")
    car = stage.car(owner_id=omar.id)

    assert [each["_id"] for each in own_data.export(omar)["listings"]] == [str(car)]


def test_an_export_says_why_bookings_were_cancelled_to_whoever_had_them_and_to_whoever_said_it(stage: Stage) -> None:
    ada, omar = register(), register("Omar Harbour", "owner")
    held = [ObjectId(stage.hold(stage.car(owner_id=omar.id), ada.id).body["id"]) for _ in range(2)]
    by_omar, by_ada = f"owner:{omar.id}", f"client:{ada.id}"
    for booking_id, actor in zip(held, (by_omar, by_ada), strict=True):
        ended = {"at": clock.now(), "status": "cancelled", "trigger": "cancelled", "actor": actor}
        said = {"$set": {"cancel_reason": f"so says {actor}"}, "$push": {"history": ended}}
        booking.collection().update_one({"_id": booking_id}, said)

    of_ada, of_omar = (own_data.export(each) for each in (ada, omar))

    assert {each["cancel_reason"] for each in of_ada["bookings"]} == {f"so says {by_omar}", f"so says {by_ada}"}
    assert [(each["booking_id"], each["cancel_reason"]) for each in of_omar["cancelled"]] == [
        (str(held[0]), f"so says {by_omar}")
    ]
    assert (of_ada["cancelled"], of_omar["bookings"]) == ([], [])


def test_an_owners_export_has_the_blocks_with_what_was_noted(stage: Stage) -> None:
    omar, olga = register("Omar Harbour", "owner").id, register("Olga Quay", "owner")
    cars = [stage.car(owner_id=owner) for owner in (omar, olga.id)]
    for owner, car in zip((omar, olga.id), cars, strict=True):
        blocks.put_up(owner, car, span(10) | {"reason": "own_use", "note": f"for {owner}"}, Attempt(None, ""))

    [blocked] = own_data.export(olga)["blocks"]

    assert (blocked["listing"]["id"], blocked["note"], blocked["state"]) == (str(cars[1]), f"for {olga.id}", "standing")


def test_a_mail_that_waited_for_the_person_is_not_sent(stage: Stage, mailroom: Mailroom) -> None:
    ada = register()
    cancelled_room(stage, ada)

    erasure.erase(ada, PASSWORD)

    assert [message for message in mailroom.sent() if message["To"] == "ada@example.com"] == []
    assert outbox.depth("pending") == 0


def test_a_booking_that_comes_behind_the_erasure_is_refused(stage: Stage) -> None:
    """An access token may outlive its session for a moment, where Redis is away; the account does not."""
    ada, car = register(), stage.car()
    erasure.erase(ada, PASSWORD)

    with pytest.raises(Unauthenticated):
        stage.hold(car, ada.id)

    assert booking.collection().count_documents({}) == 0
