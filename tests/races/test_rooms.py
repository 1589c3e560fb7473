"""Many clients, some equal things: four bays that are one inventory, and three rooms any of which would do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bson import ObjectId

from drivesphere.models import booking
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken, most_at_a_time
from tests.stage import Stage, span

HALF_HOUR = timedelta(minutes=30)


def wanting(stage: Stage, room: ObjectId, window: dict[str, Any], **more: Any) -> Move:
    """That window of the room, for a client of its own."""
    request = window | more
    return Move("book", {"kind": "time_slots", "listing": room, "client": stage.person(), "request": request})


def overlapping(count: int) -> list[dict[str, Any]]:
    """Windows of two hours, one every half hour: each has seven that it overlaps."""
    start = span(10)["starts_at"]
    starts = [start + HALF_HOUR * number for number in range(count)]
    return [{"starts_at": at, "ends_at": at + 4 * HALF_HOUR} for at in starts]


def test_four_bays_take_four_at_a_time_and_never_five(sound: Stage, crew: Crew, spread: float) -> None:
    """Each window is wanted three times, so every instant but the first and the last has more rivals than bays."""
    bays = sound.room(capacity=4)
    moves = [wanting(sound, bays, window) for window in overlapping(12) * 3]

    outcomes = codes(crew.run(spaced(moves, spread)))

    assert outcomes["ok"] + outcomes["window_taken"] == len(moves)
    assert outcomes["ok"] == booking.collection().count_documents({"status": "pending"})
    assert most_at_a_time(bays) == 4


def test_four_bays_are_all_taken_by_those_who_want_the_same_hour(sound: Stage, crew: Crew, spread: float) -> None:
    bays = sound.room(capacity=4)

    outcomes = codes(crew.run(spaced([wanting(sound, bays, overlapping(1)[0]) for _ in range(24)], spread)))

    assert outcomes == {"ok": 4, "window_taken": 20}
    assert most_at_a_time(bays) == 4


def three_rooms(stage: Stage) -> list[ObjectId]:
    return [stage.room(title=f"Court {number}", group="courts") for number in (1, 2, 3)]


def any_of(stage: Stage, rooms: Sequence[ObjectId], rivals: int = 12) -> list[Move]:
    """All want the same hour of any of the rooms, and each was looking at one of them."""
    hour = overlapping(1)[0]
    return [wanting(stage, rooms[n % len(rooms)], hour, any_of_group=True) for n in range(rivals)]


def test_twelve_rivals_for_any_of_three_rooms_get_three_rooms(sound: Stage, crew: Crew, spread: float) -> None:
    rooms = three_rooms(sound)

    outcomes = codes(crew.run(spaced(any_of(sound, rooms), spread)))

    assert outcomes == {"ok": 3, "window_taken": 9}
    assert sorted(booking.collection().distinct("listing_id")) == sorted(rooms)


def test_without_the_guard_four_bays_take_five(stage: Stage, crew_without_guard: Crew) -> None:
    """The twin: count what overlaps, and insert when it is fewer than four."""

    def taken_of_four() -> int:
        bays = stage.room(capacity=4)
        crew_without_guard.run([wanting(stage, bays, overlapping(1)[0]) for _ in range(24)])
        return most_at_a_time(bays)

    assert any(taken_of_four() > 4 for _ in range(ROUNDS))


def test_without_the_guard_two_get_the_same_of_three_rooms(stage: Stage, crew_without_guard: Crew) -> None:
    """The twin: pick the first that looks free, then insert."""
    assert any(crew_without_guard.run(any_of(stage, three_rooms(stage))) and broken("I1") for _ in range(ROUNDS))
