"""Where the time of a booking went: its own wait, and the transaction that it shares with its group."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest
from bson import ObjectId

from drivesphere.domain.errors import Busy, WindowTaken
from drivesphere.domain.trace import Spent, spent
from drivesphere.infra import locks
from drivesphere.services import reserving
from tests.installation import wait_until
from tests.stage import Stage


def time_of_a_hold(stage: Stage, car: ObjectId) -> Spent:
    with suppress(WindowTaken):
        stage.hold(car)
    found = spent.get()
    assert found is not None
    return found


def waiting() -> int:
    """How many requests of this process stand in line or are under way."""
    return sum(len(queue) for queue in reserving._groups._queues.values())


def test_each_of_a_group_has_waited_for_itself_and_has_the_transaction_of_all(stage: Stage) -> None:
    car, came = stage.car(), []
    with ThreadPoolExecutor(3) as threads:
        with locks.hold([f"inventory:{car}"], wait_seconds=0):
            for number in range(3):  # the first one leads and waits for the lock, the others gather behind it
                came.append(threads.submit(time_of_a_hold, stage, car))
                wait_until(lambda there=number + 1: waiting() == there)
        leader, second, third = map(Future.result, came)

    assert second.transaction_ms == third.transaction_ms != leader.transaction_ms
    assert second.lock_ms > third.lock_ms > leader.transaction_ms > 0


def test_who_was_sent_away_from_the_lock_has_had_the_wait_alone(stage: Stage) -> None:
    car = stage.car()

    with locks.hold([f"inventory:{car}"], wait_seconds=0), pytest.raises(Busy):
        stage.hold(car)

    found = spent.get()
    assert found is not None
    assert found.lock_ms >= 1_000
    assert found.transaction_ms is None
