"""What runs every minute. All of it only tidies up: a lapsed hold is free without it, by the clock alone."""

from __future__ import annotations

import logging
from typing import Any

from drivesphere.domain.booking import Trigger
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import heartbeat
from drivesphere.services import checkout, transitions

log = logging.getLogger(__name__)
Record = dict[str, Any]
BATCH = 100  # bookings in one run: a run stays far below the minute, the rest waits for the next
ACTOR = "system:sweep"


def sweep_holds(limit: int = BATCH) -> int:
    """End overdue holds, each in its own small conditional commit; returns how many were looked at.

    Two workers may sweep at once: the second finds the hold ended and changes nothing.
    """
    with mongo.deadline():
        overdue = list(bookings.overdue_holds(limit))
    for booking in overdue:
        _try(lambda booking=booking: checkout.end_hold(booking, actor=ACTOR), booking)
    return len(overdue)


def complete_finished(limit: int = BATCH) -> int:
    """Complete confirmed bookings whose window is over and take their claims out of the ledger."""
    with mongo.deadline():
        finished = list(bookings.finished(limit))
    for booking in finished:
        _try(lambda booking=booking: mongo.transaction(lambda session: _complete(session, booking)), booking)
    return len(finished)


def _complete(session: Any, booking: Record) -> None:
    after = transitions.advance(session, booking["_id"], Trigger.COMPLETED, actor=ACTOR, only_if=bookings.OVER)
    if after is not None:
        transitions.release(session, after)


def _try(work: Any, booking: Record) -> None:
    """One booking that fails must not keep the others waiting; the next minute tries it again."""
    try:
        work()
    except Exception:
        log.exception("booking %s left for the next run", booking["_id"])


def beat(name: str) -> None:
    """Leave a sign of life for the health page."""
    with mongo.deadline():
        heartbeat.beat(name)
