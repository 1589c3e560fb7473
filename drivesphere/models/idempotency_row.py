"""Finished answers by idempotency key, written in the transaction that did the work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, IntField, ObjectIdField, StringField
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

KEPT_SECONDS = 90 * 24 * 3600  # a client that repeats a request three months later means a new one


class IdempotencyRow(Document):
    """`_id` is `user|route|key`, so the primary key itself lets one finished answer exist."""

    id = StringField(primary_key=True)
    fingerprint = StringField(required=True)
    status = IntField(required=True)
    body = DictField()
    booking_id = ObjectIdField()
    created_at = DateTimeField(required=True)

    meta = {
        "collection": "idempotency",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["created_at"], "expireAfterSeconds": KEPT_SECONDS}],
    }


def collection() -> Collection[dict[str, Any]]:
    return IdempotencyRow._get_collection()


def insert(
    session: ClientSession,
    *,
    scope: str,
    fingerprint: str,
    status: int,
    body: dict[str, Any],
    booking_id: ObjectId | None,
    at: datetime,
) -> None:
    """Keep the finished answer; a second one for `scope` aborts its transaction."""
    row = {"_id": scope, "fingerprint": fingerprint, "status": status, "body": body}
    collection().insert_one(row | {"booking_id": booking_id, "created_at": at}, session=session)


def find(scope: str, session: ClientSession | None = None) -> dict[str, Any] | None:
    return collection().find_one({"_id": scope}, session=session)


def forget(session: ClientSession, user_id: ObjectId) -> None:
    """Empty the answers to a user who is gone, and keep that they were given: bookings name their rows.

    In the order of texts `}` is the character behind `|`.
    """
    own = {"_id": {"$gte": _scopes_of(user_id, "|"), "$lt": _scopes_of(user_id, "}")}}
    collection().update_many(own, {"$set": {"body": {}, "fingerprint": ""}}, session=session)


def _scopes_of(user_id: ObjectId, end: str) -> str:
    return f"{user_id}{end}"
