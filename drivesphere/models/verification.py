"""What came of looking whether every promise holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mongoengine import BooleanField, DateTimeField, DictField, Document, IntField, ListField, ObjectIdField
from pymongo.collection import Collection

Record = dict[str, Any]
KEPT_SECONDS = 90 * 24 * 3600  # a quarter of a year, in which somebody has looked


class Verification(Document):
    """`results` are {name, sentence, checked, broken, findings}, `stopped` the listings whose sales were stopped."""

    at = DateTimeField(required=True)
    duration_ms = IntField()
    is_clean = BooleanField(required=True)
    results = ListField(DictField())
    stopped = ListField(ObjectIdField())

    meta = {
        "collection": "verifications",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["at"], "expireAfterSeconds": KEPT_SECONDS}, {"fields": ["is_clean", "-at"]}],
    }


def collection() -> Collection[Record]:
    return Verification._get_collection()


def insert(record: Record) -> None:
    collection().insert_one(record)


def latest() -> Record | None:
    """The one that was begun last."""
    return collection().find_one({}, sort=[("at", -1)])


def last_clean_at() -> datetime | None:
    """When nothing was found for the last time."""
    row = collection().find_one({"is_clean": True}, {"at": 1}, sort=[("at", -1)])
    return row["at"] if row else None
