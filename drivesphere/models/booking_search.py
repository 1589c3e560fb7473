"""What admins ask of the bookings: all of them, by what is known of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from drivesphere.models import booking

Record = dict[str, Any]
NEWEST_FIRST = {"created_at": -1, "_id": -1}
EVER = {"created_at": {"$gte": datetime(1970, 1, 1, tzinfo=UTC)}}
"""A condition that all bookings fulfil. With it the index in the list's order will do where no better one does."""


def page(filters: Mapping[str, Any], *, skip: int, limit: int) -> tuple[list[Record], int]:
    """A page of all bookings, newest first, with `server_time`, and how many there are."""
    query = EVER | dict(filters)
    stages: list[Record] = [
        {"$match": query},
        {"$sort": NEWEST_FIRST},
        {"$skip": skip},
        {"$limit": limit},
        {"$set": {"server_time": "$$NOW"}},
    ]
    found = booking.collection()
    return list(found.aggregate(stages)), found.count_documents(query)
