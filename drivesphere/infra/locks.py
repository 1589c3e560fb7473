"""Short locks before a transaction: they spare rivals the work, they never decide who wins.

With one server this is redis-py's Lock. With several independent servers it is a Redlock: a majority must grant it,
with most of the lease still ahead. Without enough servers the caller goes on unlocked, because the guard write in
MongoDB keeps the promise on its own.
"""

from __future__ import annotations

import logging
import random
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from redis import Redis
from redis.exceptions import LockError
from redis.lock import Lock

from drivesphere.config import Settings
from drivesphere.domain.errors import Busy
from drivesphere.infra import mongo, redis, tally

log = logging.getLogger(__name__)

DRIFT_SECONDS = 0.05  # what clocks of the lock servers may differ by within one lease
POLL_SECONDS = (0.002, 0.01)  # random between these: equal pauses make rivals collide again and again
RETRY_AFTER_SECONDS = 1


_longest_wait_seconds = float("inf")
_lease_seconds = 5.0


def connect(settings: Settings) -> None:
    """Take the bounds from the settings: the longest wait for an inventory, and the lease.

    The lease is longer than the 3 s deadline of a transaction, so that a live holder keeps its lock.
    """
    global _longest_wait_seconds, _lease_seconds
    _longest_wait_seconds = settings.lock_wait_ms / 1000
    _lease_seconds = settings.lock_lease_ms / 1000


def at_most(wished: timedelta) -> float:
    """Seconds to wait for an inventory: what its model wishes, bounded by the setting."""
    return mongo.at_most(min(wished.total_seconds(), _longest_wait_seconds))


@dataclass(slots=True)
class Grant:
    """What the caller got: `held` is false when Redis is away and it goes on without."""

    name: str
    held: bool = False
    parts: list[tuple[redis.Server, Lock]] = field(default_factory=list)


@contextmanager
def hold(names: Sequence[str], *, wait_seconds: float, lease_seconds: float | None = None) -> Iterator[list[Grant]]:
    """Hold the locks of all `names`, taken in sorted order; `Busy` when one is not free within `wait_seconds`.

    `lease_seconds` is for work that takes longer than a transaction.
    """
    if mongo.in_transaction():
        raise RuntimeError("A lock belongs around a transaction, not inside it.")
    stop_at = time.monotonic() + wait_seconds
    with ExitStack() as held:
        grants = []
        for name in sorted(set(names)):
            grant = _acquire(f"lock:{name}", stop_at, lease_seconds or _lease_seconds)
            held.callback(_release, grant)
            grants.append(grant)
        yield grants


def _acquire(name: str, stop_at: float, lease_seconds: float) -> Grant:
    started = time.monotonic()
    try:
        return _ask_until(stop_at, name, lease_seconds)
    finally:
        tally.observe("lock_wait_seconds", time.monotonic() - started)


def _ask_until(stop_at: float, name: str, lease_seconds: float) -> Grant:
    token = uuid.uuid4().hex
    while True:
        grant, reachable = _ask_all(name, token, lease_seconds)
        if grant.held or not reachable:
            return grant
        _release(grant)
        if time.monotonic() >= stop_at:
            raise Busy(
                "Somebody is booking this very thing right now. Try again in a second.", retry_after=RETRY_AFTER_SECONDS
            )
        time.sleep(random.uniform(*POLL_SECONDS))


def _ask_all(name: str, token: str, lease_seconds: float) -> tuple[Grant, bool]:
    """Ask every server once; the second value tells whether a majority could be asked at all."""
    servers = redis.of_locks()
    majority, asked_at, reached = len(servers) // 2 + 1, time.monotonic(), 0
    grant = Grant(name)
    for server in servers:
        lock = Lock(server.client, name, timeout=lease_seconds, thread_local=False)
        try:
            granted = server.call(partial(_acquire_now, lock, token))
        except redis.Away as error:
            log.warning("lock server away: %s", type(error).__name__)
            continue
        reached += 1
        if granted:
            grant.parts.append((server, lock))
    valid_for = lease_seconds - (time.monotonic() - asked_at) - DRIFT_SECONDS
    grant.held = len(grant.parts) >= majority and valid_for > 0
    return grant, reached >= majority


def _release(grant: Grant) -> None:
    """Give back what was granted; a lease that ran out is logged, because the guard has decided already."""
    for server, lock in grant.parts:
        try:
            server.call(partial(_release_now, lock))
        except LockError:
            log.warning("lock %s was no longer ours at release; its lease ran out", grant.name)
        except redis.Away as error:
            log.warning("lock %s not released (%s); its lease will end it", grant.name, type(error).__name__)
    grant.parts.clear()


def _acquire_now(lock: Lock, token: str, _: Redis) -> bool:
    return bool(lock.acquire(blocking=False, token=token))


def _release_now(lock: Lock, _: Redis) -> None:
    lock.release()
