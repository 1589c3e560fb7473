"""Blocks: an owner keeps a window for himself, and nobody's booking is lost to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere import inventory as engine
from drivesphere import kinds
from drivesphere.domain.errors import InTheWay, KeyReused, NotFound, Rejected, WindowTaken
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.window import Window
from drivesphere.models import audit_entry, block, booking, inventory
from drivesphere.services import availability, blocks, housekeeping
from tests.races.ledger import broken_invariants
from tests.stage import Stage, let_lapse, span, status_of

DAY = timedelta(days=1)


def put_up(stage: Stage, listing: ObjectId, *, key: str | None = None, **wanted: Any) -> Answer:
    """Block three days from noon UTC in ten days, unless `wanted` says otherwise, as Omar."""
    wanted = span(10, days=3) | {"reason": "maintenance", "note": "New tyres"} | wanted
    scope = f"{stage.omar}|createBlock|{key}" if key else None
    return blocks.put_up(stage.omar, listing, wanted, Attempt(scope, f"{listing}{wanted}"))


def in_the_way(stage: Stage, listing: ObjectId, **wanted: Any) -> list[dict[str, Any]]:
    """What a refused block names; nothing of it was written."""
    before = list(inventory.collection().find({"listing_id": listing}))
    with pytest.raises(InTheWay) as refused:
        put_up(stage, listing, **wanted)
    assert list(inventory.collection().find({"listing_id": listing})) == before
    return list(refused.value.in_the_way)


def let_pass(answer: Answer) -> None:
    """Let the block's window be over, as days of waiting would."""
    past = datetime.now(UTC) - DAY
    block.collection().update_one({"_id": ObjectId(answer.body["id"])}, {"$set": {"ends_at": past}})


@pytest.fixture
def car(stage: Stage) -> ObjectId:
    return stage.car(owner_id=stage.omar)


def test_a_blocked_window_can_be_booked_by_nobody_and_both_sides_of_it_can(stage: Stage, car: ObjectId) -> None:
    put_up(stage, car)

    with pytest.raises(WindowTaken) as refused:
        stage.hold(car, day=11)

    assert refused.value.conflict == {name: at.isoformat()[:19] + "Z" for name, at in span(10, days=3).items()}
    assert [stage.hold(car, day=day).status for day in (9, 13)] == [201, 201]
    assert broken_invariants() == []


def test_a_block_over_a_booking_and_a_hold_names_both_and_writes_nothing(stage: Stage, car: ObjectId) -> None:
    held = stage.hold(car, day=11).body
    booked = stage.hold(car, day=12).body
    booking.collection().update_one({"_id": ObjectId(booked["id"])}, {"$set": {"status": "confirmed"}})
    inventory.collection().update_one({"_id": car}, {"$set": {"claims.1.until": None}})

    hold, sold = in_the_way(stage, car)

    assert hold == {
        "id": held["id"],
        "type": "hold",
        "status": "pending",
        "starts_at": held["starts_at"],
        "ends_at": held["ends_at"],
        "until": held["expires_at"],
    }
    assert (sold["id"], sold["type"], sold["status"], sold["until"]) == (booked["id"], "booking", "confirmed", None)
    assert block.collection().count_documents({}) == 0


def test_a_block_over_a_block_names_it(stage: Stage, car: ObjectId) -> None:
    first = put_up(stage, car).body

    [found] = in_the_way(stage, car, **span(12, days=3))

    assert (found["id"], found["type"], found["status"], found["until"]) == (first["id"], "block", None, None)


def test_a_lapsed_hold_gives_way_to_a_block_before_the_sweep_runs(stage: Stage, car: ObjectId) -> None:
    held = stage.hold(car, day=11).body["id"]
    let_lapse(held)

    assert put_up(stage, car).status == 201

    assert status_of(held) == "expired"
    assert broken_invariants() == []


def test_a_block_takes_all_of_four_bays_and_wants_all_of_them_free(stage: Stage) -> None:
    bays = stage.room(capacity=4, price=0)
    taken = stage.take(bays, day=11).body["id"]
    assert [found["id"] for found in in_the_way(stage, bays)] == [taken]

    put_up(stage, bays, **span(12))

    with pytest.raises(WindowTaken):
        stage.take(bays, day=12)
    [shown] = availability.calendar(kinds.get("time_slots"), bays, {"date": span(12)["starts_at"].date()})["busy"]
    assert shown["reason"] == "blocked"
    assert broken_invariants() == []


def test_a_blocked_slot_of_several_bays_shows_that_nothing_is_left(stage: Stage) -> None:
    bays = stage.room(capacity=4, price=0)
    put_up(stage, bays, **span(12))

    slots = availability.calendar(kinds.get("time_slots"), bays, {"date": span(12)["starts_at"].date()})["slots"]

    left = {slot["starts_at"]: slot["remaining"] for slot in slots}
    blocked = span(12)["starts_at"].isoformat()[:19] + "Z"
    assert left[blocked] == 0
    assert set(left.values()) == {0, 4}


def test_the_public_calendar_says_blocked_at_once_and_never_why(stage: Stage, car: ObjectId) -> None:
    looked = {"since": span(9)["starts_at"], "until": span(20)["starts_at"]}
    assert availability.calendar(kinds.get("cars"), car, looked)["busy"] == []

    put_up(stage, car)

    calendar = availability.calendar(kinds.get("cars"), car, looked)
    assert [busy["reason"] for busy in calendar["busy"]] == ["blocked"]
    assert "tyres" not in str(calendar)
    assert "maintenance" not in str(calendar)


def test_the_buffer_is_kept_around_a_block(stage: Stage) -> None:
    car = stage.car(owner_id=stage.omar, policy={"buffer_minutes": 60})
    put_up(stage, car, **span(10))

    with pytest.raises(WindowTaken):
        stage.hold(car, day=11)

    assert stage.hold(car, day=12).status == 201


def test_a_removed_block_gives_its_window_back_and_is_removed_once(stage: Stage, car: ObjectId) -> None:
    made = ObjectId(put_up(stage, car).body["id"])

    blocks.remove(stage.omar, car, made)

    assert stage.hold(car, day=11).status == 201
    assert broken_invariants() == []
    with pytest.raises(NotFound):
        blocks.remove(stage.omar, car, made)


def test_nobody_else_blocks_sees_or_unblocks_what_is_omars(stage: Stage, car: ObjectId) -> None:
    made, olga = ObjectId(put_up(stage, car).body["id"]), stage.person("Olga", "owner")
    tries = (
        lambda: blocks.put_up(olga, car, span(20) | {"reason": "other"}, Attempt(None, "")),
        lambda: blocks.page_of(olga, car, 1, 20),
        lambda: blocks.find(olga, car, made),
        lambda: blocks.remove(olga, car, made),
    )

    for attempt in tries:
        with pytest.raises(NotFound):
            attempt()

    assert blocks.find(stage.omar, car, made)["id"] == str(made)


def test_one_key_makes_one_block(stage: Stage, car: ObjectId) -> None:
    first, again = put_up(stage, car, key="tyres"), put_up(stage, car, key="tyres")

    assert (again.status, again.body, again.replayed) == (201, first.body, True)
    assert again.location == first.body["links"]["self"]
    assert block.collection().count_documents({}) == 1
    with pytest.raises(KeyReused):
        put_up(stage, car, key="tyres", note="Another intent")
    assert broken_invariants() == []


@pytest.mark.parametrize(("day", "days"), [(-3, 2), (10, 367), (3 * 366, 2)], ids=["over", "long", "far"])
def test_a_window_that_nobody_needs_blocked_is_refused_by_name(
    stage: Stage, car: ObjectId, day: int, days: int
) -> None:
    with pytest.raises(Rejected) as refused:
        put_up(stage, car, **span(day, days))

    assert list(refused.value.errors) == ["ends_at"]
    assert block.collection().count_documents({}) == 0


def test_a_year_that_has_begun_and_lies_beyond_the_horizon_can_be_blocked(stage: Stage, car: ObjectId) -> None:
    assert put_up(stage, car, **span(-1, days=366)).status == 201
    assert put_up(stage, car, **span(700, days=30)).status == 201


def test_places_cannot_be_blocked(stage: Stage) -> None:
    with pytest.raises(Rejected) as refused:
        put_up(stage, stage.event())

    assert refused.value.code == "not_blockable"


def test_blocks_are_listed_next_first_while_they_stand(stage: Stage, car: ObjectId) -> None:
    later, sooner, gone = (put_up(stage, car, **span(day)).body["id"] for day in (30, 20, 10))
    blocks.remove(stage.omar, car, ObjectId(gone))

    rows, total = blocks.page_of(stage.omar, car, 1, 20)

    assert ([row["id"] for row in rows], total) == ([sooner, later], 2)
    assert (rows[0]["note"], rows[0]["reason"]) == ("New tyres", "maintenance")


def test_a_block_that_is_over_leaves_the_ledger_once(stage: Stage, car: ObjectId) -> None:
    over, standing = put_up(stage, car), put_up(stage, car, **span(20))
    let_pass(over)

    assert [blocks.end_past(), blocks.end_past()] == [1, 0]

    row = inventory.collection().find_one({"_id": car})
    assert row is not None
    assert [str(claim["booking_id"]) for claim in row["claims"]] == [standing.body["id"]]
    assert broken_invariants() == []


def test_housekeeping_leaves_a_standing_block_alone(stage: Stage, car: ObjectId) -> None:
    put_up(stage, car)

    housekeeping.sweep_holds()
    housekeeping.complete_finished()
    blocks.end_past()

    window = Window(**span(10, days=3))
    assert [claim.reason for claim in engine.busy("interval", str(car), window)] == ["blocked"]


def test_each_step_and_each_refusal_stands_in_the_audit_trail(stage: Stage, car: ObjectId) -> None:
    made = put_up(stage, car).body["id"]
    in_the_way(stage, car)
    blocks.remove(stage.omar, car, ObjectId(made))

    entries = list(audit_entry.collection().find({"action": {"$in": ["block", "unblock"]}}).sort("_id", 1))

    told = [(entry["action"], entry["outcome"], entry.get("code")) for entry in entries]
    assert told == [("block", "done", None), ("block", "refused", "in_the_way"), ("unblock", "done", None)]
    assert {entry["actor"] for entry in entries} == {f"owner:{stage.omar}"}
    assert entries[0]["details"]["block_id"] == made
