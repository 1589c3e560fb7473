"""Sessions: one document per login, which says what generation of refresh token may be used next.

No token is stored, nor anything a token could be made from: a token is a signature over (family, generation),
and the document holds the number. So a family has one live token at any time, and a stolen database has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, Document, IntField, ObjectIdField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.user import Seen

Record = dict[str, Any]
LIFETIME = timedelta(days=30)  # after a month the password is asked again, however busy the session was


class RefreshFamily(Document):
    """`rotated_at` is when `generation` was made; both, like `expires_at`, by the database's clock.

    `device` and `address` are those that asked for the latest generation.
    """

    user_id = ObjectIdField(required=True)
    generation = IntField(required=True)
    created_at = DateTimeField(required=True)
    rotated_at = DateTimeField(required=True)
    expires_at = DateTimeField(required=True)
    revoked_at = DateTimeField()
    revoked_for = StringField()
    device = StringField()
    address = StringField()

    meta = {
        "collection": "refresh_families",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["expires_at"], "expireAfterSeconds": 0}, {"fields": ["user_id"]}],
    }


def collection() -> Collection[Record]:
    return RefreshFamily._get_collection()


def new_id() -> ObjectId:
    return ObjectId()


def start(session: ClientSession, family_id: ObjectId, user_id: ObjectId, seen: Seen | None = None) -> Record:
    """The family with its first generation."""
    lifetime = int(LIFETIME.total_seconds() * 1000)
    first = {
        "user_id": user_id,
        "generation": 0,
        "created_at": "$$NOW",
        "rotated_at": "$$NOW",
        "expires_at": {"$add": ["$$NOW", lifetime]},
        "revoked_at": None,
        **_literal(seen),
    }
    # An upsert, because only an update can name the database's own time.
    query, after = {"_id": family_id}, ReturnDocument.AFTER
    family = collection().find_one_and_update(
        query, [{"$set": first}], upsert=True, session=session, return_document=after
    )
    assert family is not None
    return family


def advance(family_id: ObjectId, generation: int, seen: Seen | None = None) -> Record | None:
    """Use `generation` up and return the family with the next one; None unless it was the live one."""
    step = {"generation": {"$add": ["$generation", 1]}, "rotated_at": "$$NOW", **_literal(seen)}
    query = _alive(family_id) | {"generation": generation}
    return collection().find_one_and_update(query, [{"$set": step}], return_document=ReturnDocument.AFTER)


def find_repeatable(family_id: ObjectId, generation: int, within: timedelta) -> Record | None:
    """The family, if it lives and came to `generation` no longer ago than `within`."""
    age = {"$subtract": ["$$NOW", "$rotated_at"]}
    recent = {"$expr": {"$lte": [age, int(within.total_seconds() * 1000)]}}
    return collection().find_one({"$and": [_alive(family_id), recent], "generation": generation})


def is_alive(family_id: ObjectId) -> bool:
    return collection().find_one(_alive(family_id), {"_id": 1}) is not None


def count_alive(user_id: ObjectId) -> int:
    """How many sessions of the user are open."""
    return collection().count_documents(_open(user_id))


def page(user_id: ObjectId, *, skip: int, limit: int) -> tuple[list[Record], int]:
    """A page of the user's open sessions, the one used last first, and how many there are."""
    latest_first = [("rotated_at", -1), ("_id", -1)]
    rows = collection().find(_open(user_id)).sort(latest_first).skip(skip).limit(limit)
    return list(rows), count_alive(user_id)


def revoke(family_id: ObjectId, reason: str, **owner: ObjectId) -> bool:
    """End the family for good; False when it had ended before. `user_id=` makes another's look so."""
    change = [{"$set": {"revoked_at": "$$NOW", "revoked_for": {"$literal": reason}}}]
    return collection().update_one({"_id": family_id, "revoked_at": None, **owner}, change).modified_count == 1


def revoke_many(ids: Sequence[ObjectId], reason: str) -> None:
    """End these families for good."""
    change = [{"$set": {"revoked_at": "$$NOW", "revoked_for": {"$literal": reason}}}]
    collection().update_many({"_id": {"$in": list(ids)}, "revoked_at": None}, change)


def revoke_all(
    session: ClientSession, user_id: ObjectId, reason: str, *, but: ObjectId | None = None
) -> Sequence[ObjectId]:
    """End every family of the user, save the one `but`; their ids."""
    query: Record = {"user_id": user_id, "revoked_at": None} | ({"_id": {"$ne": but}} if but else {})
    ended = [row["_id"] for row in collection().find(query, {"_id": 1}, session=session)]
    change = [{"$set": {"revoked_at": "$$NOW", "revoked_for": {"$literal": reason}}}]
    collection().update_many(query, change, session=session)
    return ended


def forget(session: ClientSession, user_id: ObjectId) -> None:
    """Remove all sessions of the user, with their devices and addresses."""
    collection().delete_many({"user_id": user_id}, session=session)


def _open(user_id: ObjectId) -> Record:
    return {"user_id": user_id, "revoked_at": None, "$expr": {"$gt": ["$expires_at", "$$NOW"]}}


def _literal(seen: Seen | None) -> Record:
    """Who asks, as plain text: a browser may call itself what it likes."""
    return {"device": {"$literal": seen.device}, "address": {"$literal": seen.address}} if seen else {}


def _alive(family_id: ObjectId) -> Record:
    return {"_id": family_id, "revoked_at": None, "$expr": {"$gt": ["$expires_at", "$$NOW"]}}
