"""Tell a worker that there is something in the outbox, without making a request wait for the broker."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from celery import Celery

from drivesphere.tasks.jobs import DRAIN_OUTBOX

log = logging.getLogger(__name__)


def waker(app: Celery) -> Callable[[], None]:
    """A call that returns at once; a thread of its own sends the message, and many calls become one message.

    kombu may try for seconds to reach a broker that is away. What is lost then is only time: the minute finds it.
    """
    called = threading.Event()

    def send() -> None:
        while called.wait():
            called.clear()
            try:
                app.send_task(DRAIN_OUTBOX, retry=False)
            except Exception as error:  # kombu raises whatever its transport raises
                log.warning("outbox not woken: %s", type(error).__name__)

    threading.Thread(target=send, name="outbox-waker", daemon=True).start()
    return called.set
