"""Counted inventory: places are taken and given back by number, and what lapsed holds have is free by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from pymongo.errors import WriteError

from drivesphere import inventory
from drivesphere.domain.demand import Demand, Stock
from drivesphere.infra import mongo
from drivesphere.models import booking
from drivesphere.models import inventory as ledger
from drivesphere.services import holds, housekeeping
from tests.stage import Stage, left_of, let_lapse, order_places, section, sections_of

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def floor(stage: Stage) -> ObjectId:
    """The id of a section of ten places."""
    return sections_of(stage.event(sections=[section("Floor", 4_500, 10)]))["Floor"]


def document(inventory_id: ObjectId) -> dict[str, Any]:
    found = ledger.collection().find_one({"_id": inventory_id})
    assert found is not None
    return found


def claim(inventory_id: ObjectId, quantity: int, *, make_room: Any = lambda *_: False) -> inventory.Stamp:
    wanted = [Demand(str(inventory_id), quantity=quantity)]
    return mongo.transaction(
        lambda s: inventory.claim(s, "counted", wanted, ObjectId(), TEN_MINUTES, make_room=make_room)
    )


def test_a_claim_takes_what_it_asks_for_and_knows_its_times(floor: ObjectId) -> None:
    stamp = claim(floor, 3)

    after = document(floor)
    assert (after["remaining"], after["claims_made"], after["version"]) == (7, 1, 1)
    assert stamp.until == stamp.at + TEN_MINUTES
    assert [granted.quantity for granted in stamp.claimed] == [3]


def test_the_last_place_can_be_had_and_no_more(floor: ObjectId) -> None:
    claim(floor, 10)

    with pytest.raises(inventory.Taken):
        claim(floor, 1)

    assert document(floor)["remaining"] == 0


def test_a_claim_for_more_than_is_left_takes_nothing(floor: ObjectId) -> None:
    claim(floor, 8)

    with pytest.raises(inventory.Taken):
        claim(floor, 3)

    assert (document(floor)["remaining"], document(floor)["claims_made"]) == (2, 1)


def test_what_is_released_is_free_again(floor: ObjectId) -> None:
    claim(floor, 10)

    mongo.transaction(lambda s: inventory.release(s, "counted", [Demand(str(floor), quantity=4)], ObjectId()))

    assert claim(floor, 4).claimed


def test_room_is_made_only_where_a_section_looks_full_and_once(floor: ObjectId) -> None:
    asked: list[int] = []

    def make_room(_: Any, demand: Demand) -> bool:
        asked.append(demand.quantity)
        return True

    claim(floor, 9, make_room=make_room)
    with pytest.raises(inventory.Taken):
        claim(floor, 2, make_room=make_room)

    assert asked == [2]


def test_a_sweep_between_two_reads_hides_no_place_that_is_free(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    event = stage.event(sections=[section("Floor", 4_500, 1)])
    let_lapse(stage.place(event, [("Floor", 1)]).body["id"])
    read = booking.overdue_places

    def swept_first(*asked: Any) -> dict[ObjectId, int]:
        housekeeping.sweep_holds()
        return read(*asked)

    monkeypatch.setattr(booking, "overdue_places", swept_first)

    assert left_of(event) == {"Floor": 1}


def test_opening_stock_again_gives_nothing_back(floor: ObjectId) -> None:
    claim(floor, 10)

    inventory.open_stock("counted", "events", [Stock(str(floor), capacity=10, listing_id=str(ObjectId()))])

    assert document(floor)["remaining"] == 0


@pytest.mark.parametrize("remaining", [-1, 11])
def test_the_database_stores_no_less_than_nothing_and_no_more_than_there_is(floor: ObjectId, remaining: int) -> None:
    with pytest.raises(WriteError):
        ledger.collection().update_one({"_id": floor}, {"$set": {"remaining": remaining}})


def test_places_of_a_lapsed_hold_count_as_left_before_anybody_sweeps(stage: Stage) -> None:
    event = stage.event()
    ids = [str(each) for each in sections_of(event).values()]
    held = holds.place_hold(order_places(event, stage.person(), [("Floor", 4), ("Balcony", 1)])).body["id"]
    while_held = inventory.places_left("counted", ids)

    let_lapse(held)

    assert list(while_held.values()) == [6, 5]
    assert list(inventory.places_left("counted", ids).values()) == [10, 6]


def test_a_shortage_tells_what_is_left(floor: ObjectId) -> None:
    claim(floor, 8)
    wanted = [Demand(str(floor), quantity=2), Demand(str(floor), quantity=3)]

    [short] = inventory.shortages("counted", wanted)

    assert (short.demand, short.left) == (wanted[1], 2)


def test_listings_are_found_by_what_one_of_their_sections_has_left(stage: Stage) -> None:
    """The floor has 10 places and the balcony 6: nobody finds 11 by adding them up."""
    event, other = stage.event(), stage.event(sections=[section("Bar", 0, 3)])

    roomy = {n: inventory.with_places("counted", [event, other], n) for n in (3, 4, 10, 11)}

    assert roomy == {3: {event, other}, 4: {event}, 10: {event}, 11: set()}
    assert inventory.with_places("counted", [other], 10) == set()


def test_a_lapsed_hold_hides_no_listing(stage: Stage) -> None:
    event = stage.event()
    held = holds.place_hold(order_places(event, stage.person(), [("Floor", 5)])).body["id"]
    while_held = inventory.with_places("counted", [event], 7)

    let_lapse(held)

    assert while_held == set()
    assert inventory.with_places("counted", [event], 10) == {event}


def test_an_interval_inventory_has_no_places(stage: Stage) -> None:
    car = stage.car()

    assert inventory.places_left("interval", [str(car)]) == {}
    assert inventory.with_places("interval", [car], 1) == set()
