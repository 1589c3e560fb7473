"""Being refused: what it costs, what it leaves behind, what it says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from bson import ObjectId

from drivesphere.domain.errors import AlreadyBooked, DriveSphereError
from drivesphere.domain.idempotency import Attempt
from drivesphere.infra import locks
from drivesphere.models import audit_entry
from drivesphere.services import bookings
from tests.profiler import Profiled, Statement
from tests.stage import Stage

CROWD = 24


def refusal(stage: Stage, car: ObjectId, client: ObjectId | None = None) -> str:
    with pytest.raises(DriveSphereError) as refused:
        stage.hold(car, client)
    return refused.value.code


def in_transactions(statements: list[Statement]) -> list[Statement]:
    return [each for each in statements if "autocommit" in each.get("command", {})]


def test_who_comes_after_the_first_that_was_refused_costs_no_transaction(stage: Stage, profiled: Profiled) -> None:
    car, people = stage.car(), [stage.person() for _ in range(CROWD)]
    stage.hold(car)
    refusal(stage, car)

    with profiled() as statements, ThreadPoolExecutor(CROWD) as threads:
        codes = list(threads.map(lambda person: refusal(stage, car, person), people))

    assert set(codes) == {"window_taken"}
    assert statements
    assert in_transactions(statements) == []


def test_the_first_that_is_refused_costs_one(stage: Stage, profiled: Profiled) -> None:
    """The control: a transaction would have been seen."""
    car = stage.car()
    stage.hold(car)

    with profiled() as statements:
        refusal(stage, car)

    assert in_transactions(statements)


def test_every_one_of_a_crowd_stands_in_the_trail(stage: Stage) -> None:
    car, people = stage.car(), [stage.person() for _ in range(CROWD)]
    stage.hold(car)

    with ThreadPoolExecutor(CROWD) as threads:
        list(threads.map(lambda person: refusal(stage, car, person), people))

    recorded = audit_entry.collection().find({"listing_id": car, "outcome": "refused", "code": "window_taken"})
    assert sorted(row["actor"] for row in recorded) == sorted(f"client:{person}" for person in people)


def test_every_one_of_a_group_that_did_not_get_the_lock_stands_in_the_trail(stage: Stage) -> None:
    """They share one lock and one refusal of it, and each has tried."""
    car, people = stage.car(), [stage.person() for _ in range(CROWD)]

    with locks.hold([f"inventory:{car}"], wait_seconds=0), ThreadPoolExecutor(CROWD) as threads:
        codes = list(threads.map(lambda person: refusal(stage, car, person), people))

    assert set(codes) == {"inventory_busy"}
    assert audit_entry.collection().count_documents({"listing_id": car, "code": "inventory_busy"}) == CROWD


def test_what_was_given_back_is_free_for_the_next_though_many_were_refused(stage: Stage) -> None:
    car, ada = stage.car(), stage.person("Ada")
    held = stage.hold(car, ada)
    for _ in range(3):
        refusal(stage, car)

    bookings.cancel(ada, ObjectId(held.body["id"]), reason=None, attempt=Attempt(None, ""))

    assert stage.hold(car).status == 201


def test_who_has_one_is_told_so_also_where_somebody_else_was_refused(stage: Stage) -> None:
    car, ada = stage.car(policy={"buffer_minutes": 0, "one_per_client": True}), stage.person("Ada")
    stage.hold(car, ada)
    refusal(stage, car, stage.person("Ben"))

    assert refusal(stage, car, ada) == AlreadyBooked.code
