"""Counters of all processes together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivesphere.infra import redis, tally
from tests.installation import wait_until
from tests.stage import UNREACHABLE, Stage


def counted(name: str) -> float:
    return sum(value for _, value in tally.read().get(name, []))


def test_what_is_counted_is_read_with_its_labels(stage: Stage) -> None:
    tally.count("boats", colour="red")
    tally.count("boats", colour="red")
    tally.count("boats", colour="blue")

    assert tally.read()["boats"] == [({"colour": "blue"}, 1), ({"colour": "red"}, 2)]


def test_a_time_falls_into_one_bucket_and_adds_to_the_sum(stage: Stage) -> None:
    for seconds in (0.004, 0.005, 0.3, 60.0):
        tally.observe("ride_seconds", seconds)

    found = {labels["le"]: value for labels, value in tally.read()["ride_seconds_bucket"]}

    assert found == {"0.005": 2, "0.5": 1, tally.ABOVE: 1}
    assert counted("ride_seconds_sum") == pytest.approx(60.309)


def test_it_reaches_redis_without_anybody_asking(stage: Stage) -> None:
    tally.count("boats")

    wait_until(lambda: redis.main().call(lambda client: client.hgetall(tally.KEY)))

    assert counted("boats") == 1


def test_what_cannot_be_told_waits_until_it_can(stage: Stage) -> None:
    redis.connect(replace(stage.settings, redis_url=UNREACHABLE))
    tally.count("boats")
    with pytest.raises(redis.Away):
        tally.flush()

    redis.connect(stage.settings)

    assert counted("boats") == 1


def test_a_redis_that_was_emptied_begins_anew(stage: Stage) -> None:
    tally.count("boats")
    tally.flush()
    redis.main().call(lambda client: client.flushdb())
    tally.count("boats")

    assert counted("boats") == 1
