"""The ledger of payments: every one that Stripe took for a booking, and whose money it is. Rows are never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, Document, IntField, ObjectIdField, StringField
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.payment import PaymentOutcome

Record = dict[str, Any]


OWNERS_SUMS = ["owner_id", "received_at", "_id", "kind", "listing_id", "currency", "amount", "fee_amount", "tax_amount"]
PLATFORM_SUMS = ["received_at", "_id", "kind", "owner_id", "currency", "amount", "fee_amount", "tax_amount"]
BOOKINGS_SUMS = ["booking_id", "received_at", "currency", "amount", "fee_amount", "tax_amount"]
"""Indexes that hold all that a report sums up, so that it reads no row."""


class PaymentRow(Document):
    """`_id` is Stripe's id of the payment; owner, fee and tax sum to the amount, in minor units."""

    id = StringField(primary_key=True)
    booking_id = ObjectIdField(required=True)
    listing_id = ObjectIdField(required=True)
    owner_id = ObjectIdField(required=True)
    kind = StringField(required=True)
    session_id = StringField()
    amount = IntField(required=True)
    currency = StringField(required=True)
    owner_amount = IntField(required=True)
    fee_amount = IntField(required=True)
    tax_amount = IntField(required=True)
    received_at = DateTimeField(required=True)
    outcome = StringField(required=True, choices=[outcome.value for outcome in PaymentOutcome])

    meta = {
        "collection": "payments",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": BOOKINGS_SUMS},
            {"fields": OWNERS_SUMS},
            {"fields": PLATFORM_SUMS},
        ],
    }


def collection() -> Collection[Record]:
    return PaymentRow._get_collection()


def insert(session: ClientSession, row: Record) -> None:
    """One row per payment, in the transaction that settles it."""
    collection().insert_one(row, session=session)


def find(payment_id: str, session: ClientSession | None = None) -> Record | None:
    return collection().find_one({"_id": payment_id}, session=session)


def of_booking(booking_id: ObjectId) -> list[Record]:
    """Every payment for a booking, in the order in which they came."""
    return list(collection().find({"booking_id": booking_id}).sort("received_at", 1))


def among(ids: Sequence[str]) -> dict[str, Record]:
    """Those of the payments `ids` that are written down, by id."""
    return {row["_id"]: row for row in collection().find({"_id": {"$in": list(ids)}})}


def first_received_at() -> datetime | None:
    """When the first payment of all came in."""
    first = collection().find_one({}, {"_id": 0, "received_at": 1}, sort=[("received_at", 1)])
    return first["received_at"] if first else None


def received_within(since: datetime, until: datetime) -> list[Record]:
    """What was written down from `since` until before another instant, oldest first."""
    return list(collection().find({"received_at": {"$gte": since, "$lt": until}}).sort("received_at", 1))
