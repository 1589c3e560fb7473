"""The audit trail: who changed what, and who was refused."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import Busy, DriveSphereError, Unavailable
from drivesphere.domain.trace import request_id
from drivesphere.infra import mongo
from drivesphere.inventory.group_commit import GroupCommit
from drivesphere.models import audit_entry

log = logging.getLogger(__name__)

Entry = dict[str, Any]
REFUSAL_SECONDS = 1.0  # what a refused client may wait for its entry; a busy machine needs some of it
TRAIL = "audit"


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
    """One entry for an attempt that changed nothing; losing it must not turn a refusal into an error, nor delay it.

    A crowd that is refused at once is written down together, which costs about as much as one of them.
    """
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
        _refusals.submit(TRAIL, entry, wait_seconds=mongo.at_most(REFUSAL_SECONDS))
    except (Busy, Unavailable) as outage:
        log.warning("refused attempt not recorded (%s): %s", type(outage).__name__, entry)


def _write(entries: Sequence[Entry]) -> Sequence[Entry]:
    with mongo.deadline(REFUSAL_SECONDS):
        audit_entry.insert_many(entries)
    return entries


_refusals: GroupCommit[Entry, Entry] = GroupCommit(_write)
