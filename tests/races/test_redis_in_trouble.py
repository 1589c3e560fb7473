"""Redis is emptied or stopped while rivals book: they may be slower, and nothing is sold twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import redis

from drivesphere.embedded.redis_server import RedisServer
from tests.races.crew import Crew, Move, codes, spaced
from tests.stage import Stage, make_settings, span

ROUND = 0.3  # seconds over which a round's arrivals are spread, so that trouble falls between them


@pytest.fixture
def crew_of_own_redis(own_redis: RedisServer, mongo_url: str, broker_url: str) -> Iterator[Crew]:
    own_redis.start()
    crew = Crew(make_settings(mongo_url, own_redis.url(0), broker_url))
    yield crew
    crew.dismiss()


@contextmanager
def meanwhile(act: Callable[[], object], every: float) -> Iterator[None]:
    """Call `act` again and again until the block ends."""
    over = threading.Event()

    def repeat() -> None:
        while not over.wait(every):
            act()

    thread = threading.Thread(target=repeat)
    thread.start()
    yield
    over.set()
    thread.join()


def rivals_for(stage: Stage, cars: int = 4, each: int = 6) -> list[Move]:
    wanted = [stage.car() for _ in range(cars)] * each
    return spaced([Move("hold", {"car": car, "client": stage.person(), "window": span(10)}) for car in wanted], ROUND)


def test_redis_flushed_while_locks_are_held(sound: Stage, crew_of_own_redis: Crew, own_redis: RedisServer) -> None:
    with meanwhile(redis.Redis.from_url(own_redis.url()).flushall, every=0.02):
        for _ in range(3):
            outcomes = codes(crew_of_own_redis.run(rivals_for(sound)))
            assert outcomes["ok"] == 4


def test_redis_stopped_in_the_middle(sound: Stage, crew_of_own_redis: Crew, own_redis: RedisServer) -> None:
    stop = threading.Timer(0.3, own_redis.kill)
    stop.start()

    outcomes = [codes(crew_of_own_redis.run(rivals_for(sound))) for _ in range(3)]

    assert not own_redis.process.is_alive
    assert [found["ok"] for found in outcomes] == [4, 4, 4]
    assert [found["window_taken"] for found in outcomes] == [20, 20, 20]


def test_redis_that_hangs_costs_a_request_a_moment_once(
    sound: Stage, crew_of_own_redis: Crew, own_redis: RedisServer
) -> None:
    own_redis.pause()
    started = time.monotonic()

    outcomes = [codes(crew_of_own_redis.run(rivals_for(sound, cars=2, each=3))) for _ in range(2)]

    assert [found["ok"] for found in outcomes] == [2, 2]
    assert time.monotonic() - started < 40  # the client's own defaults would hang for a minute
