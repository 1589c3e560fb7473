"""Blocks: windows that owners keep for themselves. The claim itself stands in the ledger, under the block's id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, IntField, ListField, ObjectIdField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.block import Reason, State

Record = dict[str, Any]
PAST = {"$expr": {"$lte": ["$ends_at", "$$NOW"]}}
"""The condition that the window of a block has passed, by the database's clock."""


class Block(Document):
    """`claims` are what it occupies and `listing` what it remembers, both in the form that bookings have.

    One that is removed or over stays here: the ledger forgets it, and the guard has counted it, once when it was put up
    and once for each of its `moves`.
    """

    kind = StringField(required=True)
    listing_id = ObjectIdField(required=True)
    owner_id = ObjectIdField(required=True)
    listing = DictField()
    claims = ListField(DictField())
    starts_at = DateTimeField(required=True)
    ends_at = DateTimeField(required=True)
    reason = StringField(required=True, choices=[reason.value for reason in Reason])
    note = StringField()
    state = StringField(required=True, choices=[state.value for state in State])
    version = IntField(default=1)
    moves = IntField(default=0)
    origin = DictField()
    created_at = DateTimeField(required=True)
    ended_at = DateTimeField()

    meta = {
        "collection": "blocks",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["listing_id", "state", "starts_at", "_id"]}, {"fields": ["state", "ends_at"]}],
    }


def collection() -> Collection[Record]:
    return Block._get_collection()


def insert(session: ClientSession, record: Record) -> None:
    collection().insert_one(record, session=session)


def end(session: ClientSession, block_id: ObjectId, state: State, only_if: Mapping[str, Any]) -> Record | None:
    """Compare-and-set of a standing block to `state`, its end; the block after it, or None where it does not stand."""
    return collection().find_one_and_update(
        {"_id": block_id, "state": State.STANDING.value, **only_if},
        [{"$set": {"state": state.value, "ended_at": "$$NOW"}}],
        session=session,
        return_document=ReturnDocument.AFTER,
    )


def edit(
    session: ClientSession, block_id: ObjectId, version: int, changes: Mapping[str, Any], *, is_moved: bool
) -> Record | None:
    """Compare-and-set of a standing block: the block after `changes`, or None where it is another version by now."""
    return collection().find_one_and_update(
        {"_id": block_id, "state": State.STANDING.value, "version": version},
        {"$set": dict(changes), "$inc": {"version": 1, "moves": int(is_moved)}},
        session=session,
        return_document=ReturnDocument.AFTER,
    )


def find(
    block_id: ObjectId, listing_id: ObjectId, owner_id: ObjectId, session: ClientSession | None = None
) -> Record | None:
    """The owner's block of the listing, while it stands."""
    own = {"_id": block_id, "listing_id": listing_id, "owner_id": owner_id}
    return collection().find_one({**own, "state": State.STANDING.value}, session=session)


def standing(listing_id: ObjectId, owner_id: ObjectId, *, skip: int, limit: int) -> tuple[list[Record], int]:
    """A page of the blocks that stand on the owner's listing, the next first, and how many there are."""
    query = {"listing_id": listing_id, "owner_id": owner_id, "state": State.STANDING.value}
    rows = collection().find(query).sort([("starts_at", 1), ("_id", 1)]).skip(skip).limit(limit)
    return list(rows), collection().count_documents(query)


def within(listing_ids: Sequence[ObjectId], starts_at: datetime, ends_at: datetime) -> list[Record]:
    """The blocks of these listings that touch the time, those that are over too."""
    kept = {"$in": [State.STANDING.value, State.OVER.value]}
    touching = {"starts_at": {"$lt": ends_at}, "ends_at": {"$gt": starts_at}}
    return list(collection().find({"listing_id": {"$in": list(listing_ids)}, "state": kept, **touching}))


def of_listings(listing_ids: Sequence[ObjectId]) -> list[Record]:
    """All blocks that these listings ever had."""
    return list(collection().find({"listing_id": {"$in": list(listing_ids)}}).sort("_id", 1))


def past(limit: int) -> list[Record]:
    """Standing blocks whose window has passed, longest ago first."""
    return list(collection().find({"state": State.STANDING.value, **PAST}).sort("ends_at", 1).limit(limit))


def forget_notes(session: ClientSession, listings: Sequence[ObjectId]) -> None:
    """Remove what the owner of these listings has noted."""
    noted = {"listing_id": {"$in": list(listings)}, "note": {"$ne": None}}
    collection().update_many(noted, {"$set": {"note": None}}, session=session)
