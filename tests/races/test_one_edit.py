"""An owner who edits while clients book: what bookings rest on is never pulled from under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bson import ObjectId

from drivesphere.models import booking, listing
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken, most_at_a_time, places_had, places_left
from tests.races.test_one_section import floor_of, wanting
from tests.stage import UNREACHABLE, Stage, span

LATER = span(20, days=1 / 8)


def editing(stage: Stage, kind: str, listing_id: ObjectId, **changes: Any) -> Move:
    """Omar's edit of the first version of what is his."""
    return Move("edit", {"kind": kind, "listing": listing_id, "owner": stage.omar, "changes": changes})


def resized(event: ObjectId, capacity: int) -> dict[str, Any]:
    """All sections of the event, each with this capacity."""
    return {"sections": [{**section, "capacity": capacity} for section in the_event(event)["sections"]]}


def the_event(event: ObjectId) -> dict[str, Any]:
    found = listing.collection().find_one({"_id": event})
    assert found is not None
    return found


def amid(moves: list[Move], *others: Move) -> list[Move]:
    """The others in the middle of the moves."""
    half = len(moves) // 2
    return [*moves[:half], *others, *moves[half:]]


# ------------------------------------------------------------------------------------------- how many places


def test_a_section_never_has_fewer_places_than_are_taken(sound: Stage, crew: Crew, spread: float) -> None:
    event, floor = floor_of(sound, places=24)
    smaller = editing(sound, "events", event, **resized(event, 8))

    outcomes = codes(crew.run(spaced(amid([wanting(sound, event, (floor, 1)) for _ in range(24)], smaller), spread)))

    capacity = the_event(event)["sections"][0]["capacity"]
    assert capacity == (24 if outcomes["in_use"] else 8)
    assert places_had(floor) + places_left(floor) == capacity


def test_places_that_are_added_are_sold_once_each(sound: Stage, crew: Crew, spread: float) -> None:
    event, floor = floor_of(sound, places=5)
    larger = editing(sound, "events", event, **resized(event, 9))

    crew.run(spaced(amid([wanting(sound, event, (floor, 1)) for _ in range(24)], larger), spread))

    late = codes(crew.run([wanting(sound, event, (floor, 1)) for _ in range(12)]))
    assert (places_had(floor), places_left(floor), late["sold_out"] >= 8) == (9, 0, True)


def test_a_room_never_has_fewer_places_than_bookings_at_one_time(sound: Stage, crew: Crew, spread: float) -> None:
    room = sound.room(capacity=6, price=0)

    crew.run(spaced(amid(guests(sound, room), editing(sound, "time_slots", room, capacity=3)), spread))

    found = listing.collection().find_one({"_id": room})
    assert found is not None
    assert most_at_a_time(room) <= found["capacity"]


def guests(stage: Stage, room: ObjectId) -> list[Move]:
    """Eight clients who want the same hour."""
    hour = span(10, days=1 / 24)
    return [
        Move("book", {"kind": "time_slots", "listing": room, "client": stage.person(), "request": hour})
        for _ in range(8)
    ]


# ------------------------------------------------------------------------------------------- the time between


def test_a_longer_pause_and_a_booking_next_to_another_never_both_come(sound: Stage, crew: Crew, spread: float) -> None:
    for _ in range(5):
        car = sound.car(owner_id=sound.omar)

        outcomes = codes(crew.run(spaced(neighbours(sound, car), spread)))

        assert outcomes["ok"] >= 1
        assert outcomes["ok"] + outcomes["in_use"] + outcomes["window_taken"] == 3


def neighbours(stage: Stage, car: ObjectId) -> list[Move]:
    """Two clients whose days follow one another, and in their midst the owner who wants an hour between them."""
    days = [Move("hold", {"car": car, "client": stage.person(), "window": span(day)}) for day in (10, 11)]
    return amid(days, editing(stage, "cars", car, policy={"buffer_minutes": 60}))


# ---------------------------------------------------------------------------------------------------- dates


def test_nobody_has_a_place_at_a_date_that_the_event_has_not(sound: Stage, crew: Crew, spread: float) -> None:
    for _ in range(5):
        event, floor = floor_of(sound, places=20)

        outcomes = codes(crew.run(spaced(amid(early_birds(sound, event, floor), postponing(sound, event)), spread)))

        assert misdated(event) == 0
        assert outcomes["in_use"] or the_event(event)["sections"][0]["id"] != floor


def early_birds(stage: Stage, event: ObjectId, floor: ObjectId) -> list[Move]:
    return [wanting(stage, event, (floor, 1)) for _ in range(4)]


def postponing(stage: Stage, event: ObjectId) -> Move:
    return editing(stage, "events", event, **LATER)


def misdated(event: ObjectId) -> int:
    """How many bookings of the event are for another time than it has."""
    return booking.collection().count_documents(
        {"listing_id": event, "status": "pending", "starts_at": {"$ne": the_event(event)["starts_at"]}}
    )


# ------------------------------------------------------------------------------------------------ the twins


def test_without_the_condition_a_section_has_fewer_places_than_are_taken(
    stage: Stage, gather: Callable[..., Crew]
) -> None:
    """The twin: look how many are taken, then write the new capacity down."""
    crew = gather("refitting_blindly", redis_url=UNREACHABLE)

    def is_harmed() -> bool:
        event, floor = floor_of(stage, places=24)
        smaller = editing(stage, "events", event, **resized(event, 8))
        crew.run(spaced(amid([wanting(stage, event, (floor, 1)) for _ in range(24)], smaller), 0.3))
        return bool(broken("I3"))

    assert any(is_harmed() for _ in range(ROUNDS))


def test_without_the_condition_a_pause_comes_between_bookings_that_leave_none(
    stage: Stage, gather: Callable[..., Crew]
) -> None:
    crew = gather("refitting_blindly", redis_url=UNREACHABLE)

    def is_harmed() -> bool:
        crew.run(neighbours(stage, stage.car(owner_id=stage.omar)))
        return bool(broken("I1"))

    assert any(is_harmed() for _ in range(ROUNDS))


def test_without_new_sections_somebody_is_booked_for_a_date_that_is_no_more(
    stage: Stage, gather: Callable[..., Crew]
) -> None:
    """The twin: look whether anything is booked, then move the event; its places stay the ones that they were."""
    crew = gather("moving_events_in_place", redis_url=UNREACHABLE)

    def is_harmed() -> bool:
        event, floor = floor_of(stage, places=20)
        crew.run(amid(early_birds(stage, event, floor), postponing(stage, event)))
        return misdated(event) > 0

    assert any(is_harmed() for _ in range(ROUNDS))
