"""An owner's block against clients who want the same car: every test reads the invariants when it is over."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.idempotency import Attempt
from drivesphere.models import block, booking
from drivesphere.services import blocks
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken
from tests.stage import Stage, span


def blocking(owner: ObjectId, listing: ObjectId, window: dict[str, Any]) -> Move:
    return Move("block", {"listing": listing, "owner": owner, "window": window})


def booking_of(stage: Stage, kind: str, listing: ObjectId, window: dict[str, Any]) -> Move:
    return Move("book", {"kind": kind, "listing": listing, "client": stage.person(), "request": window})


def rivals(stage: Stage, car: ObjectId) -> list[Move]:
    """Four clients who want one of three days, and in their midst the owner who wants all three."""
    clients = [booking_of(stage, "cars", car, span(10 + number % 3)) for number in range(4)]
    return [*clients[:2], blocking(stage.omar, car, span(10, days=3)), *clients[2:]]


def test_a_block_and_clients_never_both_get_the_car(sound: Stage, crew: Crew, spread: float) -> None:
    for _ in range(5):
        car = sound.car(owner_id=sound.omar)

        outcomes = codes(crew.run(spaced(rivals(sound, car), spread)))

        blocked, booked = (rows.collection().count_documents({"listing_id": car}) for rows in (block, booking))
        assert blocked + booked == outcomes["ok"] >= 1
        assert not (blocked and booked)


def test_of_two_blocks_on_the_same_days_one_stands(sound: Stage, crew: Crew, spread: float) -> None:
    car = sound.car(owner_id=sound.omar)

    outcomes = codes(crew.run(spaced([blocking(sound.omar, car, span(10 + n, days=2)) for n in range(2)], spread)))

    assert outcomes == {"ok": 1, "in_the_way": 1}


def test_a_block_of_four_bays_meets_no_booking_of_any_of_them(sound: Stage, crew: Crew, spread: float) -> None:
    bays = sound.room(capacity=4, price=0)
    hour = span(10, days=1 / 24)
    clients = [booking_of(sound, "time_slots", bays, hour) for _ in range(4)]

    outcomes = codes(crew.run(spaced([*clients[:2], blocking(sound.omar, bays, span(10)), *clients[2:]], spread)))

    assert outcomes in ({"ok": 4, "in_the_way": 1}, {"ok": 1, "window_taken": 4})


def moved_amid(stage: Stage, car: ObjectId) -> tuple[list[Move], ObjectId]:
    """The same clients, and the owner who has blocked three later days and wants the block moved into their midst."""
    key = Attempt(f"{stage.omar}|block|{ObjectId()}", "")
    block_id = ObjectId(blocks.put_up(stage.omar, car, span(20, days=3) | {"reason": "own_use"}, key).body["id"])
    window = span(10, days=3)
    moving = Move("move_block", {"listing": car, "owner": stage.omar, "block_id": block_id, "window": window})
    clients, half = [each for each in rivals(stage, car) if each.name == "book"], 2
    return [*clients[:half], moving, *clients[half:]], block_id


def test_a_block_that_is_moved_and_clients_never_both_get_the_car(sound: Stage, crew: Crew, spread: float) -> None:
    for _ in range(5):
        car = sound.car(owner_id=sound.omar)
        moves, block_id = moved_amid(sound, car)

        outcomes = codes(crew.run(spaced(moves, spread)))

        found = block.collection().find_one({"_id": block_id}) or {}
        booked = booking.collection().count_documents({"listing_id": car})
        is_moved = found["starts_at"] == span(10)["starts_at"]
        assert (found["state"], found["version"]) == ("standing", 2 if is_moved else 1)
        assert booked + is_moved == outcomes["ok"] >= 1
        assert not (is_moved and booked)


def test_without_the_guard_a_block_is_moved_onto_a_client(stage: Stage, crew_without_guard: Crew) -> None:
    """The twin of that."""

    def is_harmed() -> bool:
        crew_without_guard.run(moved_amid(stage, stage.car(owner_id=stage.omar))[0])
        return bool(broken("I1"))

    assert any(is_harmed() for _ in range(ROUNDS))


def test_without_the_guard_a_block_and_a_client_both_get_the_car(stage: Stage, crew_without_guard: Crew) -> None:
    """The twin: look for an overlap, then insert. Unharmed here, the races would prove nothing."""

    def is_harmed() -> bool:
        crew_without_guard.run(rivals(stage, stage.car(owner_id=stage.omar)))
        return bool(broken("I1"))

    assert any(is_harmed() for _ in range(ROUNDS))
