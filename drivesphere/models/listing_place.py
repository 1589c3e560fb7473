"""Where published listings are to be had: questions about many of them at once, city by city."""

from __future__ import annotations

from collections.abc import Sequence

from bson import ObjectId

from drivesphere.models.listing import PUBLISHED, Record, collection, starts_with

BY_CITY = "kind_1_visibility_1_state_1_city_key_1_daily_rate_1"
"""The index that has all of kind, visibility, state and city, so that no listing is read to count them."""
_LAT = {"$arrayElemAt": ["$location.coordinates", 1]}
_LNG = {"$arrayElemAt": ["$location.coordinates", 0]}


def completing(kind: str, prefix: str, limit: int, limit_ms: int) -> list[Record]:
    """Cities whose key starts with `prefix`: {city, state, time_zone, listings, lat, lng}, most listings first."""
    query: Record = {"kind": kind, "visibility": PUBLISHED, "city_key": starts_with(prefix)}
    group = {
        "_id": {"city": "$city_key", "state": "$state"},
        "city": {"$first": "$city"},
        "time_zone": {"$first": "$time_zone"},
        "listings": {"$sum": 1},
        "lat": {"$avg": _LAT},
        "lng": {"$avg": _LNG},
    }
    stages: list[Record] = [
        {"$match": query},
        {"$group": group},
        {"$sort": {"listings": -1, "_id.city": 1, "_id.state": 1}},
        {"$limit": limit},
        {"$set": {"state": "$_id.state"}},
    ]
    return list(collection().aggregate(stages, maxTimeMS=limit_ms))


def priced_alike(ids: Sequence[ObjectId], price: str, limit_ms: int) -> list[Record]:
    """The listings `ids` in groups of one city whose prices follow the same rules on the same clock.

    Each {city_key, state, city, currency, listings, lat, lng, cheapest}: `lat` and `lng` are sums over the group,
    `cheapest` is {price, _id} of the one whose field `price` is lowest.
    """
    same = {"city_key": "$city_key", "state": "$state", "zone": "$time_zone", "in": "$currency", "by": "$pricing"}
    group = {
        "_id": same,
        "city": {"$first": "$city"},
        "listings": {"$sum": 1},
        "lat": {"$sum": _LAT},
        "lng": {"$sum": _LNG},
        "cheapest": {"$min": {"price": f"${price}", "_id": "$_id"}},
    }
    stages: list[Record] = [
        {"$match": {"_id": {"$in": list(ids)}}},
        {"$group": group},
        {"$set": {"city_key": "$_id.city_key", "state": "$_id.state", "currency": "$_id.in"}},
        {"$unset": "_id"},
    ]
    return list(collection().aggregate(stages, maxTimeMS=limit_ms))


def cities(kinds: Sequence[str], limit_ms: int) -> int:
    """How many cities have something of `kinds` published."""
    stages: list[Record] = [
        {"$match": {"kind": {"$in": list(kinds)}, "visibility": PUBLISHED, "city_key": {"$type": "string"}}},
        {"$group": {"_id": {"city": "$city_key", "state": "$state"}}},
        {"$count": "cities"},
    ]
    row = next(iter(collection().aggregate(stages, hint=BY_CITY, maxTimeMS=limit_ms)), None)
    return row["cities"] if row else 0


def published(kind: str) -> int:
    """How many listings of a kind everybody can find."""
    return collection().count_documents({"kind": kind, "visibility": PUBLISHED}, hint=BY_CITY)
