"""The gate in front of repeated requests: within a process, one at a time per key.

It only spares the others the work of losing. The promise itself is a row in MongoDB, written with the booking; a
repeat that reaches another process waits there for the inventory's lock, and then finds that row.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from drivesphere.domain.errors import RequestInProgress
from drivesphere.infra import mongo

WAIT_SECONDS = 3.5  # a little longer than the deadline of the transaction that the first request is in
RETRY_AFTER_SECONDS = 1


@dataclass(slots=True)
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0


class Gate:
    """Lets requests of different keys pass side by side, and those of one key one after the other."""

    def __init__(self, *, wait_seconds: float = WAIT_SECONDS) -> None:
        self._wait_seconds = wait_seconds
        self._mutex = threading.Lock()
        self._entries: dict[str, _Entry] = {}

    @contextmanager
    def passing(self, key: str) -> Iterator[None]:
        """Pass the gate; `RequestInProgress` when the request before takes too long."""
        with self._mutex:
            entry = self._entries.setdefault(key, _Entry())
            entry.users += 1
        try:
            if not entry.lock.acquire(timeout=mongo.at_most(self._wait_seconds)):
                raise RequestInProgress("The same request is still being worked on.", retry_after=RETRY_AFTER_SECONDS)
            try:
                yield
            finally:
                entry.lock.release()
        finally:
            self._leave(key, entry)

    def _leave(self, key: str, entry: _Entry) -> None:
        with self._mutex:
            entry.users -= 1
            if not entry.users:
                del self._entries[key]
