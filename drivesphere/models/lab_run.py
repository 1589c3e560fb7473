"""Runs of the concurrency lab, kept so that they can be shown again and shared."""

from __future__ import annotations

from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, FloatField, IntField, ListField, ObjectIdField, StringField
from pymongo.collection import Collection

Record = dict[str, Any]
KEPT_SECONDS = 30 * 24 * 3600  # as long as somebody may come back to a link that was sent to him


class LabRun(Document):
    """What was asked for, what became of each rival, and what the database says; milliseconds from the signal."""

    kind = StringField(required=True)
    scenario = StringField(required=True)
    rivals = IntField(required=True)
    capacity = IntField(required=True)
    spread_ms = IntField(required=True)
    listing_id = ObjectIdField(required=True)
    created_at = DateTimeField(required=True)
    duration_ms = FloatField(required=True)
    outcomes = DictField()
    results = ListField(DictField())
    verdict = DictField()

    meta = {
        "collection": "lab_runs",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["created_at"], "expireAfterSeconds": KEPT_SECONDS}],
    }


def collection() -> Collection[Record]:
    return LabRun._get_collection()


def insert(record: Record) -> None:
    collection().insert_one(record)


def find(run_id: ObjectId) -> Record | None:
    return collection().find_one({"_id": run_id})


def page_of(*, skip: int, limit: int) -> tuple[list[Record], int]:
    """A page of all runs without what became of each rival, newest first, and how many there are."""
    rows = collection().find({}, {"results": 0}).sort([("created_at", -1), ("_id", -1)]).skip(skip).limit(limit)
    return list(rows), collection().count_documents({})
