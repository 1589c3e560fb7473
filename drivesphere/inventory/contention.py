"""What rivals were refused a moment ago, so that the next ones look before they queue.

A look can only refuse what is taken at this instant, and spares a crowd the lock and the transaction. Where nobody
was refused lately it would only cost: the claim itself finds out.
"""

from __future__ import annotations

import time
from typing import NamedTuple, TypeGuard

from drivesphere.domain.demand import Demand

REMEMBERED_SECONDS = 60.0  # a crowd after a sold-out thing comes back within the minute
MOST_REMEMBERED = 10_000  # bounds the memory; the oldest half goes first


class _Refused(NamedTuple):
    quantity: int
    at: float


class Contention:
    """Remembers demands for a minute. Forgetting one costs a transaction, remembering one too long costs a read."""

    def __init__(self, *, seconds: float = REMEMBERED_SECONDS, most: int = MOST_REMEMBERED) -> None:
        self._seconds = seconds
        self._most = most
        self._refused: dict[str, _Refused] = {}

    def note(self, demand: Demand) -> None:
        """Somebody was refused `demand`."""
        if len(self._refused) >= self._most:
            # Dictionaries keep their order, so the first half is the older one.
            self._refused = dict(list(self._refused.items())[self._most // 2 :])
        before = self._refused.pop(demand.inventory_id, None)
        least = min(demand.quantity, before.quantity) if self._is_fresh(before) else demand.quantity
        self._refused[demand.inventory_id] = _Refused(least, time.monotonic())

    def __contains__(self, demand: Demand) -> bool:
        """Whether as many of the same, or fewer, were refused within the time that is remembered."""
        refused = self._refused.get(demand.inventory_id)
        return self._is_fresh(refused) and refused.quantity <= demand.quantity

    def _is_fresh(self, refused: _Refused | None) -> TypeGuard[_Refused]:
        return refused is not None and time.monotonic() - refused.at < self._seconds
