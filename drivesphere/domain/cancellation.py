"""What a cancelled booking gives back: pure, so that the preview and the refund are one calculation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any


def free_until(starts_at: datetime, policy: Mapping[str, Any]) -> datetime:
    """The last instant at which cancelling costs nothing, by the policy frozen in the booking."""
    return starts_at - timedelta(hours=policy["free_cancellation_hours"])


def refund_amount(booking: Mapping[str, Any], now: datetime) -> int:
    """Minor units that go back when `booking` is cancelled `now`: all of what was paid in time, else nothing."""
    paid = booking.get("payment") or {}
    in_time = booking["starts_at"] is None or now <= free_until(booking["starts_at"], booking["policy"])
    return int(paid.get("amount", 0)) if in_time else 0
