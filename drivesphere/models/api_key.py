"""Keys of partners. No key is stored: a look-up by its public prefix finds the hash that the whole of it must have."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, Document, ListField, StringField
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

Record = dict[str, Any]


class ApiKey(Document):
    """`digest` is the SHA-256 of the key, which is random enough to need no slow hash."""

    prefix = StringField(required=True)
    digest = StringField(required=True)
    partner = StringField(required=True)
    scopes = ListField(StringField())
    created_by = StringField(required=True)
    created_at = DateTimeField(required=True)
    last_used_at = DateTimeField()
    revoked_at = DateTimeField()

    meta = {
        "collection": "api_keys",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["prefix"], "unique": True}],
    }


def collection() -> Collection[Record]:
    return ApiKey._get_collection()


def insert(session: ClientSession, record: Record) -> None:
    collection().insert_one(record, session=session)


def find(prefix: str) -> Record | None:
    return collection().find_one({"prefix": str(prefix)})


def page(*, skip: int, limit: int) -> tuple[list[Record], int]:
    """Keys, newest first, and how many there are."""
    rows = collection().find({}, {"digest": 0}).sort("_id", -1).skip(skip).limit(limit)
    return list(rows), collection().estimated_document_count()


def note_use(key_id: ObjectId, before: datetime | None) -> None:
    """Set `last_used_at` to now, by the database's clock; of many at one moment, one writes."""
    collection().update_one({"_id": key_id, "last_used_at": before}, [{"$set": {"last_used_at": "$$NOW"}}])


def revoke(session: ClientSession, key_id: ObjectId) -> Record | None:
    """End the key for good; the key as it was, or None when there is no such key that still works."""
    change = [{"$set": {"revoked_at": "$$NOW"}}]
    return collection().find_one_and_update({"_id": key_id, "revoked_at": None}, change, session=session)
