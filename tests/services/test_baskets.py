"""Places in several sections at once: all of them or none, one booking for each, free of charge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import AlreadyBooked, Rejected, SoldOut
from drivesphere.domain.idempotency import Attempt
from drivesphere.models import audit_entry, booking, outbox
from drivesphere.services import bookings, housekeeping
from tests.races.ledger import broken_invariants
from tests.stage import Stage, left_of, let_lapse, section, sections_of, status_of

BOTH = [("Floor", 4), ("Balcony", 2)]


def test_a_basket_takes_places_in_every_section_it_names(stage: Stage) -> None:
    event = stage.event()

    held = stage.place(event, [("Balcony", 2), ("Floor", 4)]).body

    assert left_of(event) == {"Floor": 6, "Balcony": 4}
    assert [(line["name"], line["quantity"]) for line in held["lines"]] == [("Balcony", 2), ("Floor", 4)]
    assert [line["section_id"] for line in held["lines"]] == [
        str(sections_of(event)[name]) for name in ("Balcony", "Floor")
    ]
    assert broken_invariants() == []


@pytest.mark.parametrize("full", ["Floor", "Balcony"])
def test_a_basket_of_which_one_section_is_full_takes_nothing(stage: Stage, full: str) -> None:
    event = stage.event(policy={"quantity_limit": 20})
    stage.place(event, [(full, left_of(event)[full])])
    before = left_of(event)

    with pytest.raises(SoldOut):
        stage.place(event, BOTH)

    assert left_of(event) == before
    assert broken_invariants() == []


def test_a_refusal_names_every_line_that_is_short(stage: Stage) -> None:
    event = stage.event(policy={"quantity_limit": 20})
    stage.place(event, [("Floor", 9), ("Balcony", 6)])

    with pytest.raises(SoldOut) as refused:
        stage.place(event, [("Balcony", 1), ("Floor", 2)])

    assert refused.value.errors == {
        "lines.0.quantity": ["No places are left in Balcony."],
        "lines.1.quantity": ["Only 1 of the 2 places you want is left in Floor."],
    }
    assert audit_entry.collection().count_documents({"outcome": "refused", "code": "sold_out"}) == 1


def test_what_fits_is_not_named(stage: Stage) -> None:
    event = stage.event()
    stage.place(event, [("Balcony", 6)])

    with pytest.raises(SoldOut) as refused:
        stage.place(event, BOTH)

    assert list(refused.value.errors) == ["lines.1.quantity"]


def test_other_sections_of_the_event_are_offered_with_their_price(stage: Stage) -> None:
    three = [section("Floor", 4_500, 10), section("Balcony", 3_000, 6), section("Box", 9_000, 4)]
    event = stage.event(sections=three)
    stage.place(event, [("Floor", 10)])

    with pytest.raises(SoldOut) as refused:
        stage.place(event, [("Floor", 2)])

    ids, offers = sections_of(event), refused.value.alternatives
    assert [offer["lines"] for offer in offers] == [
        [{"section_id": str(ids[name]), "quantity": 2}] for name in ("Balcony", "Box")
    ]
    assert {offer["reason"] for offer in offers} == {"other_section"}
    assert offers[0]["total"] == stage.place(event, [("Balcony", 2)]).body["quote"]["total"]


def test_the_same_key_gives_the_same_basket_and_takes_its_places_once(stage: Stage) -> None:
    event, ada = stage.event(), stage.person("Ada")

    first, again = (stage.place(event, BOTH, ada, key="k1") for _ in range(2))

    assert again.replayed
    assert again.body == first.body
    assert left_of(event) == {"Floor": 6, "Balcony": 4}


def test_a_repeat_that_comes_after_the_section_sold_out_still_gets_its_answer(stage: Stage) -> None:
    event, ada = stage.event(), stage.person("Ada")
    first = stage.place(event, [("Balcony", 6)], ada, key="k1")

    again = stage.place(event, [("Balcony", 6)], ada, key="k1")

    assert (again.replayed, again.body) == (True, first.body)


def test_an_event_that_has_begun_is_not_sold(stage: Stage) -> None:
    now = clock.now()
    begun = stage.event(starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(hours=1))

    with pytest.raises(Rejected) as refused:
        stage.place(begun, [("Floor", 1)])

    assert refused.value.code == "too_soon"
    assert booking.collection().count_documents({}) == 0


# --------------------------------------------------------------------------------------- one per client


def test_one_per_client_refuses_a_second_booking_and_leads_to_the_first(stage: Stage) -> None:
    event, ada = stage.event(policy={"one_per_client": True}), stage.person("Ada")
    first = stage.place(event, [("Floor", 1)], ada)

    with pytest.raises(AlreadyBooked) as refused:
        stage.place(event, [("Balcony", 1)], ada)

    assert refused.value.links["booking"] == first.body["links"]["self"]
    assert stage.place(event, [("Balcony", 1)]).status == 201
    assert broken_invariants() == []


def test_one_per_client_is_for_one_event_and_for_what_is_still_held(stage: Stage) -> None:
    event, ada = stage.event(policy={"one_per_client": True}), stage.person("Ada")
    first = stage.place(event, [("Floor", 1)], ada).body["id"]
    assert stage.place(stage.event(policy={"one_per_client": True}), [("Floor", 1)], ada).status == 201

    let_lapse(first)

    assert stage.place(event, [("Floor", 1)], ada).status == 201
    assert status_of(first) == "expired"
    assert broken_invariants() == []


# --------------------------------------------------------------------------------------- free of charge


def test_what_is_free_is_confirmed_at_once_and_mailed(stage: Stage) -> None:
    event = stage.event(sections=[section("Lawn", 0, 5)])

    booked = stage.place(event, [("Lawn", 2)]).body

    assert (booked["status"], booked["payment_status"], booked["expires_at"]) == ("confirmed", "paid", None)
    assert [step["trigger"] for step in booked["history"]] == ["confirmed_free"]
    assert outbox.collection().count_documents({"effect": "mail", "attempt": "confirmed"}) == 1
    assert broken_invariants() == []


def test_what_is_free_never_lapses_and_can_be_cancelled(stage: Stage) -> None:
    event, ada = stage.event(sections=[section("Lawn", 0, 5)]), stage.person("Ada")
    booked = ObjectId(stage.place(event, [("Lawn", 5)], ada).body["id"])
    housekeeping.sweep_holds()
    preview = bookings.preview_cancellation(ada, booked)

    bookings.cancel(ada, booked, reason=None, attempt=Attempt(None, ""))

    assert preview["refund"]["amount"] == 0
    assert left_of(event) == {"Lawn": 5}
    assert broken_invariants() == []
