"""Effects that must follow a commit: written with it, carried out afterwards, as often as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, IntField, ObjectIdField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

LEASE = timedelta(seconds=60)  # longer than any effect may take; a dead worker's row comes back after it
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=30)
MOST_TRIES = 12  # an hour and three quarters with the doubling pauses; then a person must look


class OutboxRow(Document):
    """`state` is pending, done or dead; `due_at` moves ahead while somebody works on the row.

    A row is about a booking, or else about an account: `user_id` is null where a mail was asked for in the name of
    nobody we know.
    """

    booking_id = ObjectIdField()
    user_id = ObjectIdField()
    effect = StringField(required=True)
    attempt = StringField(required=True)
    payload = DictField()
    state = StringField(required=True, choices=["pending", "done", "dead"])
    tries = IntField(default=0)
    due_at = DateTimeField(required=True)
    created_at = DateTimeField()
    last_error = StringField()

    meta = {
        "collection": "outbox",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["booking_id", "effect", "attempt"], "unique": True},
            {"fields": ["state", "due_at"]},
            {"fields": ["user_id"], "sparse": True},
        ],
    }


def collection() -> Collection[dict[str, Any]]:
    return OutboxRow._get_collection()


def insert(
    session: ClientSession, *, booking_id: ObjectId, effect: str, attempt: str, payload: dict[str, Any], at: Any
) -> None:
    """One row per (booking, effect, attempt), in the transaction that needs the effect."""
    row = {"booking_id": booking_id, "effect": effect, "attempt": attempt, "payload": payload}
    collection().insert_one(row | {"state": "pending", "tries": 0, "due_at": at, "created_at": at}, session=session)


def insert_for_account(session: ClientSession, user_id: ObjectId | None, row: dict[str, Any]) -> None:
    """One row about an account, due at once by the database's clock, which only an update can name."""
    plain = {"booking_id": None, "user_id": user_id, **row, "state": "pending", "tries": 0}
    fields: dict[str, Any] = {name: {"$literal": value} for name, value in plain.items()}
    fields |= {"due_at": "$$NOW", "created_at": "$$NOW"}
    collection().update_one({"_id": ObjectId()}, [{"$set": fields}], upsert=True, session=session)


def take_due() -> dict[str, Any] | None:
    """Lease the row that is longest due, for one worker; None when nothing is."""
    return collection().find_one_and_update(
        {"state": "pending", "$expr": {"$lte": ["$due_at", "$$NOW"]}},
        [{"$set": {"due_at": {"$add": ["$$NOW", _ms(LEASE)]}, "tries": {"$add": ["$tries", 1]}}}],
        sort=[("due_at", 1)],
        return_document=ReturnDocument.AFTER,
    )


def find(row_id: ObjectId, effect: str) -> dict[str, Any] | None:
    return collection().find_one({"_id": row_id, "effect": effect})


def page(state: str, effect: str, *, skip: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """A page of the rows in `state`, the longest due first, and how many there are."""
    query = {"state": state, "effect": effect}
    rows = collection().find(query).sort([("due_at", 1), ("_id", 1)]).skip(skip).limit(limit)
    return list(rows), collection().count_documents(query)


def revive(session: ClientSession, row_id: ObjectId, effect: str) -> dict[str, Any] | None:
    """Let a row that was given up be due now, as if it had never been tried; None unless it was given up."""
    anew = [{"$set": {"state": "pending", "tries": 0, "due_at": "$$NOW"}}]
    query = {"_id": row_id, "effect": effect, "state": "dead"}
    return collection().find_one_and_update(query, anew, session=session, return_document=ReturnDocument.AFTER)


def of_booking(booking_id: ObjectId) -> list[dict[str, Any]]:
    """Every effect that a booking ever asked for."""
    return list(collection().find({"booking_id": booking_id}, {"payload": 0}))


def depth(state: str) -> int:
    """How many effects are `pending` or `dead`."""
    return collection().count_documents({"state": state})


def longest_due_seconds() -> float:
    """How long the effect is due that waits longest; 0 where none does."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": "pending", "$expr": {"$lte": ["$due_at", "$$NOW"]}}},
        {"$sort": {"due_at": 1}},
        {"$limit": 1},
        {"$project": {"late": {"$subtract": ["$$NOW", "$due_at"]}}},
    ]
    row = next(iter(collection().aggregate(stages)), None)
    return row["late"] / 1000 if row else 0.0


def mark_done(row: dict[str, Any]) -> None:
    """The row is done with. One about an account goes: nobody needs to know what it held, and once is enough."""
    if row.get("booking_id") is None:
        collection().delete_one({"_id": row["_id"]})
        return
    collection().update_one({"_id": row["_id"], "state": "pending"}, {"$set": {"state": "done"}})


def put_back(row: dict[str, Any], error: str, *, for_ever: bool) -> None:
    """Try again later; `for_ever`, or until it is given up loudly after `MOST_TRIES`."""
    state = "dead" if row["tries"] >= MOST_TRIES and not for_ever else "pending"
    pause = min(FIRST_RETRY * 2 ** min(row["tries"] - 1, MOST_TRIES), LONGEST_RETRY)
    collection().update_one(
        {"_id": row["_id"], "state": "pending"},
        [{"$set": {"state": state, "last_error": {"$literal": error}, "due_at": {"$add": ["$$NOW", _ms(pause)]}}}],
    )


def forget(session: ClientSession, user_id: ObjectId, bookings: Sequence[ObjectId]) -> None:
    """Drop what waits to be sent to the account, and what mail servers said of its address."""
    collection().delete_many({"user_id": user_id}, session=session)
    about = {"booking_id": {"$in": list(bookings)}, "effect": "mail"}
    collection().update_many(about, {"$unset": {"last_error": ""}}, session=session)


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)
