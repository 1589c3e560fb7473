"""Numbers that are given out once each, in order, to whoever asks in any process."""

from __future__ import annotations

from typing import Any

from mongoengine import Document, IntField, StringField
from pymongo import ReturnDocument
from pymongo.collection import Collection


class Counter(Document):
    """`_id` says what is counted, `value` is the number that was given out last."""

    id = StringField(primary_key=True)
    value = IntField(required=True)

    meta = {"collection": "counters", "auto_create_index": False}


def collection() -> Collection[dict[str, Any]]:
    return Counter._get_collection()


def take(name: str) -> int:
    """The next number of `name`, from 1. One that is taken and not used leaves a gap."""
    after = collection().find_one_and_update(
        {"_id": name}, {"$inc": {"value": 1}}, upsert=True, return_document=ReturnDocument.AFTER
    )
    assert after is not None
    return int(after["value"])
