"""A payment, a sweep and a rival arrive at the same hold: exactly one story becomes true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.models import booking, inventory, outbox
from tests.races import moves
from tests.races.crew import Crew, Move, codes, spaced
from tests.races.ledger import broken
from tests.stage import Stage, let_lapse, section, sections_of, span

ROUNDS = 6
Thing = dict[str, Any]
"""What only one can have: kind, listing and request of an order for it."""


def car(stage: Stage) -> Thing:
    return {"kind": "cars", "listing": stage.car(), "request": span(10)}


def last_place(stage: Stage) -> Thing:
    event = stage.event(sections=[section("Floor", 4_500, 1)])
    lines = [{"section_id": sections_of(event)["Floor"], "quantity": 1}]
    return {"kind": "events", "listing": event, "request": {"lines": lines}}


@pytest.fixture(params=[car, last_place], ids=["a car", "a last place"])
def make(request: pytest.FixtureRequest) -> Callable[[Stage], Thing]:
    return request.param


def lapsed_hold(stage: Stage, thing: Thing) -> dict[str, Any]:
    """An overdue hold that nobody has swept."""
    body = moves.book(**thing, client=stage.person())
    let_lapse(body["id"])
    return body


def rival(stage: Stage, thing: Thing) -> Move:
    return Move("book", thing | {"client": stage.person()})


def paid(body: dict[str, Any]) -> Move:
    report = {"session_id": f"cs_{body['id']}", "booking_id": body["id"], "amount": body["quote"]["total"]["amount"]}
    return Move("report_paid", report)


def state(body: dict[str, Any]) -> tuple[str, int]:
    """The booking's status, and how many refunds it asks for."""
    found = booking.collection().find_one({"_id": ObjectId(str(body["id"]))})
    assert found is not None
    return found["status"], outbox.collection().count_documents({"booking_id": found["_id"], "effect": "refund"})


def test_paying_while_the_sweep_ends_the_hold_confirms_it_either_way(
    sound: Stage, crew: Crew, spread: float, make: Callable[[Stage], Thing]
) -> None:
    """Nobody else wants it: whichever comes first, the client who has paid gets it."""
    bodies = [lapsed_hold(sound, make(sound)) for _ in range(ROUNDS)]
    acts = [act for body in bodies for act in (paid(body), Move("lapse", {"booking_id": body["id"]}), paid(body))]

    assert codes(crew.run(spaced(acts, spread))) == {"ok": len(acts)}

    assert {state(body) for body in bodies} == {("confirmed", 0)}


def test_paying_while_a_rival_takes_it_confirms_one_and_refunds_the_other(
    sound: Stage, crew: Crew, spread: float, make: Callable[[Stage], Thing]
) -> None:
    things = [make(sound) for _ in range(ROUNDS)]
    bodies = [lapsed_hold(sound, thing) for thing in things]
    acts = [act for body, thing in zip(bodies, things, strict=True) for act in (paid(body), rival(sound, thing))]

    outcomes = crew.run(spaced(acts, spread))

    codes(outcomes)
    for number, body in enumerate(bodies):
        rival_won = outcomes[2 * number + 1].code == "ok"
        assert state(body) == (("expired", 1) if rival_won else ("confirmed", 0))


def test_the_same_report_fifty_times_moves_the_booking_once(
    sound: Stage, crew: Crew, spread: float, make: Callable[[Stage], Thing]
) -> None:
    body = moves.book(**make(sound), client=sound.person())

    outcomes = crew.run(spaced([paid(body)] * 50, spread))

    assert codes(outcomes) == {"ok": 50}
    assert sorted({str(outcome.value) for outcome in outcomes}) == ["confirmed", "nothing_to_do"]
    assert [outcome.value for outcome in outcomes].count("confirmed") == 1


def test_sweeps_in_several_workers_end_each_hold_once(
    sound: Stage, crew: Crew, spread: float, make: Callable[[Stage], Thing]
) -> None:
    bodies = [lapsed_hold(sound, make(sound)) for _ in range(20)]

    assert codes(crew.run(spaced([Move("sweep")] * 6, spread))) == {"ok": 6}

    assert {state(body) for body in bodies} == {("expired", 0)}
    assert booking.collection().distinct("version") == [2]
    assert inventory.collection().count_documents({"$or": [{"claims.0": {"$exists": True}}, {"remaining": 0}]}) == 0


def test_without_compare_and_set_a_payment_and_a_rival_both_get_it(
    stage: Stage, gather: Callable[..., Crew], make: Callable[[Stage], Thing]
) -> None:
    """The twin: confirm by booking id alone, as if the hold could not have been lost meanwhile.

    The money comes a moment after the rival, not beside it: on a busy machine a blind update would mostly be first, and
    then it takes nothing from anybody.
    """
    crew, thing = gather("confirming_blindly"), make(stage)
    body = lapsed_hold(stage, thing)

    for act in (rival(stage, thing), paid(body)):
        assert codes(crew.run([act])) == {"ok": 1}

    assert broken("I1") or broken("I3")
