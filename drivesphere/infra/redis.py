"""Redis: fast refusals. Every call may fail, and nothing that decides depends on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pybreaker
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from drivesphere.config import Settings

T = TypeVar("T")
Away = (redis.RedisError, pybreaker.CircuitBreakerError)
"""What a call raises when Redis cannot help; callers go on without it."""

TIMEOUT_SECONDS = 0.2  # a hung Redis may cost one request this much, then the breaker opens
BREAKER_FAILURES = 2  # one lost packet is no outage, two in a row are
BREAKER_SECONDS = 5.0  # how long nobody asks again
POOL_SIZE = 64
CELERY_QUEUE = "celery"  # the list that Celery keeps tasks in, unless told otherwise

_servers: list[Server] = []


class Server:
    """One Redis with its own breaker, so that a dead one costs nothing after the first tries."""

    def __init__(self, url: str) -> None:
        self.client = redis.Redis.from_url(
            url,
            retry=Retry(NoBackoff(), 0),
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            max_connections=POOL_SIZE,
            health_check_interval=0,
        )
        # A lock that is lost or held by somebody else is an answer of a healthy server, not an outage.
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=BREAKER_FAILURES,
            reset_timeout=BREAKER_SECONDS,
            exclude=[redis.exceptions.LockError],
            throw_new_error_on_trip=False,
        )

    def call(self, ask: Callable[[redis.Redis], T]) -> T:
        """`ask(client)`; raises one of `Away` when Redis fails, at once while the breaker is open."""
        return self._breaker.call(ask, self.client)

    def close(self) -> None:
        self.client.close()


def connect(settings: Settings) -> None:
    """Make the clients of this process; opens no socket yet."""
    global _broker_url
    disconnect()
    _broker_url = settings.broker_url
    urls = [settings.redis_url, *(url for url in settings.lock_urls if url != settings.redis_url)]
    _servers.extend(Server(url) for url in urls)
    _servers_of_locks[:] = [_servers[urls.index(url)] for url in settings.lock_urls]


def disconnect() -> None:
    for server in _servers + _broker:
        server.close()
    for kept in (_servers, _servers_of_locks, _broker):
        kept.clear()


_servers_of_locks: list[Server] = []
_broker: list[Server] = []  # made when somebody asks, which few processes do
_broker_url = ""


def main() -> Server:
    """The server of cache, revocations and idempotency marks."""
    return _servers[0]


def of_locks() -> list[Server]:
    """The independent servers of which a majority grants a lock."""
    return list(_servers_of_locks)


def broker() -> Server:
    """The server that Celery keeps its tasks in."""
    if not _broker:
        _broker.append(Server(_broker_url))
    return _broker[0]


def waiting_tasks() -> int:
    """How many tasks wait in Celery's queue; raises one of `Away`."""
    return int(broker().call(lambda client: client.llen(CELERY_QUEUE)))


def describe(server: Server) -> dict[str, Any]:
    """What `server` says of itself; raises one of `Away`."""
    said: dict[str, Any] = server.call(lambda client: client.info())
    return {
        "version": said.get("redis_version"),
        "memory_bytes": said.get("used_memory"),
        "clients": said.get("connected_clients"),
        "keeps_on_disk": bool(said.get("aof_enabled")),
        "eviction": said.get("maxmemory_policy"),
    }


def ping() -> None:
    """Raise one of `Away` unless the main server answers."""
    main().call(lambda client: client.ping())
