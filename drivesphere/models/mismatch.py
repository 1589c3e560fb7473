"""The inbox of mismatches: what Stripe and we disagree about, until a person has decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, IntField, ListField, ObjectIdField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.mismatch import Decision, MismatchKind, MismatchState

Record = dict[str, Any]
OPEN = MismatchState.OPEN.value
QUEUE = ["looked_at", "_id"]
STILL_OPEN = {"state": OPEN}


class MismatchRow(Document):
    """One for each (kind, subject): a payment, refund or dispute at Stripe. `evidence` is whole sentences.

    `looked_at` is when a reconciliation asked after it last, and at first when it was found: its place in the queue
    while it is open. `seen_at` is not, for what could not be looked at was not seen.
    """

    kind = StringField(required=True, choices=[kind.value for kind in MismatchKind])
    subject = StringField(required=True)
    payment_id = StringField(required=True)
    booking_id = ObjectIdField()
    amount = IntField()
    currency = StringField()
    evidence = ListField(StringField())
    state = StringField(required=True, choices=[state.value for state in MismatchState])
    found_at = DateTimeField(required=True)
    seen_at = DateTimeField(required=True)
    looked_at = DateTimeField()
    decision = StringField(choices=[decision.value for decision in Decision])
    decided_by = StringField()
    note = StringField()
    details = DictField()
    closed_at = DateTimeField()

    meta = {
        "collection": "mismatches",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["kind", "subject"], "unique": True},
            {"fields": ["state", "kind", "-found_at", "-_id"]},
            {"fields": ["state", "-found_at", "-_id"]},
            {"fields": ["kind", "-found_at", "-_id"]},
            {"fields": ["-found_at", "-_id"]},
            {"fields": QUEUE, "partialFilterExpression": STILL_OPEN},
        ],
    }


def collection() -> Collection[Record]:
    return MismatchRow._get_collection()


def note(kind: MismatchKind, subject: str, facts: Mapping[str, Any]) -> bool:
    """Open the mismatch, or bring an open one up to date; whether it is new. What was decided stays decided.

    One that had gone by itself and is there again opens anew.
    """
    changes = {field: {"$literal": value} for field, value in facts.items()} | {"seen_at": "$$NOW"}
    is_closed = {"$eq": ["$state", MismatchState.RESOLVED.value]}
    was_open = {"$eq": ["$state", OPEN]}
    fresh: Record = {"state": OPEN, "closed_at": None}
    fresh |= {field: {"$cond": [was_open, f"${field}", "$$NOW"]} for field in ("found_at", "looked_at")}
    opened = {field: {"$cond": [is_closed, f"${field}", value]} for field, value in (changes | fresh).items()}
    before = collection().find_one_and_update(
        {"kind": kind.value, "subject": subject}, [{"$set": opened}], projection={"state": 1}, upsert=True
    )
    return before is None or before["state"] == MismatchState.GONE


def leave(kind: MismatchKind, subject: str) -> bool:
    """What was wrong is wrong no longer: close the mismatch if it is open; whether it was."""
    gone = {"state": MismatchState.GONE.value, "closed_at": "$$NOW"}
    found = {"kind": kind.value, "subject": subject, "state": OPEN}
    return bool(collection().update_one(found, [{"$set": gone}]).modified_count)


def resolve(
    session: ClientSession,
    mismatch_id: ObjectId,
    decision: Decision,
    *,
    by: str,
    note: str | None,
    booking_id: ObjectId | None = None,
) -> Record | None:
    """Close an open mismatch by a person's decision; the mismatch after it, or None when it is open no longer.

    `booking_id` is what it was attached to, which may have been seen to be in order before it could be closed here.
    """
    closable = [OPEN, MismatchState.GONE.value] if decision is Decision.ATTACH else [OPEN]
    decided = {
        "state": MismatchState.RESOLVED.value,
        "decision": decision.value,
        "decided_by": {"$literal": by},
        "note": {"$literal": note},
        "closed_at": "$$NOW",
        **({"booking_id": booking_id} if booking_id else {}),
    }
    return collection().find_one_and_update(
        {"_id": mismatch_id, "state": {"$in": closable}},
        [{"$set": decided}],
        session=session,
        return_document=ReturnDocument.AFTER,
    )


def find(mismatch_id: ObjectId) -> Record | None:
    return collection().find_one({"_id": mismatch_id})


def page(filters: Mapping[str, Any], *, skip: int, limit: int) -> tuple[list[Record], int]:
    """Mismatches by `state` and `kind`, newest first, and how many there are."""
    newest_first = [("found_at", -1), ("_id", -1)]
    query = dict(filters)
    rows = collection().find(query).sort(newest_first).skip(skip).limit(limit)
    return list(rows), collection().count_documents(query) if query else collection().estimated_document_count()


def still_open(limit: int) -> list[Record]:
    """Open mismatches, those first that were looked at longest ago."""
    return list(collection().find(STILL_OPEN).sort([(name, 1) for name in QUEUE]).limit(limit))


def look_at(mismatch_id: ObjectId) -> None:
    """Send an open mismatch to the end of the queue, before it is looked at: one that fails holds up no other."""
    collection().update_one({"_id": mismatch_id, **STILL_OPEN}, [{"$set": {"looked_at": "$$NOW"}}])


def open_by_kind() -> dict[str, int]:
    """How many are open, by kind."""
    counted = collection().aggregate([{"$match": {"state": OPEN}}, {"$group": {"_id": "$kind", "count": {"$sum": 1}}}])
    return {row["_id"]: row["count"] for row in counted}
