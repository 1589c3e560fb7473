"""What reports ask of the bookings: which time was had, which places were sold, what is to come.

Time is read from an index alone. A booking counts once it is confirmed, and for good when it is completed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import Status
from drivesphere.models import booking
from drivesphere.models.owner_booking import LONGEST

Record = dict[str, Any]
HAD = [Status.CONFIRMED.value, Status.COMPLETED.value]


def windows(owner_id: ObjectId, starts_at: datetime, ends_at: datetime) -> list[Record]:
    """What is booked of the owner's and touches the time: {listing_id, starts_at, ends_at}."""
    query = {
        "owner_id": owner_id,
        "status": {"$in": HAD},
        "starts_at": {"$gt": starts_at - LONGEST, "$lt": ends_at},
        "ends_at": {"$gt": starts_at},
    }
    return list(booking.collection().find(query, {"_id": 0, "listing_id": 1, "starts_at": 1, "ends_at": 1}))


def places(listing_ids: Sequence[ObjectId]) -> dict[ObjectId, int]:
    """How many places of each listing are sold."""
    stages: list[Record] = [
        {"$match": {"listing_id": {"$in": list(listing_ids)}, "status": {"$in": HAD}}},
        {"$group": {"_id": "$listing_id", "places": {"$sum": {"$sum": "$claims.quantity"}}}},
    ]
    return {row["_id"]: row["places"] for row in booking.collection().aggregate(stages)}


def to_come(owner_id: ObjectId, starts_at: datetime, ends_at: datetime, only: Mapping[str, Any]) -> list[Record]:
    """What of the owner's is confirmed and starts within the time: {_id, listing_id, starts_at}."""
    span = {"starts_at": {"$gte": starts_at, "$lt": ends_at}}
    query = {"owner_id": owner_id, "status": Status.CONFIRMED.value, **span, **only}
    return list(booking.collection().find(query, {"listing_id": 1, "starts_at": 1}))
