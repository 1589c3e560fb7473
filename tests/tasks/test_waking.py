"""A broker that is away costs a request nothing, and no booking."""

from __future__ import annotations

import time

import redis

from drivesphere.config import Settings
from drivesphere.tasks import make_celery
from drivesphere.tasks.jobs import DRAIN_OUTBOX
from drivesphere.tasks.waking import waker
from tests.stage import UNREACHABLE, make_settings

PATIENCE_SECONDS = 30  # what takes longer hangs


def test_commits_wake_a_worker(settings: Settings) -> None:
    broker = redis.Redis.from_url(settings.broker_url)
    broker.flushdb()

    waker(make_celery(settings), DRAIN_OUTBOX)()

    deadline = time.monotonic() + PATIENCE_SECONDS
    while not broker.llen("celery") and time.monotonic() < deadline:
        time.sleep(0.01)
    assert broker.llen("celery") == 1
    broker.flushdb()


def test_without_a_broker_nobody_waits() -> None:
    wake = waker(make_celery(make_settings("", "", UNREACHABLE)), DRAIN_OUTBOX)

    started = time.perf_counter()
    for _ in range(1_000):
        wake()

    assert time.perf_counter() - started < 3  # one try of the broker's client alone takes six
