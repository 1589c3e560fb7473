"""Reading the audit trail: who did what with which booking, and who was refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bson import ObjectId

from drivesphere.infra import mongo
from drivesphere.models import audit_entry, inventory
from drivesphere.services import acting
from drivesphere.services.acting import Names

Record = dict[str, Any]
SHOWN = (
    *("at", "action", "outcome", "code", "actor", "request_id", "kind", "listing_id", "booking_id"),
    *("before", "after", "partner", "details", "position", "hash"),
)


def page_of(wanted: Mapping[str, Any], *, page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of entries, newest first, and how many there are.

    `wanted` are fields of an entry and their values, and beside them `since`, `until` (left out itself) and
    `inventory_id`, which finds what was tried with its listing.
    """
    fields = dict(wanted)
    since, until, inventory_id = (fields.pop(name, None) for name in ("since", "until", "inventory_id"))
    with mongo.deadline():
        filters = fields | _span(since, until) | _of_inventory(inventory_id)
        rows, total = audit_entry.page(filters, skip=(page - 1) * page_size, limit=page_size)
        names = acting.names(row.get("actor") for row in rows)
    return [shown(row, names) for row in rows], total


def shown(entry: Record, names: Names) -> Record:
    """An entry as admins see it. It is stored with what it needs, and shown with everything that one can have."""
    every = {name: entry.get(name) for name in SHOWN}
    return {"id": entry["_id"], **every, "actor_name": names.get(entry.get("actor"))}


def _span(since: Any, until: Any) -> Record:
    span = ({"$gte": since} if since else {}) | ({"$lt": until} if until else {})
    return {"at": span} if span else {}


def _of_inventory(inventory_id: ObjectId | None) -> Record:
    """The trail names listings: an inventory's own id is that of its listing, or of a section of it."""
    if inventory_id is None:
        return {}
    return {"listing_id": inventory.listing_of(inventory_id) or inventory_id}
