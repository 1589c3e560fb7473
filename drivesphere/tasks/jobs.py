"""The tasks and their times."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from celery import Celery

from drivesphere.domain.trace import request_id
from drivesphere.services import (
    audit_chain,
    blocks,
    effects,
    health,
    housekeeping,
    outbox,
    payment_events,
    photos,
    reconciliation,
    reminders,
)
from drivesphere.services.reports import keeping
from drivesphere.services.verification import watch

EVERY_MINUTE = 60.0
DRAIN_OUTBOX = "drain_outbox"
RECONCILE = "reconcile"

JOBS: dict[str, Callable[[], Any]] = {
    "sweep_holds": housekeeping.sweep_holds,
    "complete_finished": housekeeping.complete_finished,
    "end_past_blocks": blocks.end_past,
    "redrive_payment_events": payment_events.redrive,
    "remind": reminders.remind,
    "seal_audit": audit_chain.seal,
    DRAIN_OUTBOX: outbox.drain,
    "sweep_photos": photos.sweep,
    RECONCILE: reconciliation.run_due,  # each minute for those that were asked for; the others every ten minutes
    "keep_sums": keeping.keep,
    "verify_invariants": watch.run_due,  # once an hour, whoever comes first
    "beat_worker": lambda: housekeeping.beat(health.WORKER),
    "beat_beat": lambda: housekeeping.beat(health.BEAT),
}

TIME_LIMITS = {"verify_invariants": watch.LIMIT_SECONDS}
"""Of the tasks that may take longer than the others."""


def beat_table() -> dict[str, dict[str, Any]]:
    """Every job once a minute; a run that beat could not hand out in its minute is not wanted any more."""
    options = {"expires": EVERY_MINUTE}
    return {name: {"task": name, "schedule": EVERY_MINUTE, "options": options} for name in JOBS}


def register(app: Celery) -> None:
    """Make each job a task of `app`, under its plain name."""
    effects.register()
    for name, job in JOBS.items():
        # Celery would share it with every application of the process, where it took the place of that one's own.
        app.task(_traced(name, job), name=name, time_limit=TIME_LIMITS.get(name), shared=False)


def _traced(name: str, job: Callable[[], Any]) -> Callable[[], None]:
    def task() -> None:
        token = request_id.set(f"task-{name}-{uuid.uuid4().hex[:12]}")
        try:
            job()
        finally:
            request_id.reset(token)

    return task
