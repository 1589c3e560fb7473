"""A real worker on a real broker does what the minute asks for; twice is as good as once."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from bson import ObjectId

from drivesphere.config import Settings
from drivesphere.embedded.process import Process
from drivesphere.models import booking, heartbeat, outbox
from drivesphere.tasks import make_celery
from drivesphere.tasks.jobs import JOBS, beat_table
from tests.stage import Stage, let_lapse

PROJECT = Path(__file__).parents[2]
QUEUE = "celery"  # new messages are put in at its left end
PATIENCE_SECONDS = 60  # a worker takes a few seconds to start, and what takes longer hangs


@pytest.fixture
def environ(settings: Settings, stage: Stage, tmp_path: Path) -> dict[str, str]:
    """What worker and beat are told: this test's databases."""
    redis.Redis.from_url(settings.broker_url).flushdb()
    return os.environ | {
        "DRIVESPHERE_ENV": "test",
        "SECRET_KEY": settings.secret_key,
        "MONGO_URL": settings.mongo_url,
        "REDIS_URL": settings.redis_url,
        "BROKER_URL": settings.broker_url,
        "STRIPE_API_BASE": settings.stripe_api_base,
        "STRIPE_SECRET_KEY": settings.stripe_secret_key,
        "STRIPE_WEBHOOK_SECRET": settings.stripe_webhook_secret,
        "MAIL_DIR": str(tmp_path / "mail"),
    }


@pytest.fixture
def worker(environ: dict[str, str]) -> Iterator[Process]:
    """The worker as `up` starts it."""
    flags = ("--pool", "threads", "--concurrency", "2", "--without-gossip", "--without-mingle")
    with running("worker", *flags, env=environ) as process:
        yield process


@pytest.fixture
def beat(environ: dict[str, str]) -> Iterator[Process]:
    """Beat as `up` starts it."""
    with running("beat", "--pidfile", "", env=environ) as process:
        yield process


@contextmanager
def running(command: str, *flags: str, env: dict[str, str]) -> Iterator[Process]:
    argv = (sys.executable, "-m", "celery", "--app", "celery_worker", command, *flags, "--loglevel", "WARNING")
    process = Process(command, argv, env=env, cwd=PROJECT)
    process.start()
    try:
        yield process
    finally:
        process.stop(10)


def eventually(fact: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.05)
    return fact()


def status_of(booking_id: str) -> str:
    found = booking.collection().find_one({"_id": ObjectId(booking_id)})
    assert found is not None
    return str(found["status"])


def test_every_job_is_on_the_beat_and_runs_twice_without_harm(
    settings: Settings, stage: Stage, worker: Process
) -> None:
    held = stage.hold(stage.car()).body["id"]
    let_lapse(held)
    celery = make_celery(settings)

    for name in [*JOBS, *JOBS]:
        celery.send_task(name)

    assert set(beat_table()) == set(JOBS)
    assert eventually(lambda: status_of(held) == "expired")
    assert eventually(lambda: heartbeat.age_seconds("worker") is not None)
    assert booking.collection().count_documents({"version": 2}) == 1


def test_a_killed_worker_loses_no_effect(settings: Settings, stage: Stage, worker: Process, tmp_path: Path) -> None:
    held = ObjectId(stage.hold(stage.car()).body["id"])
    row = {"booking_id": held, "effect": "mail", "attempt": "x", "payload": {"template": "hold_lost"}}
    worker.kill()
    outbox.collection().insert_one(row | {"state": "pending", "tries": 0, "due_at": booking_time(held)})
    celery = make_celery(settings)
    celery.send_task("drain_outbox")

    worker.start()

    assert eventually(lambda: outbox.collection().count_documents({"state": "done"}) == 1)
    assert len(list((tmp_path / "mail" / "new").iterdir())) == 1


def booking_time(held: ObjectId) -> object:
    found = booking.collection().find_one({"_id": held})
    assert found is not None
    return found["held_at"]


def test_beat_says_that_it_is_there_before_it_hands_anything_out(settings: Settings, beat: Process) -> None:
    broker = redis.Redis.from_url(settings.broker_url)

    assert eventually(lambda: broker.llen(QUEUE) > 0)
    assert json.loads(broker.lrange(QUEUE, -1, -1)[0])["headers"]["task"] == "beat_beat"


def test_beat_keeps_nothing_that_a_crash_could_break(tmp_path: Path, settings: Settings) -> None:
    beat = make_celery(settings).Beat(schedule=str(tmp_path / "schedule"), quiet=True)

    service = beat.Service(beat.app, scheduler_cls=beat.scheduler_cls, schedule_filename=beat.schedule)

    assert set(service.scheduler.schedule) >= set(JOBS)
    assert not list(tmp_path.iterdir())
