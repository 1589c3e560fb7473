"""Listings seen from their owners: who has how many, and passing them on."""

from __future__ import annotations

from typing import Any

from bson import ObjectId
from pymongo.client_session import ClientSession

from drivesphere.models import listing


def ranked_by_listings(city: str) -> list[ObjectId]:
    """Owners with listings in `city`, those with most first, then by id."""
    stages: list[dict[str, Any]] = [
        {"$match": {"city": str(city)}},
        {"$group": {"_id": "$owner_id", "listings": {"$sum": 1}}},
        {"$sort": {"listings": -1, "_id": 1}},
    ]
    return [row["_id"] for row in listing.collection().aggregate(stages)]


def pass_on(session: ClientSession, owner_id: ObjectId, heir_id: ObjectId) -> int:
    """Give all listings of one owner to another; how many."""
    change = {"$set": {"owner_id": heir_id}}
    return listing.collection().update_many({"owner_id": owner_id}, change, session=session).modified_count


def rename(session: ClientSession, owner_id: ObjectId, name: str) -> int:
    """Show `name` on all listings of the owner; how many showed another."""
    query = {"owner_id": owner_id, "owner_name": {"$ne": name}}
    change = {"$set": {"owner_name": name}}
    return listing.collection().update_many(query, change, session=session).modified_count


def take_photos_down(session: ClientSession, owner_id: ObjectId) -> list[ObjectId]:
    """Show no photos on any listing of the owner; the ids of those that were shown."""
    query = {"owner_id": owner_id, "photos.0": {"$exists": True}}
    rows = list(listing.collection().find(query, {"photos.id": 1}, session=session))
    listing.collection().update_many(query, {"$set": {"photos": []}}, session=session)
    return [photo["id"] for row in rows for photo in row["photos"]]


def ids_of(session: ClientSession, owner_id: ObjectId) -> list[ObjectId]:
    """The ids of all listings of the owner."""
    return [row["_id"] for row in listing.collection().find({"owner_id": owner_id}, {"_id": 1}, session=session)]


def offered_by(session: ClientSession, owner_id: ObjectId, limit: int) -> list[ObjectId]:
    """Listings of the owner that are not retired."""
    query = {"owner_id": owner_id, "visibility": {"$ne": "retired"}}
    return [row["_id"] for row in listing.collection().find(query, {"_id": 1}, session=session, limit=limit)]


def all_of(owner_id: ObjectId) -> list[dict[str, Any]]:
    """All listings of the owner, as they are stored, save the words for searching."""
    return list(listing.collection().find({"owner_id": owner_id}, {"words": 0}))
