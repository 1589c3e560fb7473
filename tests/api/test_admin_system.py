"""The system page: what each part says of itself, and what to do when it is not well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from drivesphere import __version__, infra
from drivesphere.domain import clock
from drivesphere.infra import mongo, redis
from drivesphere.models import audit_entry, audit_head, booking, heartbeat, outbox, payment_event
from drivesphere.services import audit_chain, health
from tests.api.desk import Desk, Person
from tests.stage import UNREACHABLE, let_lapse, make_settings

SYSTEM = "/admin/system"
LONG_AGO = timedelta(hours=1)


@pytest.fixture
def iris(desk: Desk) -> Person:
    """An admin of an installation whose worker and beat are alive."""
    for name in (health.WORKER, health.BEAT):
        heartbeat.beat(name)
    return desk.sign_in("Iris", "admin")


def parts(person: Person) -> dict[str, dict[str, Any]]:
    answer = person.get(SYSTEM)
    assert answer.status_code == 200
    return {row["part"]: row for row in answer.json["parts"]}


def silence(name: str) -> None:
    heartbeat.collection().update_one({"_id": name}, {"$set": {"at": clock.now() - LONG_AGO}})


def test_every_part_says_how_it_is(iris: Person) -> None:
    shown = parts(iris)

    assert {name for name, row in shown.items() if row["state"] == "down"} == set()
    assert shown["mongodb"]["facts"]["version"] == mongo.client().server_info()["version"]
    assert shown["mongodb"]["facts"]["primary"]
    assert shown["redis"]["facts"]["version"]
    assert shown["broker"]["facts"]["waiting_tasks"] == redis.waiting_tasks()
    assert shown["stripe"]["facts"] == {"breaker": "closed", "last_webhook_seconds": None, "unhandled": 0}
    assert (shown["release"]["facts"]["version"], shown["release"]["facts"]["waiting"]) == (__version__, [])
    assert {row["advice"] for row in shown.values() if row["state"] == "well"} == {None}


def test_the_whole_is_as_its_worst_part(iris: Person) -> None:
    silence(health.WORKER)

    assert iris.get(SYSTEM).json["state"] == "down"


def test_a_silent_worker_is_down_and_hides_beat(iris: Person) -> None:
    for name in (health.WORKER, health.BEAT):
        silence(name)

    shown = parts(iris)

    assert (shown["worker"]["state"], shown["beat"]["state"]) == ("down", "watch")
    assert "start one" in shown["worker"]["advice"]


def test_a_silent_beat_is_down_while_the_worker_lives(iris: Person) -> None:
    silence(health.BEAT)

    shown = parts(iris)

    assert (shown["worker"]["state"], shown["beat"]["state"]) == ("well", "down")
    assert shown["beat"]["facts"]["silent_seconds"] >= LONG_AGO.total_seconds()


def test_effects_that_were_given_up_and_effects_that_wait_are_shown(desk: Desk, iris: Person) -> None:
    row = {"effect": "mail", "attempt": "1", "payload": {}, "tries": 12, "due_at": clock.now() - LONG_AGO}
    outbox.collection().insert_many([row | {"booking_id": ObjectId(), "state": state} for state in ("dead", "pending")])

    shown = parts(iris)["outbox"]

    assert (shown["state"], shown["facts"]["dead"], shown["facts"]["pending"]) == ("watch", 1, 1)
    assert shown["facts"]["longest_due_seconds"] >= LONG_AGO.total_seconds()


def test_holds_that_nobody_sweeps_are_shown(desk: Desk, iris: Person) -> None:
    let_lapse(desk.hold(desk.car()).body["id"], minutes=60)
    desk.hold(desk.car())

    shown = parts(iris)["holds"]

    assert booking.collection().count_documents({"status": "pending"}) == 2
    assert (shown["state"], shown["facts"]["alive"]) == ("watch", 1)


def test_webhooks_that_wait_and_the_age_of_the_last_one_are_shown(desk: Desk, iris: Person) -> None:
    payment_event.store({"_id": "evt_1", "type": "any", "payload": {}}, clock.now() - LONG_AGO)

    shown = parts(iris)["stripe"]

    assert (shown["state"], shown["facts"]["unhandled"]) == ("watch", 1)
    assert shown["facts"]["last_webhook_seconds"] >= LONG_AGO.total_seconds()


def test_the_audit_trail_says_how_far_it_is_sealed(desk: Desk, iris: Person) -> None:
    desk.hold(desk.car())
    audit_chain.seal()
    desk.hold(desk.car())

    facts = parts(iris)["audit"]["facts"]

    assert (facts["sealed"], facts["unsealed"]) == (1, 1)
    assert facts["sealed_at"].endswith("Z")


@pytest.mark.parametrize(
    ("meddle", "told"),
    [
        (lambda: audit_head.collection().delete_many({}), "head of the audit trail's chain is gone"),
        (lambda: audit_head.collection().update_one({}, {"$set": {"position": 2}}), "cut off from entry 2 on"),
        (lambda: audit_head.collection().update_one({}, {"$set": {"hash": "f" * 64}}), "entry 1 of the audit"),
        (lambda: audit_entry.collection().delete_many({}), "cut off from entry 1 on"),
    ],
)
def test_an_audit_trail_whose_ends_do_not_meet_is_down(
    desk: Desk, iris: Person, meddle: Callable[[], Any], told: str
) -> None:
    desk.hold(desk.car())
    audit_chain.seal()
    assert parts(iris)["audit"]["state"] == "well"

    meddle()

    shown = parts(iris)["audit"]
    assert shown["state"] == "down"
    assert told in shown["advice"]
    assert "See `The audit trail was touched`" in shown["advice"]


def test_with_both_redis_away_the_page_says_so_and_shows_the_rest(desk: Desk, iris: Person, mongo_url: str) -> None:
    infra.connect(make_settings(mongo_url, UNREACHABLE, UNREACHABLE))

    shown = parts(iris)

    assert {name for name, row in shown.items() if row["state"] == "down"} == {"redis", "broker"}
    assert shown["redis"]["facts"] == {}
    assert "cannot be asked" in shown["redis"]["advice"]
