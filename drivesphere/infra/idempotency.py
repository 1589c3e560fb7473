"""The gate in front of repeated requests: one at a time per key, while Redis is there.

The durable answer is a row in MongoDB, written with the booking. This gate only spares the work of losing against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from drivesphere.domain.errors import Busy, RequestInProgress
from drivesphere.infra import locks

WAIT_SECONDS = (
    3.5  # a little longer than the deadline of the transaction that the first request is in; LOCK_WAIT_MS bounds it too
)


@contextmanager
def gate(scope: str) -> Iterator[None]:
    """Let one request per `scope` through; the others wait, and `RequestInProgress` tells them to come back."""
    with ExitStack() as held:
        try:
            held.enter_context(locks.hold([f"idempotency:{scope}"], wait_seconds=WAIT_SECONDS))
        except Busy as error:
            raise RequestInProgress(
                "The same request is still being worked on.", retry_after=error.retry_after
            ) from None
        yield
