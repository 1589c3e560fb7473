"""Many clients, a few places. Every test reads the invariants from the database when it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bson import ObjectId

from drivesphere.models import booking
from drivesphere.services import holds
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken, places_had, places_left
from tests.stage import UNREACHABLE, Stage, let_lapse, order_places, section, sections_of


def floor_of(stage: Stage, places: int) -> tuple[ObjectId, ObjectId]:
    """An event with one section of so many places: its id and the section's."""
    event = stage.event(sections=[section("Floor", 4_500, places)])
    return event, sections_of(event)["Floor"]


def wanting(stage: Stage, event: ObjectId, *lines: tuple[ObjectId, int], client: ObjectId | None = None) -> Move:
    """So many places of each section, for a client of its own."""
    request = {"lines": [{"section_id": section_id, "quantity": quantity} for section_id, quantity in lines]}
    who = client or stage.person()
    return Move("book", {"kind": "events", "listing": event, "client": who, "request": request})


def test_sixty_four_rivals_for_five_places_get_exactly_five(sound: Stage, crew: Crew, spread: float) -> None:
    event, floor = floor_of(sound, places=5)

    outcomes = codes(crew.run(spaced([wanting(sound, event, (floor, 1)) for _ in range(64)], spread)))

    assert outcomes == {"ok": 5, "sold_out": 59}
    assert (places_left(floor), places_had(floor)) == (0, 5)


def test_who_is_refused_wanted_more_than_was_left_to_the_end(sound: Stage, crew: Crew, spread: float) -> None:
    """Places are only taken here, so what is left at the end was there all the time."""
    event, floor = floor_of(sound, places=30)
    wishes = [1 + number % 4 for number in range(40)]

    outcomes = crew.run(spaced([wanting(sound, event, (floor, wish)) for wish in wishes], spread))

    refused = {wish for wish, outcome in zip(wishes, outcomes, strict=True) if outcome.code == "sold_out"}
    assert set(codes(outcomes)) == {"ok", "sold_out"}
    assert all(wish > places_left(floor) for wish in refused)
    assert places_had(floor) + places_left(floor) == 30


def test_without_redis_five_places_are_still_five(sound: Stage, crew_without_redis: Crew, spread: float) -> None:
    event, floor = floor_of(sound, places=5)

    outcomes = codes(crew_without_redis.run(spaced([wanting(sound, event, (floor, 1)) for _ in range(24)], spread)))

    assert outcomes == {"ok": 5, "sold_out": 19}


def test_overdue_holds_of_a_full_section_give_each_place_once_although_sweeps_end_them_too(
    sound: Stage, crew: Crew, spread: float
) -> None:
    event, floor = floor_of(sound, places=6)
    lapsed = [lapsed_place(sound, event, floor) for _ in range(6)]
    rivals, sweeps = [wanting(sound, event, (floor, 1)) for _ in range(18)], [Move("sweep")] * 6

    outcomes = crew.run(spaced([move for pair in zip(rivals, sweeps * 3, strict=True) for move in pair], spread))

    assert codes(outcomes[::2]) == {"ok": 6, "sold_out": 12}
    assert places_had(floor) == 6
    assert booking.collection().count_documents({"_id": {"$in": lapsed}, "status": "expired", "version": 2}) == 6


def lapsed_place(stage: Stage, event: ObjectId, floor: ObjectId) -> ObjectId:
    """An overdue hold of one place that nobody has swept."""
    held = place(stage, event, floor)
    let_lapse(str(held))
    return held


def place(stage: Stage, event: ObjectId, floor: ObjectId) -> ObjectId:
    """A hold of one place."""
    return ObjectId(holds.place_hold(order_places(event, stage.person(), [(floor, 1)])).body["id"])


# ----------------------------------------------------------------------------------------------- baskets


def test_baskets_in_opposite_order_neither_wait_for_each_other_nor_come_by_halves(
    sound: Stage, crew: Crew, spread: float
) -> None:
    event = sound.event(sections=[section("Floor", 4_500, 6), section("Balcony", 3_000, 6)])
    floor, balcony = sections_of(event).values()
    there, back = ((floor, 1), (balcony, 1)), ((balcony, 1), (floor, 1))

    outcomes = codes(crew.run(spaced([wanting(sound, event, *(there, back)[n % 2]) for n in range(30)], spread)))

    assert outcomes == {"ok": 6, "sold_out": 24}
    assert places_had(floor) == places_had(balcony) == 6


def test_a_basket_that_finds_one_section_full_takes_nothing_of_the_other(
    sound: Stage, crew: Crew, spread: float
) -> None:
    event = sound.event(sections=[section("Floor", 4_500, 20), section("Balcony", 3_000, 4)])
    floor, balcony = sections_of(event).values()
    baskets = [wanting(sound, event, (floor, 1), (balcony, 2)) for _ in range(12)]
    singles = [wanting(sound, event, (balcony, 1)) for _ in range(12)]

    outcomes = crew.run(spaced([move for pair in zip(baskets, singles, strict=True) for move in pair], spread))

    won = codes(outcomes[::2])["ok"]
    assert set(codes(outcomes)) == {"ok", "sold_out"}
    assert (places_had(floor), places_had(balcony)) == (won, 4)


# -------------------------------------------------------------------------------------- one for each customer


def test_one_client_who_asks_twenty_times_at_once_has_one_seat(sound: Stage, crew: Crew, spread: float) -> None:
    outcomes = codes(crew.run(spaced(greedy(sound), spread)))

    assert outcomes == {"ok": 1, "already_booked": 19}
    assert booking.collection().count_documents({"status": "pending"}) == 1


def test_one_user_of_a_partner_who_asks_twenty_times_at_once_has_one_seat(
    sound: Stage, crew: Crew, spread: float
) -> None:
    """Nobody of ours stands behind it, so nothing but the unique index keeps the requests apart."""
    wishes = greedy(sound, partner="acme")
    moves = [Move("reserve", asked(move, "listing", "request") | {"user_id": "ada"}) for move in wishes]

    outcomes = codes(crew.run(spaced(moves, spread)))

    assert outcomes == {"ok": 1, "already_booked": 19}
    assert booking.collection().count_documents({"status": "confirmed"}) == 1


def greedy(stage: Stage, **event: Any) -> list[Move]:
    """One client who wants a place in each section of what one can have one of, and asks for each five times anew.

    Requests for one section are kept apart by the section itself, those for different ones are not.
    """
    sections = [section(name, 4_500, 40) for name in ("Floor", "Balcony", "Box", "Gallery")]
    event, ada = stage.event(sections=sections, policy={"one_per_client": True}, **event), stage.person("Ada")
    asks = [wanting(stage, event, (each, 1), client=ada) for each in sections_of(event).values()] * 5
    return [Move("book", ask.arguments | {"key": f"try {number}"}) for number, ask in enumerate(asks)]


def asked(move: Move, *names: str) -> dict[str, Any]:
    """Those arguments of the move, and its kind."""
    return {name: move.arguments[name] for name in ("kind", *names)}


# ------------------------------------------------------------------------------------------------ the twins


def test_without_the_decrement_the_same_race_oversells(stage: Stage, gather: Callable[..., Crew]) -> None:
    """The twin: what is booked is added up and then booked, in one transaction, and still no guard."""
    crew = gather("without_place_guard", redis_url=UNREACHABLE)

    def sold_of_five() -> int:
        event, floor = floor_of(stage, places=5)
        crew.run([wanting(stage, event, (floor, 1)) for _ in range(24)])
        return places_had(floor)

    assert any(sold_of_five() > 5 for _ in range(ROUNDS))


def test_without_one_commit_baskets_come_by_halves(stage: Stage, gather: Callable[..., Crew]) -> None:
    """The twin: each section is taken by the same decrement, and nothing undoes the first when the second is full."""
    crew = gather("without_one_commit", redis_url=UNREACHABLE)
    event = stage.event(sections=[section("Floor", 4_500, 20), section("Balcony", 3_000, 2)])
    floor, balcony = sections_of(event).values()

    crew.run([wanting(stage, event, (floor, 1), (balcony, 1)) for _ in range(12)])

    assert broken("I3")


def test_without_the_unique_index_one_client_has_several_seats(stage: Stage, gather: Callable[..., Crew]) -> None:
    """The twin: who looks for his own booking first finds none as long as the others are not committed."""
    crew = gather("without_sole_key", redis_url=UNREACHABLE)

    assert any(crew.run(greedy(stage)) and broken("I4") for _ in range(ROUNDS))


def test_without_compare_and_set_sweeps_give_places_back_twice(stage: Stage, gather: Callable[..., Crew]) -> None:
    crew = gather("ending_blindly")
    event, floor = floor_of(stage, places=24)
    for _ in range(12):
        place(stage, event, floor)
        lapsed_place(stage, event, floor)

    crew.run([Move("sweep")] * 6)

    assert broken("I3")
