"""A script that runs once more, over what people have written since, changes nothing: a runner may die unrecorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.idempotency import Attempt
from drivesphere.infra import mongo
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import block, listing, payment_event
from drivesphere.services import block_edits, blocks
from drivesphere.services.verification import chosen, verify
from tests.stage import Stage, span

EVERY_SCRIPT = sorted(SCRIPTS.glob("[0-9]*.py"))
TWICE = 2


def everything_stored() -> dict[str, Any]:
    """By collection: its documents and its indexes."""
    database = mongo.database()
    names = [name for name in database.list_collection_names() if not name.startswith("system.")]
    return {name: (list(database[name].find().sort("_id", 1)), database[name].index_information()) for name in names}


def a_day_at_the_office(stage: Stage) -> ObjectId:
    """Something of most sorts: a car that is held and blocked, a room, an event."""
    omar = stage.person("Omar", "owner")
    car = stage.car(owner_id=omar)
    stage.hold(car, stage.person("Ada"))
    blocks.put_up(omar, car, span(40) | {"reason": "own_use", "note": "Off to the coast"}, Attempt(None, ""))
    stage.room()
    stage.event()
    return car


@pytest.mark.parametrize("script", EVERY_SCRIPT, ids=lambda script: script.stem)
def test_a_script_that_runs_twice_more_changes_nothing(stage: Stage, script: Path) -> None:
    a_day_at_the_office(stage)
    before = everything_stored()

    for _ in range(TWICE):
        _load(script)(mongo.database())

    assert everything_stored() == before


def test_listings_of_the_release_before_editing_get_a_version_to_be_edited_by(stage: Stage) -> None:
    car = a_day_at_the_office(stage)
    listing.collection().update_one({"_id": car}, {"$unset": {"version": ""}})
    [script] = SCRIPTS.glob("0007_*.py")

    for _ in range(TWICE):
        _load(script)(mongo.database())

    assert listing.find_many([car])[car]["version"] == 1


def test_blocks_of_the_release_before_get_a_version_to_be_edited_by(stage: Stage) -> None:
    car = a_day_at_the_office(stage)
    block.collection().update_one({"listing_id": car}, {"$unset": {"version": "", "moves": ""}})
    [script] = SCRIPTS.glob("*_stopped_and_edited.py")

    for _ in range(TWICE):
        _load(script)(mongo.database())

    [found] = block.of_listings([car])
    edition = block_edits.Edition(found["owner_id"], car, found["_id"], 1)
    assert block_edits.change(edition, span(50))["version"] == 2
    assert not any(result.broken for result in verify(chosen(["I2"])).results)


def test_events_of_the_release_before_are_kept_without_who_paid(stage: Stage) -> None:
    charge = {"id": "ch_1", "billing_details": {"email": "ada@example.com"}, "amount": 4500}
    intent = {"id": "pi_1", "last_payment_error": {"payment_method": {"billing_details": {"name": "Ada"}}}}
    for told in (charge, intent):
        row = {"_id": f"evt_{told['id']}", "type": "charge.succeeded", "booking_id": None}
        payment_event.store(row | {"payload": {"data": {"object": told}}}, clock.now())
    [script] = SCRIPTS.glob("*_payers_forgotten.py")

    for _ in range(TWICE):
        _load(script)(mongo.database())

    kept = [row["payload"]["data"]["object"] for row in payment_event.collection().find().sort("_id", 1)]
    assert kept == [
        {"id": "ch_1", "amount": 4500},
        {"id": "pi_1", "last_payment_error": {"payment_method": {}}},
    ]
