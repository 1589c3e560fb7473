"""The audit trail: one entry per state change and per refused attempt, never edited.

An entry is written without a place in the chain, because a chain has one end and bookings would queue for it. `seal`
gives it `position` and `hash` afterwards, and is the only update there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId, json_util
from mongoengine import DateTimeField, DictField, Document, IntField, ObjectIdField, StringField
from pymongo import UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

Record = dict[str, Any]
NEWEST_FIRST = [("at", -1), ("_id", -1)]
OLDEST_FIRST = [("at", 1), ("_id", 1)]
UNSEALED: Record = {"position": None}
SEALED = {"position": {"$type": "number"}}
REFUSED = {"outcome": "refused"}
OF_THE_CHAIN = ("position", "hash")
"""The fields that sealing adds; all others are what is sealed."""

OUTCOMES = ["done", "refused"]
SHAPE: Record = {
    "$jsonSchema": {
        "required": ["at", "action", "outcome"],
        "properties": {
            "at": {"bsonType": "date"},
            "action": {"bsonType": "string"},
            "outcome": {"enum": OUTCOMES},
            "hash": {"bsonType": "string", "pattern": "^[0-9a-f]{64}$"},
        },
    }
}
"""What MongoDB itself refuses to store: an entry that does not say when, what and how, or a hash that is none."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The place of an entry in the chain."""

    entry_id: ObjectId
    position: int
    hash: str


class AuditEntry(Document):
    """Who tried what on which booking or listing, and what came of it."""

    at = DateTimeField(required=True)
    action = StringField(required=True)
    outcome = StringField(required=True, choices=OUTCOMES)
    code = StringField()
    actor = StringField()
    request_id = StringField()
    kind = StringField()
    listing_id = ObjectIdField()
    booking_id = ObjectIdField()
    before = StringField()
    after = StringField()
    partner = DictField()
    details = DictField()
    position = IntField()
    hash = StringField()

    meta = {
        "collection": "audit",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["-at", "-_id"]},
            {"fields": ["booking_id", "-at", "-_id"]},
            {"fields": ["listing_id", "-at", "-_id"]},
            {"fields": ["actor", "-at", "-_id"]},
            {"fields": ["action", "-at", "-_id"]},
            {"fields": ["request_id"]},
            {"fields": ["code", "-at", "-_id"], "partialFilterExpression": {"code": {"$exists": True}}},
            {"fields": ["outcome", "-at", "-_id"]},
            {"fields": ["details.user_id"], "partialFilterExpression": {"details.user_id": {"$exists": True}}},
            {"fields": ["outcome", "action", "at", "kind", "code", "actor"], "partialFilterExpression": REFUSED},
            {"fields": ["listing_id", "outcome", "action", "at", "code", "actor"], "partialFilterExpression": REFUSED},
            {"fields": ["partner.name", "-at", "-_id"], "partialFilterExpression": {"partner.name": {"$exists": True}}},
            {"fields": ["at", "_id"], "partialFilterExpression": UNSEALED},
            {"fields": ["position"], "unique": True, "partialFilterExpression": SEALED},
        ],
    }


def collection() -> Collection[dict[str, Any]]:
    return AuditEntry._get_collection()


def insert(session: ClientSession | None, entry: Record) -> None:
    collection().insert_one(entry, session=session)


def insert_many(entries: Sequence[Record]) -> None:
    collection().insert_many(entries, ordered=False)


def of_partner(partner: str, limit: int) -> list[Record]:
    """The latest entries about a partner's bookings, newest first."""
    return list(collection().find({"partner.name": partner}).sort(NEWEST_FIRST).limit(limit))


def of_booking(booking_id: ObjectId) -> list[Record]:
    """Everything that was tried with a booking, newest first."""
    return list(collection().find({"booking_id": booking_id}).sort(NEWEST_FIRST))


def about(actors: Sequence[str], user_id: str) -> list[Record]:
    """What was done by any of `actors` and to the account `user_id`, newest first."""
    query: Record = {"$or": [{"actor": {"$in": list(actors)}}, {"details.user_id": user_id}]}
    return list(collection().find(query).sort(NEWEST_FIRST))


def page(filters: Mapping[str, Any], *, skip: int, limit: int) -> tuple[list[Record], int]:
    """A page of the trail, newest first, and how many entries there are."""
    rows = list(collection().find(filters).sort(NEWEST_FIRST).skip(skip).limit(limit))
    return rows, collection().count_documents(filters) if filters else collection().estimated_document_count()


def unsealed(session: ClientSession | None, limit: int) -> list[Record]:
    """Entries without a place in the chain, oldest first."""
    return list(collection().find(UNSEALED, session=session).sort(OLDEST_FIRST).limit(limit))


def count_unsealed() -> int:
    """How many entries have no place in the chain; the index holds no others, which the planner does not see."""
    return collection().count_documents(UNSEALED, hint=OLDEST_FIRST)


def seal(session: ClientSession, seals: Sequence[Seal]) -> None:
    """Give entries their places; LookupError when one of them has a place already."""
    places = [
        UpdateOne({"_id": each.entry_id, **UNSEALED}, {"$set": {"position": each.position, "hash": each.hash}})
        for each in seals
    ]
    if collection().bulk_write(places, session=session).modified_count != len(seals):
        raise LookupError("An entry of the audit trail was sealed by somebody else.")


def sealed(first: int, last: int) -> list[Record]:
    """The chain from position `first` to `last`, in its order, each entry with its canonical `text`.

    One more than there can be is read, so that a second entry at the last position shows.
    """
    within = {"position": {"$type": "number", "$gte": first, "$lte": last}}
    found = collection().find(within).sort("position", 1).limit(last - first + 2)
    return [entry | {"text": canonical(entry)} for entry in found]


def hash_at(position: int) -> str | None:
    """The hash of the entry at `position`; None where there is none."""
    row = collection().find_one({"position": {"$type": "number", "$eq": position}}, {"hash": 1})
    return None if row is None else str(row["hash"])


def last_sealed(session: ClientSession) -> Record | None:
    """{_id, position, hash} of the last entry of the chain."""
    return collection().find_one(SEALED, {"position": 1, "hash": 1}, sort=[("position", -1)], session=session)


def canonical(entry: Mapping[str, Any]) -> str:
    """What is sealed of an entry: everything but its place, in one form whoever writes it down."""
    own = {name: value for name, value in entry.items() if name not in OF_THE_CHAIN}
    options = json_util.CANONICAL_JSON_OPTIONS
    return str(json_util.dumps(own, json_options=options, sort_keys=True, separators=(",", ":")))
