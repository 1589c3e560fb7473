"""Inventory: the unit of locking, guarding and availability. Its ledger of claims stands inside the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bson import ObjectId
from mongoengine import DictField, Document, IntField, ListField, LongField, ObjectIdField, StringField
from pymongo import UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

Ledger = Collection[dict[str, Any]]
Row = tuple[ObjectId, dict[str, Any], dict[str, Any]]
"""The id of an inventory, the fields that follow its listing, the fields of a new one."""


class Inventory(Document):
    """One stock record. Interval: `claims` hold {booking_id, starts_us, ends_us, until}; `until` null means for good.

    Counted: `remaining` of `capacity` places. `capacity` of an interval inventory is how many may have it at a time.
    """

    listing_id = ObjectIdField(required=True)
    kind = StringField(required=True)
    model = StringField(required=True)
    buffer_us = LongField(default=0)
    capacity = IntField(default=1)
    remaining = IntField()
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


def open_intervals(kind: str, stock: Iterable[tuple[ObjectId, int, int]], session: ClientSession | None = None) -> None:
    """Make sure of one interval inventory per (listing id, buffer in µs, capacity); its claims stay untouched."""
    rows: Iterator[Row] = (
        (inventory_id, {"buffer_us": buffer_us, "capacity": capacity}, _new(inventory_id, kind, "interval", claims=[]))
        for inventory_id, buffer_us, capacity in stock
    )
    _open(rows, session)


def open_counted(
    kind: str, stock: Iterable[tuple[ObjectId, ObjectId, int]], session: ClientSession | None = None
) -> None:
    """Make sure of one counted inventory per (id, listing id, capacity); what exists stays as it is."""
    rows: Iterator[Row] = (
        (inventory_id, {}, _new(listing_id, kind, "counted", capacity=capacity, remaining=capacity))
        for inventory_id, listing_id, capacity in stock
    )
    _open(rows, session)


def _new(listing_id: ObjectId, kind: str, model: str, **more: Any) -> dict[str, Any]:
    return {"listing_id": listing_id, "kind": kind, "model": model, "claims_made": 0, "version": 0, **more}


def _open(rows: Iterable[Row], session: ClientSession | None) -> None:
    """Upsert the rows; of one that exists only what follows the listing is set."""
    writes = []
    for inventory_id, follows, first in rows:
        change = {"$setOnInsert": first} | ({"$set": follows} if follows else {})
        writes.append(UpdateOne({"_id": inventory_id}, change, upsert=True))
    if writes:
        collection().bulk_write(writes, ordered=False, session=session)


def listing_of(inventory_id: ObjectId) -> ObjectId | None:
    """The listing that the inventory is stock of; None when there is no such inventory."""
    row = collection().find_one({"_id": inventory_id}, {"listing_id": 1})
    return row["listing_id"] if row else None


def oversold(session: ClientSession, had: Mapping[ObjectId, int]) -> int:
    """How many counted inventories have less than nothing left, or gave away more than they have: `had` by id."""
    query = {"_id": {"$in": list(had)}, "model": "counted"}
    rows = collection().find(query, {"capacity": 1, "remaining": 1}, session=session)
    return sum(row["remaining"] < 0 or had[row["_id"]] > row["capacity"] for row in rows)


def ids_matching(ids: Sequence[ObjectId], condition: dict[str, Any], limit_ms: int) -> set[ObjectId]:
    """Those of `ids` whose inventory fulfils `condition`, a query on one inventory."""
    found = collection().find({"_id": {"$in": list(ids)}, **condition}, {"_id": 1}).max_time_ms(limit_ms)
    return {row["_id"] for row in found}
