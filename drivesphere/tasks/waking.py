"""Tell a worker that there is something to do, without making a request wait for the broker."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from celery import Celery

log = logging.getLogger(__name__)


def waker(app: Celery, task: str) -> Callable[[], None]:
    """A call that returns at once; a thread of its own sends the message, and many calls become one message.

    kombu may try for seconds to reach a broker that is away. What is lost then is only time: the minute finds it.
    """
    called = threading.Event()

    def send() -> None:
        while called.wait():
            called.clear()
            try:
                app.send_task(task, retry=False)
            except Exception as error:  # kombu raises whatever its transport raises
                log.warning("%s not woken: %s", task, type(error).__name__)

    threading.Thread(target=send, name=f"{task}-waker", daemon=True).start()
    return called.set
