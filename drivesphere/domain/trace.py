"""What the current request or task is called, and where its time went: its traces name the same things."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

request_id: ContextVar[str] = ContextVar("request_id", default="-")


@dataclass(slots=True)
class Spent:
    """Milliseconds that a booking waited for its turn at the inventory, and that its transaction took; else None.

    Each booking of a group has waited for itself since `asked_at` (seconds of the stopwatch), first in the queue of its
    process and then for the lock; the transaction is that of the group.
    """

    asked_at: float = 0.0
    lock_ms: float | None = None
    transaction_ms: float | None = None


spent: ContextVar[Spent | None] = ContextVar("spent", default=None)
