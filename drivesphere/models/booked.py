"""What reports ask of the bookings: which time was had, which places were sold, what is to come.

Time and what is to come are read from an index alone, and added up where they stand: an owner may have thousands of
bookings. A booking counts once it is confirmed, and for good when it is completed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import Status
from drivesphere.domain.days import Days
from drivesphere.domain.use import Bundle
from drivesphere.domain.window import Window
from drivesphere.models import booking
from drivesphere.models.number_of_day import number_of_day
from drivesphere.models.owner_booking import LONGEST

Record = dict[str, Any]
HAD = [Status.CONFIRMED.value, Status.COMPLETED.value]


def time_had(
    owner_id: ObjectId, days: Days, listing_ids: Sequence[ObjectId], *, by_listing: bool
) -> dict[Any, list[Bundle]]:
    """What is booked of these listings of the owner's within `days`, by listing, or for all of them under None.

    A bundle is what begins on one day and ends on one; by listing all of it is one, for one period.
    """
    starts_at, ends_at = days.starts_at, days.ends_at
    begins, ends = {"$max": ["$starts_at", starts_at]}, {"$min": ["$ends_at", ends_at]}
    numbers = {"first": number_of_day(begins, days), "last": number_of_day(ends, days)}
    by = {"listing": "$listing_id"} if by_listing else numbers
    sums = {"begun": {"$sum": {"$subtract": [begins, starts_at]}}, "ended": {"$sum": {"$subtract": [ends, starts_at]}}}
    touches = {"starts_at": {"$gt": starts_at - LONGEST, "$lt": ends_at}, "ends_at": {"$gt": starts_at}}
    had = {"owner_id": owner_id, "status": {"$in": HAD}, **touches, "listing_id": {"$in": list(listing_ids)}}
    found: dict[Any, list[Bundle]] = defaultdict(list)
    for row in booking.collection().aggregate([{"$match": had}, {"$group": {"_id": by, "count": {"$sum": 1}, **sums}}]):
        found[row["_id"].get("listing")].append(_bundle(row, days))
    return found


def _bundle(row: Record, days: Days) -> Bundle:
    """What ends when the last day does ends on that day."""
    first, last = row["_id"].get("first", 0), row["_id"].get("last", 0)
    return Bundle(first, min(last, len(days) - 1), row["count"], row["begun"], row["ended"])


def places(listing_ids: Sequence[ObjectId]) -> dict[ObjectId, int]:
    """How many places of each listing are sold."""
    stages: list[Record] = [
        {"$match": {"listing_id": {"$in": list(listing_ids)}, "status": {"$in": HAD}}},
        {"$group": {"_id": "$listing_id", "places": {"$sum": {"$sum": "$claims.quantity"}}}},
    ]
    return {row["_id"]: row["places"] for row in booking.collection().aggregate(stages)}


def to_come(
    owner_id: ObjectId, days: Days, within: Window, only: Mapping[str, Any], *, by_listing: bool
) -> dict[Any, list[ObjectId]]:
    """What of the owner's is confirmed and starts `within` a part of `days`: by listing or number of day."""
    span = {"starts_at": {"$gte": within.starts_at, "$lt": within.ends_at}}
    query = {"owner_id": owner_id, "status": Status.CONFIRMED.value, **span, **only}
    by = "$listing_id" if by_listing else number_of_day("$starts_at", days)
    stages: list[Record] = [{"$match": query}, {"$group": {"_id": by, "ids": {"$push": "$_id"}}}]
    return {row["_id"]: row["ids"] for row in booking.collection().aggregate(stages)}


def ever() -> int:
    """How many bookings are confirmed or completed, whosever they are: two ranges of one index."""
    return sum(booking.collection().count_documents({"status": status}) for status in HAD)
