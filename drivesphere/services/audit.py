"""The audit trail: who changed what, and who was refused."""

from __future__ import annotations

import logging
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import DriveSphereError, Unavailable
from drivesphere.domain.trace import request_id
from drivesphere.infra import mongo
from drivesphere.models import audit_entry

log = logging.getLogger(__name__)
REFUSAL_SECONDS = 0.3  # what a refused client may wait for its entry


def changed(session: Any, booking: dict[str, Any], *, request: str | None = None) -> None:
    """One entry for the latest history entry of `booking`, in the transaction that wrote it.

    `request` is the id of the request it belongs to, where another one's thread does the work.
    """
    *earlier, latest = booking["history"]
    audit_entry.insert(
        session,
        {
            "at": latest["at"],
            "action": latest["trigger"],
            "outcome": "done",
            "actor": latest["actor"],
            "request_id": request or request_id.get(),
            "kind": booking["kind"],
            "listing_id": booking["listing_id"],
            "booking_id": booking["_id"],
            "before": earlier[-1]["status"] if earlier else None,
            "after": latest["status"],
        },
    )


def refused(action: str, actor: str, error: DriveSphereError, *, kind: str, listing_id: ObjectId) -> None:
    """One entry for an attempt that changed nothing; losing it must not turn a refusal into an error, nor delay it."""
    if isinstance(error, Unavailable):
        return  # nothing was decided, and the database would not take the entry either
    entry = {
        "at": clock.now(),
        "action": action,
        "outcome": "refused",
        "code": error.code,
        "actor": actor,
        "request_id": request_id.get(),
        "kind": kind,
        "listing_id": listing_id,
    }
    try:
        with mongo.deadline(REFUSAL_SECONDS):
            audit_entry.insert(None, entry)
    except Unavailable as outage:
        log.warning("refused attempt not recorded: %s", type(outage).__name__)
