"""What owners ask of the bookings: those of all their listings, in an order, and those on a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import Status
from drivesphere.models import booking

Record = dict[str, Any]
ORDERS: dict[str, list[tuple[str, int]]] = {
    "newest": [("created_at", -1), ("_id", -1)],
    "next": [("starts_at", 1), ("_id", 1)],
}
LONGEST = timedelta(days=366)  # no booking is longer, so none that began earlier touches a day


def page(
    owner_id: ObjectId, filters: Mapping[str, Any], order: str, *, skip: int, limit: int
) -> tuple[list[Record], int]:
    """A page of the bookings of the owner's listings, with `server_time`, and how many there are."""
    query = {"owner_id": owner_id, **filters}
    stages: list[Record] = [
        {"$match": query},
        {"$sort": dict(ORDERS[order])},
        {"$skip": skip},
        {"$limit": limit},
        {"$set": {"server_time": "$$NOW"}},
    ]
    found = booking.collection()
    return list(found.aggregate(stages)), found.count_documents(query)


def cancelled_by(owner_id: ObjectId) -> list[Record]:
    """The bookings of the owner's listings that the owner has cancelled with a reason, newest first."""
    query = {"owner_id": owner_id, "history.actor": f"owner:{owner_id}", "cancel_reason": {"$type": "string"}}
    fields = {"listing.title": 1, "cancel_reason": 1}
    return list(booking.collection().find(query, fields).sort([("created_at", -1), ("_id", -1)]))


def on_calendar(
    ids: Iterable[ObjectId], listing_ids: Sequence[ObjectId], starts_at: datetime, ends_at: datetime
) -> list[Record]:
    """The active ones of the bookings `ids`, and the completed ones of the listings that touch the time.

    Those the ledger has forgotten. Each has `server_time`, and what a calendar shows of a booking.
    """
    active = {"_id": {"$in": list(ids)}, "status": {"$in": booking.STORED_ACTIVE}}
    completed = {
        "listing_id": {"$in": list(listing_ids)},
        "status": Status.COMPLETED.value,
        "starts_at": {"$gte": starts_at - LONGEST, "$lt": ends_at},
        "ends_at": {"$gt": starts_at},
    }
    shown = ("listing_id", "status", "starts_at", "ends_at", "until", "claims", "client_id", "partner", "quote.total")
    stages: list[Record] = [
        {"$match": {"$or": [active, completed]}},
        {"$project": dict.fromkeys(shown, 1) | {"server_time": "$$NOW"}},
    ]
    return list(booking.collection().aggregate(stages))
