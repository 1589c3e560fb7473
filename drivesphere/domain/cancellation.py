"""What a cancelled booking gives back: pure, so that the preview and the refund are one calculation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any


def free_until(booking: Mapping[str, Any]) -> datetime | None:
    """The last instant at which cancelling costs nothing, by the frozen policy; None where there is no start."""
    notice = timedelta(hours=booking["policy"]["free_cancellation_hours"])
    return booking["starts_at"] - notice if booking["starts_at"] else None


def refund_amount(booking: Mapping[str, Any], now: datetime) -> int:
    """Minor units that go back when `booking` is cancelled `now`: all of what was paid in time, else nothing."""
    paid, deadline = booking.get("payment") or {}, free_until(booking)
    return int(paid.get("amount", 0)) if deadline is None or now <= deadline else 0
