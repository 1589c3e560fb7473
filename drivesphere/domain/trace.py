"""What the current request or task is called, and where its time went: its traces name the same things."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

request_id: ContextVar[str] = ContextVar("request_id", default="-")


@dataclass(slots=True)
class Spent:
    """Milliseconds that a booking waited for its lock, and that its transaction took; None where it had none."""

    lock_ms: float | None = None
    transaction_ms: float | None = None


spent: ContextVar[Spent | None] = ContextVar("spent", default=None)
