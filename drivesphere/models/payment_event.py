"""The inbox of payment webhooks. Event ids are kept for ever, so that a repeat can never count twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, IntField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from drivesphere.domain import payment
from drivesphere.domain.payment import EventState

Record = dict[str, Any]
PAYER = tuple(f"payload.data.object.{field}" for field in payment.PAYER)


class PaymentEventRow(Document):
    """`_id` is the event's own id; `outcome` says what came of it, `handled_at` is null until then.

    `state` is `open` until the first try, `failed` after one that did not work, and the next minute tries again.
    """

    id = StringField(primary_key=True)
    type = StringField(required=True)
    booking_id = StringField()
    session_id = StringField()
    payment_id = StringField()
    payload = DictField()
    received_at = DateTimeField()
    handled_at = DateTimeField()
    state = StringField(choices=[state.value for state in EventState])
    outcome = StringField()
    last_error = StringField()
    tries = IntField(default=0)

    meta = {
        "collection": "payment_events",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["handled_at", "tries", "received_at"]},
            {"fields": ["booking_id"]},
            {"fields": ["-received_at", "-_id"]},
            {"fields": ["state", "-received_at", "-_id"]},
            {"fields": ["type", "-received_at", "-_id"]},
        ],
    }


def collection() -> Collection[Record]:
    return PaymentEventRow._get_collection()


def store(row: Record, received_at: datetime) -> bool:
    """Keep the event; False when it was there already."""
    fresh = {
        "received_at": received_at,
        "handled_at": None,
        "state": EventState.OPEN.value,
        "outcome": None,
        "tries": 0,
    }
    try:
        collection().insert_one(row | fresh)
    except DuplicateKeyError:
        return False
    return True


def find(event_id: str) -> Record | None:
    return collection().find_one({"_id": event_id})


def page(filters: Mapping[str, Any], *, skip: int, limit: int) -> tuple[list[Record], int]:
    """Events by `state`, `type` and `booking_id`, newest first and without their payload, and how many there are."""
    newest_first = [("received_at", -1), ("_id", -1)]
    query = dict(filters)
    rows = collection().find(query, {"payload": 0}).sort(newest_first).skip(skip).limit(limit)
    return list(rows), collection().count_documents(query) if query else collection().estimated_document_count()


def of_booking(booking_id: str) -> list[Record]:
    """What was reported about a booking, without the reports themselves."""
    return list(collection().find({"booking_id": booking_id}, {"payload": 0}))


def mark_handled(event_id: str, outcome: str, *, booking_id: str | None = None) -> None:
    """Finished; `booking_id` is the booking that it turned out to be about."""
    handled = {"handled_at": "$$NOW", "state": EventState.HANDLED.value, "outcome": outcome, "last_error": None}
    named = {"booking_id": {"$ifNull": ["$booking_id", booking_id]}}
    collection().update_one({"_id": event_id, "handled_at": None}, [{"$set": handled | named}])


def mark_failed(event_id: str, error: str) -> None:
    collection().update_one(
        {"_id": event_id, "handled_at": None}, {"$set": {"state": EventState.FAILED.value, "last_error": error}}
    )


def reopen(session: ClientSession, event_id: str) -> Record | None:
    """Forget that the event was handled, so that it is handled once more; the event, or None when there is none."""
    anew = {"handled_at": None, "state": EventState.OPEN.value, "outcome": None, "last_error": None}
    return collection().find_one_and_update(
        {"_id": event_id}, {"$set": anew}, session=session, return_document=ReturnDocument.AFTER
    )


def count_try(event_id: str) -> None:
    collection().update_one({"_id": event_id}, {"$inc": {"tries": 1}})


def latest_age_seconds() -> float | None:
    """How long ago the latest event came, by the database's clock; None when none ever did."""
    stages: list[dict[str, Any]] = [
        {"$sort": {"received_at": -1, "_id": -1}},
        {"$limit": 1},
        {"$project": {"age": {"$subtract": ["$$NOW", "$received_at"]}}},
    ]
    row = next(iter(collection().aggregate(stages)), None)
    return row["age"] / 1000 if row else None


def depth() -> int:
    """How many events nobody has finished with."""
    return collection().count_documents({"handled_at": None})


def unhandled(limit: int) -> Iterator[Record]:
    """Events that nobody has finished with; those that failed often wait behind the others, but never end."""
    found = collection().find({"handled_at": None}).sort([("tries", 1), ("received_at", 1)]).limit(limit)
    return iter(list(found))


def forget_payers(session: ClientSession, bookings: Sequence[ObjectId]) -> None:
    """Remove from the events of these bookings what the payment service told of the payer.

    Nothing, but of events that a release has stored which kept it.
    """
    gone = dict.fromkeys(PAYER, "")
    collection().update_many(
        {"booking_id": {"$in": [str(each) for each in bookings]}}, {"$unset": gone}, session=session
    )
