"""Reminders: one for each booking, within a day of its start."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from drivesphere.domain.booking import Status
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.services import notices, outbox

log = logging.getLogger(__name__)
Record = dict[str, Any]
AHEAD = timedelta(hours=24)
BATCH = 100  # bookings in one run: a run stays far below the minute, the rest waits for the next


def remind(limit: int = BATCH) -> int:
    """Ask for the reminders that are due; how many this run has asked for.

    Two runs at once ask once: the mark in the booking is set by one of them, in the commit that asks for the mail.
    """
    with mongo.deadline():
        due = bookings.to_remind_of(AHEAD, limit)
    asked = sum(_remind(booking) for booking in due)
    if asked:
        outbox.wake()
    return asked


def _remind(booking: Record) -> bool:
    still_due = {"status": Status.CONFIRMED.value, "reminded_at": None}

    def work(session: Any) -> Record | None:
        after = bookings.amend(session, booking["_id"], still_due, {"reminded_at": booking["server_time"]})
        if after is not None:
            notices.soon(session, after)
        return after

    try:
        return mongo.transaction(work) is not None
    except Exception:  # one that fails must not keep the others waiting; the next minute tries it again
        log.exception("booking %s left for the next run", booking["_id"])
        return False
