"""Blocks: an owner keeps a window of a listing for himself."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from drivesphere.domain.clock import minute
from drivesphere.domain.errors import Rejected
from drivesphere.domain.window import Window

LONGEST = timedelta(days=366)  # a whole year, also one with a leap day
FARTHEST = timedelta(days=3 * 366)  # further than any listing can be booked ahead


class Reason(StrEnum):
    """What the owner wants the window for; only owners and admins see it."""

    MAINTENANCE = "maintenance"
    OWN_USE = "own_use"
    OTHER = "other"


class State(StrEnum):
    """Whether a block keeps its window: it stands, its owner took it away, or its time is over."""

    STANDING = "standing"
    REMOVED = "removed"
    OVER = "over"


def check_block(window: Window, now: datetime) -> None:
    """Refuse a window that nobody can need blocked; one may have begun, because repairs are not planned."""
    if window.ends_at <= now:
        raise _odd("Must lie ahead.")
    if window.length > LONGEST:
        raise _odd(f"A block is at most {LONGEST.days} days long.")
    if window.ends_at > now + FARTHEST:
        raise _odd(f"Must be at or before {minute(now + FARTHEST)}.")


def _odd(message: str) -> Rejected:
    return Rejected(f"ends_at: {message}", errors={"ends_at": [message]})
