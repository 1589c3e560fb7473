"""Blocks, changed by their owners: the window moves in one commit, or the block stands where it stood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.errors import InTheWay, NotFound, Rejected, Stale, WindowTaken
from drivesphere.domain.idempotency import Attempt
from drivesphere.models import audit_entry, block, inventory
from drivesphere.services import block_edits, blocks
from drivesphere.services.block_edits import Edition
from drivesphere.services.verification import verify
from tests.races.ledger import broken_invariants
from tests.stage import Stage, let_lapse, span, status_of

Record = dict[str, Any]


@pytest.fixture
def car(stage: Stage) -> ObjectId:
    return stage.car(owner_id=stage.omar)


@pytest.fixture
def made(stage: Stage, car: ObjectId) -> Record:
    """Three days from noon UTC in ten days."""
    wanted = span(10, days=3) | {"reason": "maintenance", "note": "New tyres"}
    return blocks.put_up(stage.omar, car, wanted, Attempt(None, "")).body


def change(stage: Stage, made: Record, *, version: int = 1, owner: ObjectId | None = None, **wanted: Any) -> Record:
    listing_id, block_id = ObjectId(made["listing"]["id"]), ObjectId(made["id"])
    return block_edits.change(Edition(owner or stage.omar, listing_id, block_id, version), wanted)


def stored(made: Record) -> tuple[Any, Any]:
    """The block and the inventory that it is on."""
    found = block.collection().find_one({"_id": ObjectId(made["id"])})
    return found, inventory.collection().find_one({"_id": ObjectId(made["listing"]["id"])})


def test_a_moved_block_frees_its_old_days_and_takes_the_new_ones(stage: Stage, car: ObjectId, made: Record) -> None:
    after = change(stage, made, **span(11, days=4))

    assert (after["version"], after["starts_at"], after["note"]) == (
        2,
        span(11)["starts_at"].isoformat()[:19] + "Z",
        "New tyres",
    )
    assert stage.hold(car, day=10).status == 201
    with pytest.raises(WindowTaken):
        stage.hold(car, day=14)
    assert broken_invariants() == []
    assert verify().is_clean


def test_one_end_is_moved_and_the_other_stays_to_the_microsecond(stage: Stage, car: ObjectId) -> None:
    odd = span(10, days=3)
    odd["ends_at"] += timedelta(microseconds=7)
    made = blocks.put_up(stage.omar, car, odd | {"reason": "own_use"}, Attempt(None, "")).body

    change(stage, made, starts_at=span(9)["starts_at"])

    [claim] = stored(made)[1]["claims"]
    assert claim["ends_us"] % 1_000_000 == 7
    assert broken_invariants() == []


def test_words_alone_leave_the_ledger_alone(stage: Stage, made: Record) -> None:
    before = stored(made)[1]

    after = change(stage, made, reason="own_use", note=None)

    assert (after["reason"], after["note"], after["version"]) == ("own_use", None, 2)
    assert stored(made)[1] == before


def test_what_is_the_same_already_changes_nothing(stage: Stage, made: Record) -> None:
    before = stored(made)

    assert change(stage, made, **span(10, days=3), reason="maintenance")["version"] == 1

    assert stored(made) == before


def test_where_the_new_days_are_booked_it_stays_and_the_bookings_are_named(
    stage: Stage, car: ObjectId, made: Record
) -> None:
    booked = stage.hold(car, day=13).body
    before = stored(made)

    with pytest.raises(InTheWay) as refused:
        change(stage, made, **span(11, days=4))

    assert [each["id"] for each in refused.value.in_the_way] == [booked["id"]]
    assert str(refused.value).startswith("The block stays as it was: 1 of its bookings")
    assert stored(made) == before
    [entry] = audit_entry.collection().find({"action": "edit_block"})
    assert (entry["outcome"], entry["code"], entry["actor"]) == ("refused", "in_the_way", f"owner:{stage.omar}")


def test_a_lapsed_hold_gives_way_to_it(stage: Stage, car: ObjectId, made: Record) -> None:
    held = stage.hold(car, day=13).body["id"]
    let_lapse(held)

    change(stage, made, **span(11, days=4))

    assert status_of(held) == "expired"
    assert broken_invariants() == []


def test_a_block_of_four_bays_is_moved_with_all_of_them(stage: Stage) -> None:
    bays = stage.room(capacity=4, price=0)
    made = blocks.put_up(stage.omar, bays, span(10) | {"reason": "other"}, Attempt(None, "")).body

    change(stage, made, **span(12))

    assert stage.take(bays, day=10).status == 201
    with pytest.raises(WindowTaken):
        stage.take(bays, day=12)
    assert broken_invariants() == []


def test_a_stale_edit_changes_nothing(stage: Stage, made: Record) -> None:
    change(stage, made, note="Brakes too")
    before = stored(made)

    with pytest.raises(Stale):
        change(stage, made, **span(20))

    assert stored(made) == before


REFUSED: list[tuple[str, Callable[[], Record], str]] = [
    ("an end before the start", lambda: {"ends_at": span(9)["starts_at"]}, "window_reversed"),
    (
        "an end that has passed",
        lambda: {"starts_at": span(-4)["starts_at"], "ends_at": span(-3)["starts_at"]},
        "validation",
    ),
    ("more than a year", lambda: {"ends_at": span(400)["starts_at"]}, "validation"),
]


@pytest.mark.parametrize(
    ("wanted", "code"), [(made, code) for _, made, code in REFUSED], ids=[what for what, _, _ in REFUSED]
)
def test_a_window_that_nobody_can_need_is_refused(
    stage: Stage, made: Record, wanted: Callable[[], Record], code: str
) -> None:
    before = stored(made)

    with pytest.raises(Rejected) as refused:
        change(stage, made, **wanted())

    assert refused.value.code == code
    assert stored(made) == before


def test_nobody_else_moves_it_and_a_removed_one_is_moved_no_more(stage: Stage, car: ObjectId, made: Record) -> None:
    with pytest.raises(NotFound):
        change(stage, made, owner=stage.person("Olga", "owner"), note="Mine")
    blocks.remove(stage.omar, car, ObjectId(made["id"]))

    with pytest.raises(NotFound):
        change(stage, made, **span(20))

    assert stage.hold(car, day=20).status == 201


def test_the_trail_says_who_moved_it_where_and_nothing_that_was_typed(stage: Stage, made: Record) -> None:
    change(stage, made, **span(20), note="Secret garage")

    [entry] = audit_entry.collection().find({"action": "edit_block"})

    assert (entry["outcome"], entry["details"]["fields"]) == ("done", ["ends_at", "note", "starts_at"])
    assert entry["details"]["starts_at"] == span(20)["starts_at"].isoformat()[:19] + "Z"
    assert "garage" not in str(entry)
