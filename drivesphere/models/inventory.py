"""Inventory: the unit of locking, guarding and availability. Its ledger of claims stands inside the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bson import ObjectId
from mongoengine import DictField, Document, IntField, ListField, LongField, ObjectIdField, StringField
from pymongo import UpdateOne
from pymongo.collection import Collection

Ledger = Collection[dict[str, Any]]


class Inventory(Document):
    """One stock record. `claims` hold {booking_id, starts_us, ends_us, until}; `until` null means for good."""

    listing_id = ObjectIdField(required=True)
    kind = StringField(required=True)
    model = StringField(required=True)
    buffer_us = LongField(default=0)
    claims = ListField(DictField())
    claims_made = IntField(default=0)
    version = IntField(default=0)
    last_claim = DictField()

    meta = {
        "collection": "inventory",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["listing_id"]}],
    }


def collection() -> Ledger:
    return Inventory._get_collection()


def open_intervals(kind: str, buffers: Iterable[tuple[ObjectId, int]]) -> None:
    """Make sure of one interval inventory per (listing id, buffer in µs); claims that exist stay untouched."""
    writes = [
        UpdateOne(
            {"_id": listing_id},
            {
                "$set": {"buffer_us": buffer_us},
                "$setOnInsert": {
                    "listing_id": listing_id,
                    "kind": kind,
                    "model": "interval",
                    "claims": [],
                    "claims_made": 0,
                    "version": 0,
                },
            },
            upsert=True,
        )
        for listing_id, buffer_us in buffers
    ]
    if writes:
        collection().bulk_write(writes, ordered=False)


def ids_matching(ids: Sequence[ObjectId], condition: dict[str, Any], limit_ms: int) -> set[ObjectId]:
    """Those of `ids` whose inventory fulfils `condition`, a query on one inventory."""
    found = collection().find({"_id": {"$in": list(ids)}, **condition}, {"_id": 1}).max_time_ms(limit_ms)
    return {row["_id"] for row in found}
