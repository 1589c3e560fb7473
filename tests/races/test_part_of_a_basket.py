"""Places that are given back while others give back the same, or want them: each goes once, and its money with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bson import ObjectId

from drivesphere.models import booking, refund
from drivesphere.services import settlement
from tests.races.controls import ROUNDS
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken, places_had, places_left
from tests.races.moves import paid_session
from tests.stage import UNREACHABLE, Stage, section, sections_of


def sold_out(stage: Stage, places: int) -> tuple[dict[str, Any], ObjectId]:
    """One basket that is paid for and has every place of its section: the booking and the section."""
    event = stage.event(sections=[section("Floor", 4_500, places)])
    held = stage.place(event, [("Floor", places)]).body
    session = paid_session(f"cs_{held['id']}", held["id"], held["quote"]["total"]["amount"])
    settlement.settle(replace(session, payment_id=f"pi_{held['id']}"))
    return found(ObjectId(held["id"])), sections_of(event)["Floor"]


def found(booking_id: ObjectId) -> dict[str, Any]:
    row = booking.collection().find_one({"_id": booking_id})
    assert row is not None
    return row


def giving_back(basket: dict[str, Any], floor: ObjectId, quantity: int | None = None) -> Move:
    """The client cancels so many places, or all of the booking."""
    lines = [{"section_id": floor, "quantity": quantity}] if quantity else []
    return Move("give_back", {"client": basket["client_id"], "booking_id": basket["_id"], "lines": lines})


def wanting(stage: Stage, basket: dict[str, Any], floor: ObjectId) -> Move:
    """Somebody else wants one of the places."""
    request = {"lines": [{"section_id": floor, "quantity": 1}]}
    return Move(
        "book", {"kind": "events", "listing": basket["listing_id"], "client": stage.person(), "request": request}
    )


def back(basket: dict[str, Any]) -> int:
    """How much money goes back of the basket."""
    return sum(row["amount"] for row in refund.of_booking(basket["_id"]))


def test_of_several_who_give_back_most_of_a_basket_one_does(sound: Stage, crew: Crew, spread: float) -> None:
    basket, floor = sold_out(sound, places=5)

    outcomes = codes(crew.run(spaced([giving_back(basket, floor, 3) for _ in range(6)], spread)))

    assert outcomes["ok"] == 1
    assert set(outcomes) <= {"ok", "conflict", "validation"}
    assert (places_had(floor), places_left(floor)) == (2, 3)
    assert back(basket) == basket["quote"]["total"]["amount"] - found(basket["_id"])["remainder"]["total"]["amount"]


def test_some_places_and_the_whole_are_given_back_once(sound: Stage, crew: Crew, spread: float) -> None:
    basket, floor = sold_out(sound, places=5)
    moves = [giving_back(basket, floor, quantity) for quantity in (2, None, 2, None)]

    outcomes = codes(crew.run(spaced(moves, spread)))

    assert 1 <= outcomes["ok"] <= 3
    assert places_had(floor) + places_left(floor) == 5
    if found(basket["_id"])["status"] == "cancelled":
        assert (places_left(floor), back(basket)) == (5, basket["quote"]["total"]["amount"])


def test_places_that_are_given_back_are_sold_once_each(sound: Stage, crew: Crew, spread: float) -> None:
    basket, floor = sold_out(sound, places=6)
    rivals = [wanting(sound, basket, floor) for _ in range(12)]

    outcomes = crew.run(spaced([*rivals[:4], giving_back(basket, floor, 4), *rivals[4:]], spread))

    sold = codes(outcomes)["ok"] - 1
    assert outcomes[4].code == "ok"
    assert codes(outcomes)["sold_out"] == 12 - sold >= 8
    assert (places_had(floor), places_left(floor)) == (2 + sold, 4 - sold)


# -------------------------------------------------------------------------------------------------- the twin


def test_without_the_version_the_same_places_are_given_back_twice(stage: Stage, gather: Callable[..., Crew]) -> None:
    """The twin: whoever cancels writes what was worked out, whatever the booking has become since the look."""
    crew = gather("giving_back_blindly", redis_url=UNREACHABLE)

    def given_twice() -> list[str]:
        basket, floor = sold_out(stage, places=5)
        crew.run([giving_back(basket, floor, 2) for _ in range(6)])  # twice is less than was paid, so nothing warns
        return broken("I3")

    assert any(given_twice() for _ in range(ROUNDS))
