"""A server process dies with its transaction open. What it fought for must not stay frozen, and nothing may remain."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from pymongo import MongoClient

from drivesphere.domain.errors import Busy, SoldOut, Unavailable
from drivesphere.models import booking
from drivesphere.services import holds
from tests.conftest import Servers
from tests.races.crew import Crew, Move
from tests.races.ledger import broken_invariants, places_had, places_left
from tests.stage import Stage, make_settings, order_places, section, sections_of, span

# A transaction's life of 5 s, a look each second and a try, four times over for a busy machine; by default it is 90 s.
LONGEST_FREEZE_SECONDS = 32.0
PATIENCE_SECONDS = 60


def test_a_car_is_booked_within_seconds(stage: Stage, servers: Servers) -> None:
    car, ada = stage.car(), stage.person("Ada")
    die_while_booking(stage, servers, "cars", car, span(10))

    frozen_for = book_as_soon_as_possible(lambda: stage.hold(car, ada))

    assert 0 < frozen_for < LONGEST_FREEZE_SECONDS
    assert booking.collection().count_documents({}) == 1
    assert broken_invariants() == []


def test_a_section_is_sold_within_seconds_to_its_last_place_and_not_beyond(stage: Stage, servers: Servers) -> None:
    event, ada = stage.event(sections=[section("Floor", 4_500, 3)]), stage.person("Ada")
    floor = sections_of(event)["Floor"]
    die_while_booking(stage, servers, "events", event, {"lines": [{"section_id": floor, "quantity": 2}]})

    frozen_for = book_as_soon_as_possible(lambda: holds.place_hold(order_places(event, ada, [(floor, 3)])))

    assert 0 < frozen_for < LONGEST_FREEZE_SECONDS
    assert (places_had(floor), places_left(floor)) == (3, 0)
    with pytest.raises(SoldOut):
        holds.place_hold(order_places(event, stage.person("Cleo"), [(floor, 1)]))
    assert broken_invariants() == []


def die_while_booking(stage: Stage, servers: Servers, kind: str, listing: ObjectId, request: dict[str, Any]) -> None:
    """Ben's server has claimed and is killed before it commits."""
    given = (stage.settings.mongo_url, stage.settings.redis_url, stage.settings.broker_url)
    crew = Crew(make_settings(*given, lock_lease_ms=500), "stalling_after_claim")
    ben = stage.person("Ben")
    crew.begin([Move("book", {"kind": kind, "listing": listing, "client": ben, "request": request})])
    wait_for_idle_transaction(servers)
    crew.kill()


def wait_for_idle_transaction(servers: Servers) -> None:
    """Until the server sees a transaction that has been open longer than any of the other tests' pauses."""
    admin = MongoClient[dict[str, Any]](servers.mongod.root_url("admin")).admin
    idle = {"$match": {"transaction.timeOpenMicros": {"$gt": 1_500_000}}}
    deadline = time.monotonic() + PATIENCE_SECONDS
    with admin.client:
        while not list(admin.aggregate([{"$currentOp": {"allUsers": True, "idleSessions": True}}, idle])):
            assert time.monotonic() < deadline, "the rival never got into its transaction"
            time.sleep(0.05)


def book_as_soon_as_possible(book: Callable[[], object]) -> float:
    """Try again whenever told to, like a good client; the seconds until it worked."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE_SECONDS:
        try:
            book()
        except (Busy, Unavailable):
            continue
        return time.monotonic() - started
    raise AssertionError("it stayed frozen")
