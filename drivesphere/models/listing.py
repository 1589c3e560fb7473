"""Listings: what owners publish and clients find."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    FloatField,
    IntField,
    ListField,
    ObjectIdField,
    PointField,
    StringField,
)
from pymongo import ReturnDocument, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collation import Collation
from pymongo.collection import Collection

from drivesphere.domain.errors import NotFound, Stale
from drivesphere.domain.geo import Circle
from drivesphere.domain.words import MOST_WORDS, words

Record = dict[str, Any]
PUBLISHED = "published"
UNLISTED = "unlisted"  # can be booked by whoever knows its id, and is found by no search
PAUSED = "paused"  # its owner alone sees it
RETIRED = "retired"
VISIBILITIES = [PUBLISHED, UNLISTED, PAUSED, RETIRED]
BOOKABLE = [PUBLISHED, UNLISTED]
OWN_SORTS: dict[str, list[tuple[str, int]]] = {
    "newest": [("_id", -1)],
    "title": [("title", 1), ("_id", 1)],
    "-title": [("title", -1), ("_id", -1)],
    # Each kind has its price in one of these; the other two are null on all of its listings.
    "price": [("daily_rate", 1), ("price", 1), ("price_from", 1), ("_id", 1)],
    "-price": [("daily_rate", -1), ("price", -1), ("price_from", -1), ("_id", -1)],
}
TITLES = ("title", "-title")
AS_PEOPLE_SORT = Collation("en", strength=1, numericOrdering=True)  # Court 2 stands before court 10
LAST_CHARACTER = "\U0010ffff"  # sorts behind every text that starts with the same letters
ARE_STOPPED = {"stopped.at": {"$exists": True}}
ID_BYTES = 12


class Listing(Document):
    """One listing of any kind; fields that only one kind has are null for the others.

    `daily_rate` and `price` are in minor units of `currency`, `location` is GeoJSON (longitude first), `policy` and
    `pricing` hold only what differs from the kind's defaults. `city_key`, `make_key`, `title_key`, `words`, `is_rated`,
    `price_from` and `is_dated` are made from the other fields for searching; the kind's folder says how.
    A `partner` may know its own by `external_id`, a number.
    """

    kind = StringField(required=True)
    owner_id = ObjectIdField(required=True)
    owner_name = StringField()
    title = StringField(required=True)
    title_key = StringField()
    visibility = StringField(required=True, default=PUBLISHED, choices=VISIBILITIES)
    import_key = StringField()
    partner = StringField()
    external_id = IntField()
    make = StringField()
    make_key = StringField()
    model = StringField()
    year = IntField()
    vehicle_type = StringField()
    fuel = StringField()
    city = StringField()
    city_key = StringField()
    state = StringField()
    location = PointField(auto_index=False)
    time_zone = StringField()
    group = StringField()
    opening_hours = ListField(DictField())
    slot_minutes = IntField()
    step_minutes = IntField()
    capacity = IntField()
    price = IntField()
    daily_rate = IntField()
    currency = StringField(default="USD")
    rating = FloatField()
    is_rated = BooleanField()
    trips_taken = IntField()
    review_count = IntField()
    extras = ListField(DictField())
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    is_dated = BooleanField()
    venue = StringField()
    sections = ListField(DictField())
    price_from = IntField()
    policy = DictField()
    pricing = DictField()
    photos = ListField(DictField())
    words = ListField(StringField())
    stopped = DictField()
    version = IntField(default=1)
    created_at = DateTimeField()

    meta = {
        "collection": "listings",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["import_key"], "unique": True, "sparse": True},
            {"fields": ["owner_id", "kind", "-_id"]},
            {"fields": ["partner", "kind", "-_id"], "partialFilterExpression": {"partner": {"$exists": True}}},
            {
                "fields": ["partner", "external_id"],
                "unique": True,
                "partialFilterExpression": {"external_id": {"$exists": True}},
            },
            {"fields": ["kind", "visibility", "daily_rate", "_id"]},
            {"fields": ["kind", "visibility", "-rating", "-trips_taken", "-_id"]},
            {"fields": ["kind", "visibility", "year", "_id"]},
            {"fields": ["kind", "visibility", "make_key", "daily_rate"]},
            {"fields": ["kind", "visibility", "vehicle_type", "fuel", "daily_rate"]},
            {"fields": ["kind", "visibility", "state", "city_key", "daily_rate"]},
            {"fields": ["kind", "visibility", "city_key", "daily_rate"]},
            {"fields": ["kind", "visibility", "title_key", "_id"]},
            {"fields": ["kind", "visibility", "price", "_id"]},
            {"fields": ["kind", "visibility", "group"]},
            {"fields": ["kind", "visibility", "words"]},
            {"fields": ["kind", "visibility", "starts_at"]},
            {"fields": ["kind", "visibility", "city_key", "starts_at"]},
            {"fields": ["kind", "policy"]},
            {"fields": ["-stopped.at"], "partialFilterExpression": ARE_STOPPED},
            {"fields": ["(location", "kind"]},  # the parenthesis is mongoengine for 2dsphere
        ],
    }


def collection() -> Collection[Record]:
    return Listing._get_collection()


def find_bookable(kind: str, listing_id: ObjectId, partner: str | None = None) -> Record | None:
    """The listing, if it can be booked: a partner's by this partner alone, all others by clients alone."""
    return collection().find_one({"_id": listing_id, "kind": kind, "visibility": {"$in": BOOKABLE}, "partner": partner})


def find_numbered(kind: str, partner: str, external_id: int) -> Record | None:
    """The listing that a partner knows by this number."""
    return collection().find_one({"partner": partner, "external_id": external_id, "kind": kind})


def of_partner(kind: str, partner: str, *, skip: int, limit: int) -> tuple[list[Record], int]:
    """A page of what a partner has published, newest first, and how many there are."""
    query = {"partner": partner, "kind": kind}
    rows = collection().find(query).sort("_id", -1).skip(skip).limit(limit)
    return list(rows), collection().count_documents(query)


def of_owner(listing_id: ObjectId, owner_id: ObjectId) -> Record | None:
    """The owner's listing of whatever kind, also where clients cannot see it; another's looks missing."""
    return collection().find_one({"_id": listing_id, "owner_id": owner_id})


def on_calendar(
    owner_id: ObjectId, kinds: Sequence[str], typed: str, *, skip: int, limit: int
) -> tuple[list[Record], int]:
    """A page of what the owner has of `kinds` and has not retired, by title, and how many there are.

    Of each, every word of `typed` begins some word.
    """
    query = {"owner_id": owner_id, "kind": {"$in": list(kinds)}, "visibility": {"$ne": RETIRED}, **with_words(typed)}
    rows = collection().find(query).collation(AS_PEOPLE_SORT).sort(OWN_SORTS["title"]).skip(skip).limit(limit)
    return list(rows), collection().count_documents(query)


def exists(session: ClientSession, listing_id: ObjectId) -> bool:
    return collection().find_one({"_id": listing_id}, {"_id": 1}, session=session) is not None


def stop_sales(session: ClientSession, listing_id: ObjectId, rules: Sequence[str]) -> Record | None:
    """Pause what can be booked, for it breaks `rules`; only an admin lets it go on. None where nothing is sold."""
    stopped = {"at": "$$NOW", "rules": list(rules), "visibility": "$visibility"}
    return collection().find_one_and_update(
        {"_id": listing_id, "visibility": {"$in": BOOKABLE}},
        [{"$set": {"visibility": PAUSED, "stopped": stopped, "version": {"$add": ["$version", 1]}}}],
        session=session,
        return_document=ReturnDocument.AFTER,
    )


def resume_sales(session: ClientSession, listing_id: ObjectId) -> Record | None:
    """Show a stopped listing again as it was shown before; None where it is not stopped."""
    shown = {"visibility": "$stopped.visibility", "version": {"$add": ["$version", 1]}}
    return collection().find_one_and_update(
        {"_id": listing_id, "stopped": {"$ne": None}, "visibility": PAUSED},
        [{"$set": shown}, {"$set": {"stopped": None}}],
        session=session,
        return_document=ReturnDocument.AFTER,
    )


def stopped(limit: int) -> list[Record]:
    """Listings whose sales are stopped, and that an admin can let go on; those first that were stopped last."""
    shown = {"kind": 1, "title": 1, "stopped": 1}
    return list(collection().find({**ARE_STOPPED, "visibility": PAUSED}, shown).sort("stopped.at", -1).limit(limit))


def insert(record: Record, session: ClientSession | None = None) -> None:
    """Write a new listing; its inventory has been opened before."""
    collection().insert_one(record, session=session)


def find_own(session: ClientSession | None, kind: str, listing_id: ObjectId, owner_id: ObjectId) -> Record:
    """The listing as it stands, whoever can see it; `NotFound` unless it is the owner's."""
    found = collection().find_one({"_id": listing_id, "kind": kind, "owner_id": owner_id}, session=session)
    if found is None:
        raise NotFound("There is no such listing.")
    return found


def own_page(
    kind: str, owner_id: ObjectId, filters: Mapping[str, Any], sort: str, *, skip: int, limit: int
) -> tuple[list[Record], int]:
    """A page of the owner's listings of a kind that fulfil `filters`, by one of `OWN_SORTS`, and how many there are."""
    query = {"owner_id": owner_id, "kind": kind, **filters}
    rows = collection().find(query).sort(OWN_SORTS[sort]).skip(skip).limit(limit)
    # Numbers need no collation, and ids in the order of an index can have none.
    rows = rows.collation(AS_PEOPLE_SORT) if sort in TITLES else rows
    return list(rows), collection().count_documents(query)


def all_own(kind: str, owner_id: ObjectId) -> list[Record]:
    """All that the owner has of a kind and has not retired, oldest first."""
    query = {"owner_id": owner_id, "kind": kind, "visibility": {"$ne": RETIRED}}
    return list(collection().find(query).sort("_id", 1))


def own_among(session: ClientSession, kind: str, owner_id: ObjectId, ids: Sequence[ObjectId]) -> list[Record]:
    """Those of the listings `ids` that are the owner's."""
    return list(collection().find({"_id": {"$in": list(ids)}, "kind": kind, "owner_id": owner_id}, session=session))


def imported(session: ClientSession, kind: str, import_keys: Sequence[str]) -> list[Record]:
    """The listings that came in under these keys, whosever they are now."""
    return list(collection().find({"import_key": {"$in": list(import_keys)}, "kind": kind}, session=session))


def edit(
    session: ClientSession | None, listing_id: ObjectId, owner_id: ObjectId, version: int, changes: Mapping[str, Any]
) -> Record:
    """Set `changes` if it is still the owner's and at `version`, and raise that; the listing after it.

    Raises `NotFound` unless it is the owner's, `Stale` when it was changed since it was read.
    """
    own = {"_id": listing_id, "owner_id": owner_id}
    after = collection().find_one_and_update(
        {**own, "version": version},
        {"$set": {**changes, "version": version + 1}},
        session=session,
        return_document=ReturnDocument.AFTER,
    )
    if after is not None:
        return after
    if collection().find_one(own, {"_id": 1}, session=session) is None:
        raise NotFound("There is no such listing.")
    raise Stale()


def retire(listing_id: ObjectId) -> None:
    """Take a listing down for good; its bookings stay as they are."""
    collection().update_one({"_id": listing_id}, {"$set": {"visibility": RETIRED}, "$inc": {"version": 1}})


def find_many(ids: Sequence[ObjectId]) -> dict[ObjectId, Record]:
    """The listings with these ids, by id."""
    return {row["_id"]: row for row in collection().find({"_id": {"$in": list(ids)}})}


def titles(ids: Iterable[ObjectId]) -> dict[ObjectId, str]:
    """What the listings with these ids are called."""
    return {row["_id"]: row["title"] for row in collection().find({"_id": {"$in": list(ids)}}, {"title": 1})}


def ids_of(owner_id: ObjectId, **only: Any) -> list[ObjectId]:
    """All listings of an owner, retired ones too."""
    return [row["_id"] for row in collection().find({"owner_id": owner_id, **only}, {"_id": 1})]


def on_offer(owner_id: ObjectId, **only: ObjectId) -> list[Record]:
    """The owner's listings that are not retired, without what only searches need."""
    query = {"owner_id": owner_id, "visibility": {"$ne": RETIRED}, **only}
    return list(collection().find(query, dict.fromkeys(("words", "pricing", "extras"), 0)))


def first_time_zone(owner_id: ObjectId) -> str | None:
    """The time zone of the owner's oldest listing."""
    found = collection().find_one({"owner_id": owner_id}, {"time_zone": 1}, sort=[("_id", 1)])
    return found.get("time_zone") if found else None


def matching(kind: str, filters: Mapping[str, Any], sort: Sequence[tuple[str, int]], limit_ms: int) -> list[ObjectId]:
    """Ids of published listings that fulfil `filters`, in the order of `sort`, then by id so that pages are stable."""
    stages: list[Record] = [{"$match": {"kind": kind, "visibility": PUBLISHED, **filters}}]
    if sort:
        # The projection stands between, so that the planner takes the index that finds fewest. Next to the sort it
        # takes one that happens to be in order, and reads every listing to save the sorting of a few.
        stages += [{"$project": dict.fromkeys(dict(sort), 1)}, {"$sort": dict([*sort, ("_id", sort[-1][1])])}]
    stages.append({"$project": {"_id": 1}})
    return [row["_id"] for row in collection().aggregate(stages, maxTimeMS=limit_ms)]


def nearest(kind: str, filters: Mapping[str, Any], circle: Circle, limit_ms: int) -> list[ObjectId]:
    """Ids of published listings inside `circle` that fulfil `filters`, nearest first, then by id."""
    near = {
        "near": {"type": "Point", "coordinates": [circle.center.lng, circle.center.lat]},
        "key": "location",
        "spherical": True,
        "distanceField": "metres",
        "maxDistance": circle.radius_km * 1000,
        "query": {"kind": kind, "visibility": PUBLISHED, **filters},
    }
    stages: list[Record] = [{"$geoNear": near}, {"$sort": {"metres": 1, "_id": 1}}, {"$project": {"_id": 1}}]
    return [row["_id"] for row in collection().aggregate(stages, maxTimeMS=limit_ms)]


def starts_with(prefix: str) -> Record:
    """The condition on a text that it starts with `prefix`: a range of an index; no pattern of a client is ever run."""
    return {"$gte": prefix, "$lt": prefix + LAST_CHARACTER}


def with_words(typed: str) -> Record:
    """The condition that every word of `typed` begins some word of a listing."""
    found = [{"words": {"$elemMatch": starts_with(word)}} for word in words(typed)[:MOST_WORDS]]
    return {"$and": found} if found else {}


def with_photos(has_some: bool) -> Record:
    """The condition that a listing has a photo, or has none."""
    return {"photos.0": {"$exists": has_some}}


def inside(circle: Circle) -> Record:
    """The condition that a listing stands inside `circle`."""
    center = [circle.center.lng, circle.center.lat]
    return {"location": {"$geoWithin": {"$centerSphere": [center, circle.radius_rad]}}}


def own_policies(kind: str, limit_ms: int) -> dict[ObjectId, Record]:
    """The policies of those listings whose owner has stated one; all others follow the kind's."""
    rows = collection().find({"kind": kind, "policy": {"$gt": {}}}, {"policy": 1}).max_time_ms(limit_ms)
    return {row["_id"]: row["policy"] for row in rows}


def imported_id(import_key: str) -> ObjectId:
    """The id that an imported listing has for ever; known before it is written, so inventory can be opened first."""
    return ObjectId(hashlib.sha256(import_key.encode()).digest()[:ID_BYTES])


def known_import_keys(keys: Iterable[str]) -> set[str]:
    """Those of `keys` that a listing has already."""
    rows = collection().find({"import_key": {"$in": list(keys)}}, {"import_key": 1})
    return {row["import_key"] for row in rows}


def policies_of(ids: Iterable[ObjectId]) -> dict[ObjectId, Record]:
    """The own policies of those listings that exist."""
    rows = collection().find({"_id": {"$in": list(ids)}}, {"policy": 1})
    return {row["_id"]: row.get("policy") or {} for row in rows}


def upsert_imported(facts: Sequence[Record], at: datetime) -> int:
    """Write listings by `import_key` and return how many are new.

    `facts` replace what stands there; what an owner decides (visibility, policy, pricing, extras) is only set at first.
    """
    if not facts:
        return 0
    return collection().bulk_write([_imported(fact, at) for fact in facts], ordered=False).upserted_count


def _imported(fact: Record, at: datetime) -> UpdateOne:
    own = {"visibility": PUBLISHED, "policy": {}, "pricing": {}, "extras": [], "version": 1, "created_at": at}
    first = {"_id": imported_id(fact["import_key"]), **own}
    return UpdateOne({"import_key": fact["import_key"]}, {"$set": fact, "$setOnInsert": first}, upsert=True)
