"""What an owner changes, and what is booked of it: what rests on it stays, all else may move."""

from __future__ import annotations

from typing import Any

import pytest
from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain.errors import InUse, Rejected
from drivesphere.models import booking, inventory, listing
from drivesphere.services import bookings as clients
from drivesphere.services import holds, own_listings
from drivesphere.services.editing import Edition
from tests.races.ledger import broken_invariants
from tests.stage import Stage, left_of, let_lapse, order_places, section, sections_of, span

EVENTS, ROOMS, CARS = (kinds.get(name) for name in ("events", "time_slots", "cars"))
LATER = span(20, days=1 / 8)


def stored(listing_id: ObjectId) -> dict[str, Any]:
    found = listing.collection().find_one({"_id": listing_id})
    assert found is not None
    return found


def change(listing_id: ObjectId, **changes: Any) -> dict[str, Any]:
    """The owner's edit of the listing as it stands."""
    found = stored(listing_id)
    return own_listings.change(
        Edition(kinds.get(found["kind"]), listing_id, found["owner_id"], found["version"]), changes
    )


def section_of(event: ObjectId, name: str, **changes: Any) -> dict[str, Any]:
    """A section as it stands, with changes."""
    [found] = [each for each in stored(event)["sections"] if each["name"] == name]
    return found | changes


def ledger_of(inventory_id: ObjectId) -> dict[str, Any]:
    found = inventory.collection().find_one({"_id": inventory_id})
    assert found is not None
    return found


# ---------------------------------------------------------------------------------------- sections and places


def test_a_capacity_goes_down_to_what_is_taken_and_no_further(stage: Stage) -> None:
    event = stage.event(sections=[section("Floor", 4_500, 10)])
    stage.place(event, [("Floor", 4)])

    change(event, sections=[section_of(event, "Floor", capacity=4)])
    with pytest.raises(InUse, match=r"Places taken in Floor: 4\. Therefore it cannot have only 3\."):
        change(event, sections=[section_of(event, "Floor", capacity=3)])

    assert (left_of(event), section_of(event, "Floor")["capacity"]) == ({"Floor": 0}, 4)
    assert broken_invariants() == []


def test_a_capacity_that_goes_up_is_left_to_be_sold(stage: Stage) -> None:
    event = stage.event(sections=[section("Floor", 4_500, 10)])
    stage.place(event, [("Floor", 4)])

    change(event, sections=[section_of(event, "Floor", capacity=25)])

    assert left_of(event) == {"Floor": 21}
    assert broken_invariants() == []


def test_a_section_with_bookings_cannot_go_and_one_without_can(stage: Stage) -> None:
    event = stage.event()
    balcony = sections_of(event)["Balcony"]
    stage.place(event, [("Floor", 1)])

    with pytest.raises(InUse, match=r"Places taken in Floor: 1\. Therefore it cannot go\."):
        change(event, sections=[section_of(event, "Balcony")])
    change(event, sections=[section_of(event, "Floor")])

    assert sections_of(event).keys() == {"Floor"}
    assert (ledger_of(balcony)["capacity"], ledger_of(balcony)["remaining"]) == (0, 0)


def test_one_bad_section_leaves_all_of_them_as_they_were(stage: Stage) -> None:
    event = stage.event()
    stage.place(event, [("Floor", 2)])
    before = stored(event)

    with pytest.raises(InUse):
        change(event, sections=[section_of(event, "Balcony", capacity=1), section_of(event, "Floor", capacity=1)])

    assert (stored(event), left_of(event)) == (before, {"Floor": 8, "Balcony": 6})


def test_a_new_section_is_opened_and_sold(stage: Stage) -> None:
    event = stage.event()
    sections = [*stored(event)["sections"], section("Gallery", 2_000, 3)]

    change(event, sections=sections)

    assert stage.place(event, [("Gallery", 3)]).status == 201
    assert left_of(event) == {"Floor": 10, "Balcony": 6, "Gallery": 0}


def test_a_section_of_another_event_cannot_be_taken_over(stage: Stage) -> None:
    event, other = stage.event(), stage.event()

    with pytest.raises(Rejected) as refused:
        change(event, sections=[section_of(other, "Floor")])

    assert (refused.value.code, list(refused.value.errors)) == ("unknown_section", ["sections.0.id"])


def test_an_overdue_hold_counts_until_it_is_ended(stage: Stage) -> None:
    """Its client may be paying at this moment."""
    event = stage.event(sections=[section("Floor", 4_500, 10)])
    let_lapse(stage.place(event, [("Floor", 4)]).body["id"])

    with pytest.raises(InUse):
        change(event, sections=[section_of(event, "Floor", capacity=3)])

    assert broken_invariants() == []


# ------------------------------------------------------------------------------------------------------ dates


def test_the_dates_of_an_event_with_bookings_stay(stage: Stage) -> None:
    event = stage.event()
    stage.place(event, [("Balcony", 2)])

    with pytest.raises(InUse, match=r"Places taken in Balcony: 2\.") as refused:
        change(event, **LATER)

    assert refused.value.errors.keys() == {"starts_at", "ends_at"}
    assert stored(event)["starts_at"] != LATER["starts_at"]


def test_an_event_that_is_moved_sells_other_places(stage: Stage) -> None:
    """Whoever has looked at the old date must look again."""
    event = stage.event()
    seen = order_places(event, stage.person(), [("Floor", 1)])

    change(event, **LATER)

    with pytest.raises(Rejected) as refused:
        holds.place_hold(seen)
    assert refused.value.code == "unknown_section"
    assert stage.place(event, [("Floor", 1)]).body["starts_at"] == LATER["starts_at"].isoformat().replace("+00:00", "Z")


def test_once_everybody_has_cancelled_an_event_can_be_moved(stage: Stage) -> None:
    event, ada = stage.event(), stage.person()
    held = stage.place(event, [("Floor", 1)], ada)
    clients.cancel(ada, ObjectId(held.body["id"]), reason=None, attempt=order_places(event, ada, []).attempt)

    change(event, **LATER)

    assert stored(event)["starts_at"] == LATER["starts_at"]
    assert broken_invariants() == []


def test_what_is_not_about_time_changes_with_bookings_too(stage: Stage) -> None:
    event = stage.event()
    held = stage.place(event, [("Floor", 1)]).body

    change(
        event, venue="The Old Mill", sections=[section_of(event, "Floor", price=9_900), section_of(event, "Balcony")]
    )

    kept = booking.collection().find_one({"_id": ObjectId(held["id"])})
    assert kept is not None
    assert (kept["listing"]["venue"], kept["quote"]) == ("The Lantern Room", held["quote"])
    assert (stored(event)["venue"], stored(event)["price_from"]) == ("The Old Mill", 3_000)


# --------------------------------------------------------------------------------------- windows and the pause


def test_a_room_cannot_have_fewer_places_than_at_its_fullest_time(stage: Stage) -> None:
    room = stage.room(capacity=4, price=0)
    for _ in range(3):
        stage.take(room)
    stage.take(room, day=11)

    with pytest.raises(InUse, match="counted: 3"):
        change(room, capacity=2)
    change(room, capacity=3)

    assert ledger_of(room)["capacity"] == 3
    assert broken_invariants() == []


def test_the_pause_between_clients_cannot_grow_beyond_what_they_leave(stage: Stage) -> None:
    car = stage.car()
    stage.hold(car, day=10)
    stage.hold(car, day=12)

    with pytest.raises(InUse):
        change(car, policy={"buffer_minutes": 24 * 60 + 1})
    change(car, policy={"buffer_minutes": 24 * 60})

    assert ledger_of(car)["buffer_us"] == 24 * 3_600_000_000
    assert broken_invariants() == []


def test_the_new_pause_is_the_one_that_the_next_claim_meets(stage: Stage) -> None:
    car = stage.car()
    stage.hold(car, day=10)

    change(car, policy={"buffer_minutes": 60})

    with pytest.raises(Exception, match="Someone was faster"):
        stage.hold(car, day=11)


def test_slots_that_were_one_behind_the_other_stay_so(stage: Stage) -> None:
    room = stage.room(slot_minutes=30)

    change(room, slot_minutes=60)
    in_step = stored(room)["step_minutes"]
    change(room, step_minutes=15)
    change(room, slot_minutes=45)

    assert (in_step, stored(room)["step_minutes"]) == (60, 15)


def test_a_car_that_moves_takes_its_name_and_its_days_with_it(stage: Stage) -> None:
    car = stage.car()

    change(car, make="Ford", model="F-150", city="Miami", location={"type": "Point", "coordinates": [-80.19, 25.77]})

    after = stored(car)
    assert (after["title"], after["time_zone"]) == ("Ford F-150 2019", "America/New_York")
    assert {"f150", "miami"} <= set(after["words"])


def test_a_car_cannot_stand_where_there_is_no_time(stage: Stage) -> None:
    car = stage.car()
    before = stored(car)

    with pytest.raises(Rejected) as refused:
        change(car, location={"type": "Point", "coordinates": [400.0, 100.0]})

    assert (list(refused.value.errors), stored(car)) == (["location"], before)


def test_an_edit_that_changes_nothing_is_none(stage: Stage) -> None:
    car = stage.car()
    change(car, make="Tesla")
    before = stored(car)

    change(car, make="Tesla")

    assert stored(car) == before
