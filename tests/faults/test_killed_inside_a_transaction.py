"""A server process dies with its transaction open. The car must not stay frozen, and nothing of it may remain."""

from __future__ import annotations

import time
from typing import Any

from bson import ObjectId
from pymongo import MongoClient

from drivesphere.domain.errors import Busy, Unavailable
from drivesphere.models import booking
from tests.conftest import Servers
from tests.races.crew import Crew, Move
from tests.races.ledger import broken_invariants
from tests.stage import Stage, make_settings, span

# A transaction's life of 5 s, a look each second and a try, four times over for a busy machine; by default it is 90 s.
LONGEST_FREEZE_SECONDS = 32.0
PATIENCE_SECONDS = 60


def test_the_next_client_books_within_seconds(stage: Stage, servers: Servers) -> None:
    car, settings = stage.car(), stage.settings
    given = (settings.mongo_url, settings.redis_url, settings.broker_url)
    crew = Crew(make_settings(*given, lock_lease_ms=500), "stalling_after_claim")
    crew.begin([Move("hold", {"car": car, "client": stage.person("Ben"), "window": span(10)})])
    wait_for_idle_transaction(servers)
    crew.kill()

    frozen_for = book_as_soon_as_possible(stage, car)

    assert 0 < frozen_for < LONGEST_FREEZE_SECONDS
    assert booking.collection().count_documents({}) == 1
    assert broken_invariants() == []


def wait_for_idle_transaction(servers: Servers) -> None:
    """Until the server sees a transaction that has been open longer than any of the other tests' pauses."""
    admin = MongoClient[dict[str, Any]](servers.mongod.root_url("admin")).admin
    idle = {"$match": {"transaction.timeOpenMicros": {"$gt": 1_500_000}}}
    deadline = time.monotonic() + PATIENCE_SECONDS
    with admin.client:
        while not list(admin.aggregate([{"$currentOp": {"allUsers": True, "idleSessions": True}}, idle])):
            assert time.monotonic() < deadline, "the rival never got into its transaction"
            time.sleep(0.05)


def book_as_soon_as_possible(stage: Stage, car: ObjectId) -> float:
    """Try again whenever told to, like a good client; the seconds until it worked."""
    started, ada = time.monotonic(), stage.person("Ada")
    while time.monotonic() - started < PATIENCE_SECONDS:
        try:
            stage.hold(car, ada)
        except (Busy, Unavailable):
            continue
        return time.monotonic() - started
    raise AssertionError("the car stayed frozen")
