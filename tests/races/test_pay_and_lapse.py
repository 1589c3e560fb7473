"""A payment, a sweep and a rival arrive at the same hold: exactly one story becomes true."""

from __future__ import annotations

import pytest
from bson import ObjectId

from drivesphere.models import booking, inventory, outbox
from tests.races.crew import Crew, Move, codes
from tests.races.test_one_car import hold, spaced
from tests.stage import Stage, let_lapse, span

ROUNDS = 6


def lapsed_hold(stage: Stage, car: ObjectId | None = None) -> dict[str, object]:
    """An overdue hold that nobody has swept."""
    body = stage.hold(car or stage.car()).body
    let_lapse(body["id"])
    return body


def paid(body: dict[str, object]) -> Move:
    total = body["quote"]["total"]["amount"]  # type: ignore[index]
    report = {"session_id": f"cs_{body['id']}", "booking_id": body["id"], "amount": total}
    return Move("report_paid", report)


def state(body: dict[str, object]) -> tuple[str, int]:
    """The booking's status, and how many refunds it asks for."""
    found = booking.collection().find_one({"_id": ObjectId(str(body["id"]))})
    assert found is not None
    return found["status"], outbox.collection().count_documents({"booking_id": found["_id"], "effect": "refund"})


def test_paying_while_the_sweep_ends_the_hold_confirms_it_either_way(sound: Stage, crew: Crew, spread: float) -> None:
    """Nobody else wants the car: whichever comes first, the client who has paid gets it."""
    bodies = [lapsed_hold(sound) for _ in range(ROUNDS)]
    moves = [move for body in bodies for move in (paid(body), Move("lapse", {"booking_id": body["id"]}), paid(body))]

    assert codes(crew.run(spaced(moves, spread))) == {"ok": len(moves)}

    assert {state(body) for body in bodies} == {("confirmed", 0)}


def test_paying_while_a_rival_takes_the_car_confirms_one_and_refunds_the_other(
    sound: Stage, crew: Crew, spread: float
) -> None:
    cars = [sound.car() for _ in range(ROUNDS)]
    bodies = [lapsed_hold(sound, car) for car in cars]
    moves = [m for body, car in zip(bodies, cars, strict=True) for m in (paid(body), hold(sound, car, span(10)))]

    outcomes = crew.run(spaced(moves, spread))

    codes(outcomes)
    for number, body in enumerate(bodies):
        rival_won = outcomes[2 * number + 1].code == "ok"
        assert state(body) == (("expired", 1) if rival_won else ("confirmed", 0))


def test_the_same_report_fifty_times_moves_the_booking_once(sound: Stage, crew: Crew, spread: float) -> None:
    body = sound.hold(sound.car()).body

    outcomes = crew.run(spaced([paid(body)] * 50, spread))

    assert codes(outcomes) == {"ok": 50}
    assert sorted({str(outcome.value) for outcome in outcomes}) == ["confirmed", "nothing_to_do"]
    assert [outcome.value for outcome in outcomes].count("confirmed") == 1


def test_sweeps_in_several_workers_end_each_hold_once(sound: Stage, crew: Crew, spread: float) -> None:
    bodies = [lapsed_hold(sound) for _ in range(20)]

    assert codes(crew.run(spaced([Move("sweep")] * 6, spread))) == {"ok": 6}

    assert {state(body) for body in bodies} == {("expired", 0)}
    assert booking.collection().distinct("version") == [2]
    assert inventory.collection().count_documents({"claims": {"$ne": []}}) == 0


@pytest.mark.parametrize("spread", [0.1])
def test_without_compare_and_set_a_payment_and_a_rival_both_get_the_car(
    stage: Stage, gather: object, spread: float
) -> None:
    """The twin: confirm by booking id alone, as if the hold could not have been lost meanwhile."""
    crew = gather("confirming_blindly")  # type: ignore[operator]
    cars = [stage.car() for _ in range(ROUNDS)]
    bodies = [lapsed_hold(stage, car) for car in cars]
    moves = [m for body, car in zip(bodies, cars, strict=True) for m in (hold(stage, car, span(10)), paid(body))]

    crew.run(spaced(moves, spread))

    assert "confirmed" in {state(body)[0] for body in bodies if rival_of(body)}


def rival_of(body: dict[str, object]) -> bool:
    listing = body["listing"]["id"]  # type: ignore[index]
    return booking.collection().count_documents({"listing_id": ObjectId(listing), "status": "pending"}) > 0
