"""Locks against real Redis servers: one, several, and some that are gone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis as redis_library

from drivesphere.config import Settings
from drivesphere.domain.errors import Busy
from drivesphere.embedded.redis_server import RedisServer
from drivesphere.infra import locks, redis
from tests.installation import wait_until
from tests.stage import UNREACHABLE, make_settings

NAME = "inventory:1"


def use(settings: Settings) -> None:
    redis.connect(settings)
    locks.connect(settings)


@pytest.fixture(autouse=True)
def _leave_nothing_connected() -> Iterator[None]:
    yield
    redis.disconnect()


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[RedisServer]]:
    """Three independent servers, as a Redlock wants them."""
    servers = [RedisServer(tmp_path / str(number)) for number in range(3)]
    for server in servers:
        server.start()
    yield servers
    for server in servers:
        server.kill()


def redlock(servers: list[RedisServer], *given: str) -> Settings:
    urls = tuple(server.url() for server in servers)
    return make_settings(*given, redis_url=urls[0], lock_redis_urls=urls)


def test_a_second_taker_is_told_to_come_back(redis_url: str) -> None:
    use(make_settings("", redis_url, ""))
    with locks.hold([NAME], wait_seconds=0), pytest.raises(Busy) as refused, locks.hold([NAME], wait_seconds=0.05):
        pass
    assert refused.value.retry_after == 1


def test_a_lock_is_free_again_after_its_block(redis_url: str) -> None:
    use(make_settings("", redis_url, ""))
    for _ in range(2):
        with locks.hold([NAME, "inventory:0"], wait_seconds=0) as grants:
            assert [grant.held for grant in grants] == [True, True]
            assert [grant.name for grant in grants] == ["lock:inventory:0", "lock:inventory:1"]


def test_a_lease_that_ran_out_releases_nothing_of_the_next_holder(redis_url: str) -> None:
    use(make_settings("", redis_url, "", lock_lease_ms=1_000))
    foreign = redis_library.Redis.from_url(redis_url)
    with locks.hold([NAME], wait_seconds=0):
        wait_until(lambda: not foreign.exists("lock:" + NAME))
        foreign.set("lock:" + NAME, "somebody else", px=60_000)
    assert foreign.get("lock:" + NAME) == b"somebody else"
    foreign.delete("lock:" + NAME)


def test_without_redis_the_caller_goes_on_unlocked_and_quickly() -> None:
    use(make_settings("", UNREACHABLE, ""))
    started = time.perf_counter()
    for _ in range(200):
        with locks.hold([NAME], wait_seconds=1) as grants:
            assert not grants[0].held
    assert time.perf_counter() - started < 30  # 3 s for each of the calls with the library's own retries


def test_a_majority_grants_and_a_minority_gone_changes_nothing(three: list[RedisServer]) -> None:
    use(redlock(three, "", "", ""))
    three[1].kill()
    with locks.hold([NAME], wait_seconds=0) as grants:
        assert grants[0].held
        with pytest.raises(Busy), locks.hold([NAME], wait_seconds=0.05):
            pass


def test_a_minority_alone_grants_nothing_and_the_caller_goes_on(three: list[RedisServer]) -> None:
    use(redlock(three, "", "", ""))
    three[1].kill()
    three[2].kill()
    with locks.hold([NAME], wait_seconds=0.05) as grants:
        assert not grants[0].held


def test_a_server_that_another_holds_is_given_back_after_a_lost_vote(three: list[RedisServer]) -> None:
    use(redlock(three, "", "", ""))
    clients = [redis_library.Redis.from_url(server.url()) for server in three]
    for client in clients[1:]:
        client.set("lock:" + NAME, "somebody else", px=60_000)
    with pytest.raises(Busy), locks.hold([NAME], wait_seconds=0.05):
        pass
    assert clients[0].get("lock:" + NAME) is None
