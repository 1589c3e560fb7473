"""How far a listing is taken, as one question that can be shown beside its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere.models import booking
from drivesphere.models.booking import STORED_ACTIVE

Record = dict[str, Any]


def question(listing_id: ObjectId) -> list[Record]:
    """The question how far each inventory of a listing is taken: `bookings`, `places`, and `peak`.

    `peak` is how many bookings there are at one instant, and exact: the number only rises where one starts.
    """
    covers = {"$and": [{"$lte": ["$$span.from", "$$at.from"]}, {"$gt": ["$$span.to", "$$at.from"]}]}
    there = {"$size": {"$filter": {"input": "$spans", "as": "span", "cond": covers}}}
    taken: Record = {
        "_id": "$claims.inventory_id",
        "bookings": {"$sum": 1},
        "places": {"$sum": "$claims.quantity"},
        "spans": {"$push": {"from": "$claims.starts_us", "to": "$claims.ends_us"}},
    }
    return [
        {"$match": {"listing_id": listing_id, "status": {"$in": STORED_ACTIVE}}},
        {"$unwind": "$claims"},
        {"$group": taken},
        {"$set": {"peak": {"$max": {"$map": {"input": "$spans", "as": "at", "in": there}}}}},
        {"$project": {"bookings": 1, "places": 1, "peak": 1}},
        {"$sort": {"_id": 1}},
    ]


def ask(stages: Sequence[Record]) -> list[Record]:
    """The answer to such a question, which can so be shown beside it."""
    return list(booking.collection().aggregate(stages))
