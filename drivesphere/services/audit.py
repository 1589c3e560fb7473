"""The audit trail: who changed what, and who was refused."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

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


def changed(session: Any, booking: dict[str, Any], *, request: str | None = None, **details: Any) -> None:
    """One entry for the latest history entry of `booking`, in the transaction that wrote it.

    `request` is the id of the request it belongs to, where another one's thread does the work; `details` are what the
    history has no place for, a reason for example.
    """
    *earlier, latest = booking["history"]
    entry = {
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
    }
    entry |= {"partner": booking["partner"]} if booking.get("partner") else {}
    audit_entry.insert(session, entry | ({"details": details} if details else {}))


def noted(session: Any, action: str, *, actor: str, **details: Any) -> None:
    """One entry for what was done to an account or a key, in the transaction that did it."""
    entry: dict[str, Any] = {"at": clock.now(), "action": action, "outcome": "done", "actor": actor}
    audit_entry.insert(session, entry | {"request_id": request_id.get(), "details": details})


def refused(action: str, actor: str, error: DriveSphereError, **about: Any) -> None:
    """One entry for an attempt that changed nothing, `about` a kind, listing, booking or partner.

    Once for each error, by whoever knows most of it. Losing it must not turn a refusal into an error, nor delay it. A
    crowd that is refused at once is written down together, which costs about as much as one of them.
    """
    if error.is_recorded or isinstance(error, Unavailable):
        return  # of the second nothing was decided, and the database would not take the entry either
    error.is_recorded = True
    entry = {
        "at": clock.now(),
        "action": action,
        "outcome": "refused",
        "code": error.code,
        "actor": actor,
        "request_id": request_id.get(),
        **{name: value for name, value in about.items() if value is not None},
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
