"""Whether the parts this installation stands on answer, and how fast."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from drivesphere.domain.errors import Unavailable
from drivesphere.infra import mongo, redis
from drivesphere.models import heartbeat, verification

WORKER, BEAT = "worker", "beat"
"""Who leaves signs of life. The worker writes both: that of beat only when beat has handed it the task."""
WORKER_SILENCE_SECONDS = 150.0  # the worker beats every minute; two missed beats and some slack
# A probe waits 1.5 s. The driver looks for a lost server every half second and may overrun by one such pause.
DATABASE_DEADLINE_SECONDS = 0.7
HEARTBEAT_DEADLINE_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Part:
    """One part: whether it is well, and how long the question took."""

    is_healthy: bool
    latency_ms: float


@dataclass(frozen=True, slots=True)
class Health:
    """MongoDB is needed for everything; the others only for speed and for what follows a booking.

    `verified_at` is when the auditor last found every promise kept.
    """

    mongodb: Part
    redis: Part
    celery: Part
    verified_at: datetime | None = None

    @property
    def status(self) -> str:
        if not self.mongodb.is_healthy:
            return "unhealthy"
        return "healthy" if self.redis.is_healthy and self.celery.is_healthy else "degraded"


def check() -> Health:
    """Ask each part once; answers within 1.5 s whatever is away."""
    database = _timed(_database_answers)
    cache = _timed(_redis_answers)
    worker = _timed(_worker_beats) if database.is_healthy else Part(is_healthy=False, latency_ms=0.0)
    verified_at = _verified_at() if database.is_healthy else None
    return Health(mongodb=database, redis=cache, celery=worker, verified_at=verified_at)


def _timed(question: Callable[[], bool]) -> Part:
    started = time.perf_counter()
    is_healthy = question()
    return Part(is_healthy, round((time.perf_counter() - started) * 1000, 2))


def _database_answers() -> bool:
    try:
        with mongo.deadline(DATABASE_DEADLINE_SECONDS):
            mongo.ping()
    except Unavailable:
        return False
    return True


def _redis_answers() -> bool:
    try:
        redis.ping()
    except redis.Away:
        return False
    return True


def _verified_at() -> datetime | None:
    try:
        with mongo.deadline(HEARTBEAT_DEADLINE_SECONDS):
            return verification.last_clean_at()
    except Unavailable:
        return None


def _worker_beats() -> bool:
    try:
        with mongo.deadline(HEARTBEAT_DEADLINE_SECONDS):
            age = heartbeat.age_seconds(WORKER)
    except Unavailable:
        return False
    return age is not None and age < WORKER_SILENCE_SECONDS
