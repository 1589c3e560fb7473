"""Bookings: the client's records. `advance` is the only code that writes `status`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, IntField, ListField, ObjectIdField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.booking import ACTIVE, PaymentStatus, Status, Trigger, sources, target

Record = dict[str, Any]
STORED_ACTIVE = [status.value for status in ACTIVE]
OVERDUE = {"$expr": {"$lte": ["$until", "$$NOW"]}}
"""The condition on a pending booking that its claims count no longer, by the database's clock."""
OVER = {"ends_at": {"$type": "date"}, "$expr": {"$lte": ["$ends_at", "$$NOW"]}}
"""The condition that a booking's window has passed; one without dates is never over, though null compares lowest."""

NEWEST_FIRST: Record = {"created_at": -1, "_id": -1}
SOONEST_FIRST: Record = {"starts_at": 1, "_id": 1}
STANDS = {
    "$or": [
        {"status": Status.PENDING.value, "$expr": {"$gt": ["$until", "$$NOW"]}},
        {"status": Status.CONFIRMED.value, "$nor": [OVER]},
    ]
}
"""The condition on a booking that more is to come of it: a hold that runs, or what is confirmed and not over."""


class Booking(Document):
    """See docs/architecture.md for the fields; `claims` name what it occupies, `history` how it came here.

    It belongs to a client of ours (`client_id`) or to a user of a partner (`partner` {name, user_id}). `sole_key` names
    listing and customer where a customer can have one booking at a time.
    """

    kind = StringField(required=True)
    listing_id = ObjectIdField(required=True)
    owner_id = ObjectIdField(required=True)
    client_id = ObjectIdField()
    partner = DictField()
    sole_key = StringField()
    title = StringField()
    listing = DictField()
    status = StringField(required=True, choices=[s.value for s in Status])
    payment_status = StringField(required=True, choices=[s.value for s in PaymentStatus])
    claims = ListField(DictField())
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    quote = DictField()
    policy = DictField()
    held_at = DateTimeField()
    expires_at = DateTimeField()
    until = DateTimeField()
    checkout = DictField()
    payment = DictField()
    refund = DictField()
    returned = ListField(StringField())
    remainder = DictField()
    released = ListField(DictField())
    cancel_reason = StringField()
    reminded_at = DateTimeField()
    origin = DictField()
    history = ListField(DictField())
    version = IntField()
    created_at = DateTimeField()

    meta = {
        "collection": "bookings",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["client_id", "-created_at"]},
            {"fields": ["client_id", "status", "-created_at"]},
            {"fields": ["listing_id", "starts_at"]},
            {"fields": ["owner_id", "-created_at", "-_id"]},
            {"fields": ["-created_at", "-_id", "kind", "status"]},
            {"fields": ["owner_id", "starts_at", "_id"]},
            {"fields": ["owner_id", "status", "starts_at", "ends_at", "listing_id", "_id"]},
            {"fields": ["status", "expires_at"]},
            {"fields": ["status", "ends_at"]},
            {"fields": ["status", "reminded_at", "starts_at"]},
            {"fields": ["checkout.session_id"], "sparse": True},
            {"fields": ["claims.inventory_id", "status", "until"]},
            {
                "fields": ["partner.name", "kind", "-created_at", "-_id"],
                "partialFilterExpression": {"partner.name": {"$exists": True}},
            },
            {
                "fields": ["partner.name", "partner.user_id", "kind", "-created_at", "-_id"],
                "partialFilterExpression": {"partner.name": {"$exists": True}},
            },
            {
                "fields": ["sole_key"],
                "unique": True,
                "partialFilterExpression": {"sole_key": {"$type": "string"}, "status": {"$in": STORED_ACTIVE}},
            },
        ],
    }


def collection() -> Collection[Record]:
    return Booking._get_collection()


def insert(session: ClientSession, record: Record) -> None:
    """Write a new booking; its first history entry and its status came from `first_entry`."""
    collection().insert_one(record, session=session)


def opened(trigger: Trigger, at: Any, actor: str) -> Record:
    """The fields of a booking that begins by `trigger` at database time `at`."""
    status = _leading_to(trigger)
    entry = {"at": at, "status": status, "trigger": trigger.value, "actor": actor}
    return {"status": status, "history": [entry], "version": 1, "created_at": at}


def advance(
    session: ClientSession,
    booking_id: ObjectId,
    trigger: Trigger,
    *,
    actor: str,
    only_if: Mapping[str, Any] | None = None,
    also_set: Mapping[str, Any] | None = None,
) -> Record | None:
    """Compare-and-set along the transition table: the booking after it, or None when it is in no fitting state.

    `only_if` are further conditions in MongoDB's query language, `also_set` plain values written with the status.
    """
    entry: Record = {
        "at": "$$NOW",
        "status": _leading_to(trigger),
        "trigger": trigger.value,
        "actor": {"$literal": actor},
    }
    changes: Record = {field: {"$literal": value} for field, value in (also_set or {}).items()}
    changes |= {
        "status": _leading_to(trigger),
        "version": {"$add": ["$version", 1]},
        "history": {"$concatArrays": ["$history", [entry]]},
    }
    return collection().find_one_and_update(
        {"_id": booking_id, "status": {"$in": sources(trigger)}, **(only_if or {})},
        [{"$set": changes}],
        session=session,
        return_document=ReturnDocument.AFTER,
    )


def _leading_to(trigger: Trigger) -> str:
    """The state after `trigger`, or the expression for the one that it leaves as it is."""
    leads_to = target(trigger)
    return leads_to.value if leads_to else "$status"


def amend(
    session: ClientSession | None, booking_id: ObjectId, only_if: Mapping[str, Any], changes: Mapping[str, Any]
) -> Record | None:
    """Set fields beside the status where `only_if` holds; the booking after it, or None."""
    if "status" in changes:
        raise ValueError("Only advance() changes the status.")
    return collection().find_one_and_update(
        {"_id": booking_id, **only_if}, {"$set": dict(changes)}, session=session, return_document=ReturnDocument.AFTER
    )


def read(session: ClientSession, booking_id: ObjectId) -> Record:
    """The booking as the transaction sees it; `KeyError` when there is none."""
    found = collection().find_one({"_id": booking_id}, session=session)
    if found is None:
        raise KeyError(f"booking {booking_id}")
    return found


def find(booking_id: ObjectId, **owner: ObjectId) -> Record | None:
    """The booking with `server_time` by the database clock; `client_id=` makes another's look missing."""
    return _with_time({"_id": booking_id, **owner})


def of_session(session_id: str) -> ObjectId | None:
    """The id of the booking that has this payment page."""
    row = collection().find_one({"checkout.session_id": session_id}, {"_id": 1})
    return row["_id"] if row else None


def find_of_partner(booking_id: ObjectId, partner: str, kind: str) -> Record | None:
    """The partner's booking with `server_time`; another's looks missing."""
    return _with_time({"_id": booking_id, "partner.name": partner, "kind": kind})


def _with_time(query: Record) -> Record | None:
    stages: list[Record] = [{"$match": query}, {"$set": {"server_time": "$$NOW"}}]
    return next(iter(collection().aggregate(stages)), None)


def find_many(ids: Sequence[ObjectId]) -> dict[ObjectId, Record]:
    """The bookings with these ids, by id."""
    return {row["_id"]: row for row in collection().find({"_id": {"$in": list(ids)}})}


def first_of(client_id: ObjectId, ids: Sequence[ObjectId]) -> Record | None:
    """One of the bookings `ids` that belongs to the client."""
    return collection().find_one({"_id": {"$in": list(ids)}, "client_id": client_id}) if ids else None


def with_status(ids: Sequence[ObjectId], status: Status) -> list[ObjectId]:
    """Those of the bookings `ids` that are stored with `status`."""
    found = collection().find({"_id": {"$in": list(ids)}, "status": status.value}, {"_id": 1})
    return [row["_id"] for row in found]


def shown_as(status: str | None) -> Record:
    """The condition on a booking that it is shown as `status`, which the clock may have moved past the stored one."""
    lapsed = {"status": Status.PENDING.value, "$expr": {"$lte": ["$until", "$$NOW"]}}
    over = {"status": Status.CONFIRMED.value, **OVER}
    shown: dict[str | None, Record] = {
        None: {},
        Status.PENDING: {"status": Status.PENDING.value, "$expr": {"$gt": ["$until", "$$NOW"]}},
        Status.CONFIRMED: {"status": Status.CONFIRMED.value, "$nor": [over]},
        Status.EXPIRED: {"$or": [{"status": Status.EXPIRED.value}, lapsed]},
        Status.COMPLETED: {"$or": [{"status": Status.COMPLETED.value}, over]},
    }
    return shown.get(status, {"status": status})


def of_client(
    client_id: ObjectId, filters: Mapping[str, Any], *, when: str | None = None, skip: int, limit: int
) -> tuple[list[Record], int]:
    """A page of the client's bookings and how many there are: `upcoming` ones soonest first, others newest first."""
    times: dict[str | None, list[Record]] = {"upcoming": [STANDS], "past": [{"$nor": [STANDS]}]}
    query = {"$and": [{"client_id": client_id}, filters, *times.get(when, [])]}
    return _page(query, skip, limit, SOONEST_FIRST if when == "upcoming" else NEWEST_FIRST)


def all_of_client(client_id: ObjectId) -> list[Record]:
    """All of the client's bookings, newest first, each with `server_time`."""
    stages: list[Record] = [{"$match": {"client_id": client_id}}, {"$sort": {"created_at": -1}}]
    return list(collection().aggregate([*stages, {"$set": {"server_time": "$$NOW"}}]))


def ids_of_client(session: ClientSession, client_id: ObjectId) -> list[ObjectId]:
    """The ids of all of the client's bookings."""
    return [row["_id"] for row in collection().find({"client_id": client_id}, {"_id": 1}, session=session)]


def standing_of(session: ClientSession, user_id: ObjectId, limit: int) -> list[ObjectId]:
    """Bookings that are not over, of the user or on the user's listings: holds that run, and what is confirmed."""
    whose = {"$or": [{"client_id": user_id}, {"owner_id": user_id}]}
    return [
        row["_id"] for row in collection().find({"$and": [whose, STANDS]}, {"_id": 1}, session=session, limit=limit)
    ]


def forget_words(session: ClientSession, user_id: ObjectId) -> None:
    """Remove what the user has typed: titles and reasons, in own bookings and in those of own listings."""
    as_client = {"$set": {"title": None, "cancel_reason": None}, "$unset": {"checkout.email": ""}}
    collection().update_many({"client_id": user_id}, as_client, session=session)
    actor = f"owner:{user_id}"
    by_owner = {"owner_id": user_id, "history.actor": actor}
    collection().update_many(by_owner, {"$set": {"cancel_reason": None}}, session=session)


def of_partner(
    partner: str, kind: str, filters: Mapping[str, Any], *, skip: int, limit: int
) -> tuple[list[Record], int]:
    """A page of what a partner has booked of a kind, newest first, and how many there are."""
    return _page({"partner.name": partner, "kind": kind, **filters}, skip, limit)


def _page(query: Record, skip: int, limit: int, sort: Record = NEWEST_FIRST) -> tuple[list[Record], int]:
    stages: list[dict[str, Any]] = [
        {"$match": query},
        {"$sort": sort},
        {"$skip": skip},
        {"$limit": limit},
        {"$set": {"server_time": "$$NOW"}},
    ]
    return list(collection().aggregate(stages)), collection().count_documents(query)


def live_holds(session: ClientSession | None, client_id: ObjectId, limit: int) -> int:
    """How many holds of the client run now, counted up to `limit`."""
    query = {"client_id": client_id, "status": Status.PENDING.value, "$expr": {"$gt": ["$until", "$$NOW"]}}
    return collection().count_documents(query, limit=limit, session=session)


def all_live_holds() -> int:
    """How many holds run now, of anybody."""
    query = {"status": Status.PENDING.value, "$expr": {"$gt": ["$until", "$$NOW"]}}
    return collection().count_documents(query)


def longest_overdue_seconds() -> float:
    """How long ago the hold should have ended that waits longest to be ended; 0 where none does."""
    stages: list[Record] = [
        {"$match": {"status": Status.PENDING.value, "$expr": {"$lte": ["$expires_at", "$$NOW"]}}},
        {"$sort": {"expires_at": 1}},
        {"$limit": 1},
        {"$project": {"late": {"$subtract": ["$$NOW", "$expires_at"]}}},
    ]
    row = next(iter(collection().aggregate(stages)), None)
    return row["late"] / 1000 if row else 0.0


def places_had(session: ClientSession) -> dict[ObjectId, int]:
    """By inventory: the places that active bookings have, however they are counted there."""
    stages: list[Record] = [
        {"$match": {"status": {"$in": STORED_ACTIVE}}},
        {"$unwind": "$claims"},
        {"$group": {"_id": "$claims.inventory_id", "places": {"$sum": "$claims.quantity"}}},
    ]
    return {row["_id"]: row["places"] for row in collection().aggregate(stages, session=session)}


def overdue_holds(limit: int) -> Iterator[Record]:
    """Pending bookings past their deadline by the database clock, longest overdue first."""
    query = {"status": Status.PENDING.value, "$expr": {"$lte": ["$expires_at", "$$NOW"]}}
    return iter(list(collection().find(query).sort("expires_at", 1).limit(limit)))


def overdue_on(session: ClientSession, inventory_id: ObjectId, limit: int) -> list[Record]:
    """Holds on an inventory whose claims count no longer, longest overdue first."""
    query = {"claims.inventory_id": inventory_id, "status": Status.PENDING.value, **OVERDUE}
    return list(collection().find(query, {"_id": 1}, session=session).sort("until", 1).limit(limit))


def overdue_places(ids: Sequence[ObjectId], session: ClientSession | None = None) -> dict[ObjectId, int]:
    """By inventory: the places of holds whose claims count no longer."""
    among = {"claims.inventory_id": {"$in": list(ids)}}
    stages: list[Record] = [
        {"$match": {**among, "status": Status.PENDING.value, **OVERDUE}},
        {"$unwind": "$claims"},
        {"$match": among},
        {"$group": {"_id": "$claims.inventory_id", "places": {"$sum": "$claims.quantity"}}},
    ]
    return {row["_id"]: row["places"] for row in collection().aggregate(stages, session=session)}


def active_with(session: ClientSession | None, sole_key: str) -> Record | None:
    """The one active booking of a customer who can have one; `is_overdue` tells that its claims count no longer."""
    stages: list[Record] = [
        {"$match": {"sole_key": sole_key, "status": {"$in": STORED_ACTIVE}}},
        {"$set": {"is_overdue": {"$and": [{"$eq": ["$status", Status.PENDING.value]}, OVERDUE["$expr"]]}}},
    ]
    return next(iter(collection().aggregate(stages, session=session)), None)


def finished(limit: int) -> Iterator[Record]:
    """Confirmed bookings whose window is over."""
    query = {"status": Status.CONFIRMED.value, **OVER}
    return iter(list(collection().find(query).sort("ends_at", 1).limit(limit)))


def to_remind_of(ahead: timedelta, limit: int) -> list[Record]:
    """Clients' confirmed bookings that start within `ahead`, were booked before that, and were not reminded of.

    Each with `server_time`; the next to start first.
    """
    soon = {"$lte": ["$starts_at", {"$add": ["$$NOW", _ms(ahead)]}]}
    booked_before = {"$lt": ["$created_at", {"$subtract": ["$starts_at", _ms(ahead)]}]}
    due = {"$expr": {"$and": [{"$gt": ["$starts_at", "$$NOW"]}, soon, booked_before]}}
    ours = {"status": Status.CONFIRMED.value, "reminded_at": None, "client_id": {"$type": "objectId"}}
    stages: list[Record] = [{"$match": ours | due}, {"$sort": {"starts_at": 1}}, {"$limit": limit}]
    return list(collection().aggregate([*stages, {"$set": {"server_time": "$$NOW"}}]))


def active_on(listing_id: ObjectId) -> list[Record]:
    """The active bookings of a listing: {_id, client_id}."""
    return list(collection().find(_active_on(listing_id), {"client_id": 1}))


def _active_on(listing_id: ObjectId) -> Record:
    return {"listing_id": listing_id, "status": {"$in": STORED_ACTIVE}}


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)
