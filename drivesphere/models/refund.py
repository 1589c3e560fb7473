"""The ledger of refunds: each is written down under its key before Stripe is asked, and moved on by what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, Document, IntField, ObjectIdField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.payment import RefundState

Record = dict[str, Any]


OWNERS_SUMS = [
    "owner_id",
    "requested_at",
    "_id",
    "kind",
    "listing_id",
    "currency",
    "amount",
    "fee_amount",
    "tax_amount",
    "state",
]
PLATFORM_SUMS = ["requested_at", "_id", "kind", "owner_id", "currency", "amount", "fee_amount", "tax_amount", "state"]
BOOKINGS_SUMS = ["booking_id", "requested_at", "currency", "amount", "fee_amount", "tax_amount", "state"]
"""Indexes that hold all that a report sums up, so that it reads no row."""
QUEUE = ["looked_at", "_id"]
WAITING: Record = {"state": RefundState.PENDING.value}


class RefundRow(Document):
    """`_id` is the key under which Stripe carries it out once; owner, fee and tax sum to the amount.

    `refund_id` is Stripe's own, `settled_at` when we learnt how it ended; both are null until then. `looked_at` is when
    a reconciliation asked after it last, and at first when it was made due: its place in the queue while it waits.
    `refused` is what Stripe said when it would not make it; absent unless it did.
    """

    id = StringField(primary_key=True)
    booking_id = ObjectIdField(required=True)
    listing_id = ObjectIdField(required=True)
    owner_id = ObjectIdField(required=True)
    kind = StringField(required=True)
    payment_id = StringField(required=True)
    amount = IntField(required=True)
    currency = StringField(required=True)
    owner_amount = IntField(required=True)
    fee_amount = IntField(required=True)
    tax_amount = IntField(required=True)
    reason = StringField(required=True)
    actor = StringField(required=True)
    requested_at = DateTimeField(required=True)
    state = StringField(required=True, choices=[state.value for state in RefundState])
    refund_id = StringField()
    settled_at = DateTimeField()
    looked_at = DateTimeField()
    refused = StringField()

    meta = {
        "collection": "refunds",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": BOOKINGS_SUMS},
            {"fields": ["payment_id"]},
            {"fields": ["refund_id"]},
            {"fields": OWNERS_SUMS},
            {"fields": PLATFORM_SUMS},
            {"fields": ["state", "-requested_at", "-_id"]},
            {"fields": QUEUE, "partialFilterExpression": WAITING},
        ],
    }


def collection() -> Collection[Record]:
    return RefundRow._get_collection()


def insert(session: ClientSession, row: Record) -> None:
    """One row per key, in the transaction that makes the refund due."""
    open_row = {"state": RefundState.PENDING.value, "refund_id": None, "settled_at": None}
    collection().insert_one(row | open_row | {"looked_at": row["requested_at"]}, session=session)


def find(key: str) -> Record | None:
    return collection().find_one({"_id": key})


def of_payment(session: ClientSession | None, payment_id: str) -> list[Record]:
    """Every refund of a payment, whatever became of it."""
    return list(collection().find({"payment_id": payment_id}, session=session))


def of_booking(booking_id: ObjectId) -> list[Record]:
    """Every refund of a booking, in the order in which they were asked for."""
    return list(collection().find({"booking_id": booking_id}).sort("requested_at", 1))


def among(refund_ids: Sequence[str]) -> dict[str, Record]:
    """Those of Stripe's refunds that are written down, by Stripe's id."""
    return {row["refund_id"]: row for row in collection().find({"refund_id": {"$in": list(refund_ids)}})}


def waiting(limit: int) -> list[Record]:
    """Refunds of which nobody knows yet how they ended, those first that were looked at longest ago."""
    return list(collection().find(WAITING).sort([(name, 1) for name in QUEUE]).limit(limit))


def look_at(key: str) -> None:
    """Send a refund that waits to the end of the queue, before it is looked at: one that fails holds up no other."""
    collection().update_one({"_id": key, **WAITING}, [{"$set": {"looked_at": "$$NOW"}}])


def refuse(key: str, reason: str) -> None:
    """Keep why Stripe does not make a refund that waits."""
    collection().update_one({"_id": key, **WAITING, "refund_id": None}, {"$set": {"refused": reason}})


def move_on(session: ClientSession, key: str, state: RefundState, refund_id: str) -> Record | None:
    """Write down how far Stripe has come, never back; the row after it, or None when it had come as far already."""
    said = {"state": state.value, "refund_id": {"$literal": refund_id}}
    settled_at = None if state is RefundState.PENDING else "$$NOW"
    return collection().find_one_and_update(
        {"_id": key, **_BEFORE[state]},
        [{"$set": {**said, "settled_at": settled_at}}],
        session=session,
        return_document=ReturnDocument.AFTER,
    )


_BEFORE: dict[RefundState, Record] = {
    RefundState.PENDING: {"state": RefundState.PENDING.value, "refund_id": None},
    RefundState.SUCCEEDED: {"state": {"$in": [RefundState.PENDING.value, RefundState.DROPPED.value]}},
    RefundState.FAILED: {"state": {"$in": [RefundState.PENDING.value, RefundState.SUCCEEDED.value]}},
}
"""What a row must be for Stripe's word to be news: reports overtake one another, and a late one changes nothing."""


def drop(session: ClientSession, key: str) -> Record | None:
    """Owe a refund no longer that will not arrive; the row after it, or None when it has arrived or was dropped."""
    return collection().find_one_and_update(
        {"_id": key, "state": {"$in": [RefundState.PENDING.value, RefundState.FAILED.value]}},
        [{"$set": {"state": RefundState.DROPPED.value, "settled_at": "$$NOW"}}],
        session=session,
        return_document=ReturnDocument.AFTER,
    )
