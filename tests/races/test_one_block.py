"""An owner's block against clients who want the same car: every test reads the invariants when it is over."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.models import block, booking
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


def test_without_the_guard_a_block_and_a_client_both_get_the_car(stage: Stage, crew_without_guard: Crew) -> None:
    """The twin: look for an overlap, then insert. Unharmed here, the races would prove nothing."""

    def is_harmed() -> bool:
        crew_without_guard.run(rivals(stage, stage.car(owner_id=stage.omar)))
        return bool(broken("I1"))

    assert any(is_harmed() for _ in range(ROUNDS))
