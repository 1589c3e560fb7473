"""Where rivals were refused a moment ago, so that the next ones look before they queue.

A look can only refuse what is taken at this instant, and spares a crowd the lock and the transaction. Where nobody
was refused lately it would only cost: the claim itself finds out.
"""

from __future__ import annotations

import time
from collections.abc import Hashable

REMEMBERED_SECONDS = 60.0  # a crowd after a sold-out thing comes back within the minute
MOST_REMEMBERED = 10_000  # bounds the memory; the oldest half goes first


class Contention:
    """Remembers keys for a minute. Forgetting one costs a transaction, remembering one too long costs a read."""

    def __init__(self, *, seconds: float = REMEMBERED_SECONDS, most: int = MOST_REMEMBERED) -> None:
        self._seconds = seconds
        self._most = most
        self._refused_at: dict[Hashable, float] = {}

    def note(self, key: Hashable) -> None:
        """Somebody was refused `key`."""
        if len(self._refused_at) >= self._most:
            # Dictionaries keep their order, so the first half is the older one.
            self._refused_at = dict(list(self._refused_at.items())[self._most // 2 :])
        self._refused_at.pop(key, None)
        self._refused_at[key] = time.monotonic()

    def __contains__(self, key: Hashable) -> bool:
        """Whether somebody was refused `key` within the time that is remembered."""
        at = self._refused_at.get(key)
        return at is not None and time.monotonic() - at < self._seconds
