"""Celery only: a task names one service call, and the beat table says how often.

Every task may run twice, at once or again; none carries a booking's correctness. They wake what the database holds.
"""

from __future__ import annotations

from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init, worker_process_init, worker_ready

from drivesphere import infra
from drivesphere.config import Settings
from drivesphere.tasks.jobs import beat_table, register

VISIBILITY_SECONDS = 600  # a task is handed out again after this; the longest takes under a minute
BROKER_TIMEOUT_SECONDS = 0.2  # a request that wakes the outbox must not wait for a broker that is away
TASK_LIMIT_SECONDS = 120  # a stuck run ends before it meets more than one successor


def make_celery(settings: Settings) -> Celery:
    """The Celery application; a worker that runs it connects when it starts."""
    app = Celery("drivesphere", broker=settings.broker_url, set_as_current=False)
    app.conf.update(
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_time_limit=TASK_LIMIT_SECONDS,
        task_serializer="json",
        accept_content=["json"],
        task_publish_retry=False,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={
            "visibility_timeout": VISIBILITY_SECONDS,
            "socket_connect_timeout": BROKER_TIMEOUT_SECONDS,
        },
        beat_schedule=beat_table(),
        # The one that remembers in a file dies of that file when a crash cut it short, and remembers nothing of use.
        beat_scheduler="celery.beat:Scheduler",
        timezone="UTC",
    )
    register(app)
    _connect_workers(settings)
    _report_at_once(app)
    return app


def _connect_workers(settings: Settings) -> None:
    """Connections do not survive a fork, so each worker process makes its own."""

    def connect(**_: Any) -> None:
        infra.connect(settings)

    worker_init.connect(connect, weak=False)
    worker_process_init.connect(connect, weak=False)


def _report_at_once(app: Celery) -> None:
    """Beat hands nothing out in its first minute; whoever looks how things are need not wait for it."""

    def report_worker(**_: Any) -> None:
        app.send_task("beat_worker")

    def report_beat(**_: Any) -> None:
        app.send_task("beat_beat")

    worker_ready.connect(report_worker, weak=False)
    beat_init.connect(report_beat, weak=False)
