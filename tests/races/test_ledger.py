"""The ledger finds each sort of break: a check that never finds anything would pass every race."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain.idempotency import Attempt
from drivesphere.models import audit_entry, block, booking, idempotency_row, inventory, outbox
from drivesphere.services import blocks, bookings
from tests.races.ledger import INVARIANTS, broken, broken_invariants, most_at_a_time
from tests.stage import Till

HOUR_US = 3_600_000_000
Sabotage = Callable[[Till, dict[str, Any]], object]


def change(found: dict[str, Any], **fields: Any) -> None:
    booking.collection().update_one({"_id": found["_id"]}, {"$set": fields})


def change_stock(found: dict[str, Any], update: dict[str, Any]) -> None:
    inventory.collection().update_one({"_id": found["claims"][0]["inventory_id"]}, update)


def book_again(found: dict[str, Any], **fields: Any) -> None:
    """The same booking a second time, under an id of its own."""
    booking.collection().insert_one(found | {"_id": ObjectId()} | fields)


def lose_a_place(till: Till, _: dict[str, Any]) -> None:
    inventory.collection().update_one({"listing_id": till.event()}, {"$inc": {"remaining": -1}})


def pay(till: Till, found: dict[str, Any]) -> None:
    till.sandbox.pay(till.session_of(found["_id"]))
    till.report(found["_id"])


def refund_twice(till: Till, found: dict[str, Any]) -> None:
    pay(till, found)
    bookings.cancel(found["client_id"], found["_id"], reason=None, attempt=till.no_key())
    row = outbox.collection().find_one({"effect": "refund"})
    assert row is not None
    outbox.collection().insert_one(row | {"_id": ObjectId(), "attempt": "again"})


def lose_what_was_paid(till: Till, found: dict[str, Any]) -> None:
    pay(till, found)
    change(found, status="expired")


BREAKS: dict[str, Sabotage] = {
    "I1": lambda _, found: book_again(found),
    "I2": lambda _, found: change_stock(found, {"$inc": {"claims_made": 1}}),
    "I3": lose_a_place,
    "I4": lambda _, found: [book_again(found, policy={**found["policy"], "one_per_client": True}) for _ in range(2)],
    "I5": lambda _, found: idempotency_row.collection().delete_one({"_id": found["origin"]["scope"]}),
    "I6": lambda _, found: change(found, status="confirmed"),
    "I7": lose_what_was_paid,
    "I8": refund_twice,
    "I9": lambda _, found: change(found, version=2),
    "I10": lambda _, found: change(found, expires_at=found["expires_at"] + timedelta(milliseconds=1)),
    "I12": lambda _, found: change(found, status="expired"),
    "I13": lambda _, found: audit_entry.collection().delete_one({"booking_id": found["_id"]}),
    "I14": lambda _, found: change(found, listing_id=ObjectId()),
    "I16": lambda _, found: change_stock(found, {"$set": {"claims.0.until": None}}),
}


@pytest.fixture
def held(till: Till) -> dict[str, Any]:
    """Ada's hold under a key, with its payment page open."""
    ada = till.person("Ada")
    answer = till.hold(till.car(), ada, key="one-intent")
    till.open_page(ada, ObjectId(answer.body["id"]))
    assert broken_invariants() == []
    return till.booking(ObjectId(answer.body["id"]))


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_found_under_its_name(till: Till, held: dict[str, Any], name: str) -> None:
    BREAKS[name](till, held)

    assert broken(name)


@pytest.mark.parametrize(
    ("name", "change"),
    [("I1", {"state": "standing"}), ("I5", {"origin": {"scope": "lost"}}), ("I16", {"state": "standing"})],
)
def test_what_is_wrong_with_a_block_is_found_too(
    till: Till, held: dict[str, Any], name: str, change: dict[str, Any]
) -> None:
    """A block that was removed and comes back to life stands where somebody has booked since."""
    car, owner = held["listing_id"], held["owner_id"]
    wanted = {"starts_at": held["ends_at"], "ends_at": held["ends_at"] + timedelta(days=1), "reason": "own_use"}
    blocks.put_up(owner, car, wanted, Attempt(None, ""))
    found = block.collection().find_one({})
    assert found is not None
    blocks.remove(owner, car, found["_id"])
    assert broken_invariants() == []

    block.collection().update_one({}, {"$set": change | {"claims": held["claims"]}})

    assert broken(name)


def test_every_invariant_has_its_break() -> None:
    assert [name for name, _ in INVARIANTS] == list(BREAKS)


@pytest.mark.parametrize(("pause_us", "at_a_time"), [(HOUR_US, 1), (HOUR_US - 1, 2)])
def test_the_pause_behind_a_booking_counts_to_the_microsecond(
    till: Till, held: dict[str, Any], pause_us: int, at_a_time: int
) -> None:
    [claim] = held["claims"]
    change_stock(held, {"$set": {"buffer_us": HOUR_US}})
    start = claim["ends_us"] + pause_us
    book_again(held, claims=[claim | {"starts_us": start, "ends_us": start + HOUR_US}])

    assert most_at_a_time(claim["inventory_id"]) == at_a_time
    assert bool(broken("I1")) == (at_a_time > 1)


def test_four_at_a_time_are_no_break_where_four_fit(till: Till, held: dict[str, Any]) -> None:
    change_stock(held, {"$set": {"capacity": 4}})
    for _ in range(3):
        book_again(held)
    assert not broken("I1")

    book_again(held)

    assert broken("I1")
