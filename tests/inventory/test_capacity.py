"""Equal things without names: a claim fits in exactly when each live claim could be given a thing of its own.

MongoDB's expression decides claims, `Occupancy` what a calendar shows. Both are held against an oracle that tries every
way to hand out the things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from bson import ObjectId
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drivesphere import inventory
from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import MICROSECOND, Window, from_us, to_us
from drivesphere.infra import mongo
from drivesphere.inventory import Blocker, Occupancy, interval
from drivesphere.models import inventory as ledger
from tests.stage import Stage

NOON = to_us(datetime(2030, 5, 1, 12, tzinfo=UTC))
MOST = 12  # claims in a ledger
BAYS = ObjectId()
LAPSED, RUNNING = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """A claim from `start` for `length` microseconds after noon; `until` None is for good."""

    start: int
    length: int
    until: datetime | None = None

    @property
    def is_live(self) -> bool:
        return self.until != LAPSED

    @property
    def window(self) -> Window:
        return Window(from_us(NOON + self.start), from_us(NOON + self.start + self.length))


# A few microseconds, so that claims touch, overlap by one, and miss each other by one, all the time.
helds = st.builds(Held, st.integers(-12, 12), st.integers(1, 8), st.sampled_from([None, None, RUNNING, LAPSED]))
ledgers = st.lists(helds, max_size=MOST)
wanteds = st.builds(Held, st.integers(-4, 4), st.integers(1, 8))
capacities, buffers = st.integers(1, 4), st.sampled_from([0, 0, 1, 3])


def can_be_handed_out(claims: Sequence[Held], things: int, buffer: int) -> bool:
    """Whether each of `claims` can have one of so many things, by trying every way: the oracle."""

    def place(number: int, given: list[list[Held]]) -> bool:
        if number == len(claims):
            return True
        own = claims[number]
        for thing in given:
            if all(keeps_apart(own, other, buffer) for other in thing):
                thing.append(own)
                if place(number + 1, given):
                    return True
                thing.pop()
        return False

    return place(0, [[] for _ in range(things)])


def one_after_the_other(claims: Sequence[Held], things: int, buffer: int) -> list[Held]:
    """Those of `claims` that are granted when they come in this order; what has lapsed was in nobody's way."""
    granted: list[Held] = []
    for held in claims:
        live = [other for other in granted if other.is_live]
        if not held.is_live or can_be_handed_out([*live, held], things, buffer):
            granted.append(held)
    return granted


def keeps_apart(one: Held, other: Held, buffer: int) -> bool:
    """Whether one client comes at least the buffer after the other has left."""
    return one.start >= other.start + other.length + buffer or other.start >= one.start + one.length + buffer


def stored(claims: Sequence[Held], capacity: int, buffer: int) -> dict[ObjectId, Held]:
    """Put these claims into the ledger of the one inventory; they by booking id."""
    by_id = {ObjectId(): held for held in claims}
    entries = [
        {"booking_id": i, "starts_us": h.window.starts_us, "ends_us": h.window.ends_us, "until": h.until}
        for i, h in by_id.items()
    ]
    new = {"listing_id": BAYS, "kind": "time_slots", "model": "interval", "claims_made": 0, "version": 0}
    fields = {"claims": entries, "capacity": capacity, "buffer_us": buffer}
    ledger.collection().replace_one({"_id": BAYS}, new | fields, upsert=True)
    return by_id


ONE_STAGE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Each example replaces the one inventory, so the examples of a test can share its stage."""


def is_claimed(wanted: Held) -> bool:
    """Whether the engine grants the window."""
    return is_granted(demand(wanted))


def is_granted(asked: Demand) -> bool:
    """Whether the engine grants what is asked."""
    try:
        claimed = mongo.transaction(lambda session: interval.claim(session, asked, ObjectId(), None))
    except inventory.Taken:
        return False
    return bool(claimed.claimed)


def demand(wanted: Held) -> Demand:
    return Demand(str(BAYS), wanted.window)


def blockers(claims: Sequence[Held]) -> list[Blocker]:
    return [Blocker(ObjectId(), held.window.starts_at, held.window.ends_at) for held in claims]


@ONE_STAGE
@given(ledgers, wanteds, capacities, buffers)
@example([Held(0, 4), Held(4, 4)], Held(2, 4), 2, 0)  # two overlap it, and never at one instant
@example([Held(0, 4), Held(4, 4)], Held(2, 4), 2, 1)  # a microsecond of buffer makes three
@example([Held(-8, 8), Held(0, 8, LAPSED)], Held(0, 1), 1, 0)
def test_the_engine_a_calendar_and_the_oracle_agree(
    stage: Stage, claims: list[Held], wanted: Held, capacity: int, buffer: int
) -> None:
    granted = one_after_the_other(claims, capacity, buffer)
    live = [held for held in granted if held.is_live]
    stored(granted, capacity, buffer)
    fits = can_be_handed_out([*live, wanted], capacity, buffer)

    assert (Occupancy(blockers(live), buffer * MICROSECOND).peak(wanted.window) < capacity) is fits
    assert (inventory.shortages("interval", [demand(wanted)]) == []) is fits
    assert (inventory.free_among("interval", [BAYS], wanted.window, 1_000) == {BAYS}) is fits
    assert is_claimed(wanted) is fits


@ONE_STAGE
@given(ledgers, wanteds, wanteds, capacities, buffers)
def test_a_block_wants_the_whole_capacity_and_leaves_nothing_of_it(
    stage: Stage, claims: list[Held], kept: Held, wanted: Held, capacity: int, buffer: int
) -> None:
    live = [held for held in claims if held.is_live]
    stored(claims, capacity, buffer)
    block = replace(demand(kept), is_block=True)
    is_untouched = all(keeps_apart(kept, held, buffer) for held in live)

    assert (inventory.shortages("interval", [block]) == []) is is_untouched
    assert is_granted(block) is is_untouched
    if is_untouched:
        there = inventory.busy("interval", str(BAYS), wanted.window)
        leaves_room = Occupancy(there, buffer * MICROSECOND).peak(wanted.window) < capacity
        assert leaves_room is (inventory.shortages("interval", [demand(wanted)]) == [])
        assert leaves_room is is_claimed(wanted)
        assert keeps_apart(kept, wanted, buffer) or not leaves_room


@ONE_STAGE
@given(ledgers, wanteds, buffers)
def test_a_claim_displaces_the_lapsed_ones_in_its_place_and_no_other(
    stage: Stage, claims: list[Held], wanted: Held, buffer: int
) -> None:
    by_id = stored(claims, MOST + 1, buffer)
    lapsed = {i for i, h in by_id.items() if not h.is_live and not keeps_apart(h, wanted, buffer)}

    stamp = mongo.transaction(lambda session: interval.claim(session, demand(wanted), ObjectId(), timedelta(hours=1)))

    [row] = ledger.collection().find({"_id": BAYS})
    assert set(stamp.displaced) == lapsed
    assert {claim["booking_id"] for claim in row["claims"][:-1]} == by_id.keys() - lapsed


@pytest.mark.parametrize("capacity", [1, 3])
def test_windows_a_microsecond_apart_touch_and_a_microsecond_more_conflicts(stage: Stage, capacity: int) -> None:
    stored([Held(0, 1)] * capacity, capacity, buffer=0)

    assert is_claimed(Held(1, 1))
    assert is_claimed(Held(-1, 1))
    assert not is_claimed(Held(-2, 3))
    assert not is_claimed(Held(0, 1))


def test_an_inventory_from_before_capacities_takes_one_at_a_time(stage: Stage) -> None:
    stored([], 1, buffer=0)
    ledger.collection().update_one({"_id": BAYS}, {"$unset": {"capacity": ""}})

    assert is_claimed(Held(0, 8))
    assert not is_claimed(Held(4, 8))
    assert inventory.shortages("interval", [demand(Held(4, 8))])


def test_a_capacity_that_grows_lets_more_in_and_leaves_claims_alone(stage: Stage) -> None:
    stored([Held(0, 8)], 1, buffer=0)

    inventory.open_stock("interval", "time_slots", [Stock(str(BAYS), capacity=2)])

    assert is_claimed(Held(4, 8))
    assert not is_claimed(Held(4, 8))


def test_of_several_inventories_the_one_with_room_is_claimed(stage: Stage) -> None:
    full, roomy = ObjectId(), ObjectId()
    inventory.open_stock("interval", "time_slots", [Stock(str(full)), Stock(str(roomy), capacity=2)])
    whole = Demand(str(full), Held(0, 8).window)
    any_of = Demand(str(full), Held(2, 2).window, any_of=(str(full), str(roomy)))
    mongo.transaction(lambda session: interval.claim(session, whole, ObjectId(), None))

    won = [mongo.transaction(lambda session: interval.claim(session, any_of, ObjectId(), None)) for _ in range(2)]

    assert [stamp.claimed[0].inventory_id for stamp in won] == [str(roomy)] * 2
    assert all(stamp.claimed[0].any_of == () for stamp in won)
    with pytest.raises(inventory.Taken):
        mongo.transaction(lambda session: interval.claim(session, any_of, ObjectId(), None))
