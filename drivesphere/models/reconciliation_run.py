"""Runs of the reconciliation: how far each came, what it repaired, and what stood in its way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, DictField, Document, IntField, StringField
from pymongo import ReturnDocument
from pymongo.collection import Collection

Record = dict[str, Any]
RUN_STATES = ("requested", "running", "done", "failed", "abandoned")
SILENCE = timedelta(minutes=5)  # a run that says nothing for so long has died: one slice takes seconds
EVERY = timedelta(minutes=10)


class ReconciliationRun(Document):
    """`until` is how far Stripe's time was compared: the highest of all runs is the mark that the next begins at."""

    state = StringField(required=True, choices=RUN_STATES)
    requested_by = StringField(required=True)
    requested_at = DateTimeField(required=True)
    started_at = DateTimeField()
    seen_at = DateTimeField()
    finished_at = DateTimeField()
    since = DateTimeField()
    until = DateTimeField()
    looked_at = DictField()
    repaired = DictField()
    new_mismatches = IntField()
    open_mismatches = IntField()
    paid_without_booking = IntField()
    problem = StringField()

    meta = {
        "collection": "reconciliation_runs",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["-requested_at", "-_id"]},
            {"fields": ["-until"]},
            {"fields": ["state", "started_at"]},
        ],
    }


def collection() -> Collection[Record]:
    return ReconciliationRun._get_collection()


def request(by: str) -> Record:
    """A run that some worker shall make; the one that waits already, where there is one."""
    return collection().find_one({"state": "requested"}) or _open(by)


def _open(by: str) -> Record:
    """A run that nobody has begun yet."""
    fresh = {"state": "requested", "requested_by": {"$literal": by}, "requested_at": "$$NOW"}
    opened = collection().find_one_and_update(
        {"_id": ObjectId()}, [{"$set": fresh}], upsert=True, return_document=ReturnDocument.AFTER
    )
    assert opened is not None
    return opened


def take() -> Record | None:
    """Start the run that waits longest; None when nobody has asked for one."""
    return _start({"state": "requested"})


def start(by: str) -> Record:
    """A run that begins now."""
    started = _start({"_id": _open(by)["_id"]})
    assert started is not None
    return started


def _start(which: Record) -> Record | None:
    begun = {"state": "running", "started_at": "$$NOW", "seen_at": "$$NOW"}
    return collection().find_one_and_update(
        {**which, "state": "requested"},
        [{"$set": begun}],
        sort=[("requested_at", 1)],
        return_document=ReturnDocument.AFTER,
    )


def is_due() -> bool:
    """Whether no run has begun for ten minutes, by the database's clock."""
    recently = {"$expr": {"$gt": ["$started_at", {"$subtract": ["$$NOW", _ms(EVERY)]}]}}
    newest = {"state": {"$in": ["running", "done", "failed", "abandoned"]}, **recently}
    return collection().find_one(newest, {"_id": 1}) is None


def abandon_silent() -> None:
    """Say of runs that have died that nobody goes on with them; the next one begins at the mark that they left."""
    silent = {"$expr": {"$lt": ["$seen_at", {"$subtract": ["$$NOW", _ms(SILENCE)]}]}}
    collection().update_many({"state": "running", **silent}, [{"$set": {"state": "abandoned", "finished_at": "$$NOW"}}])


def mark() -> datetime | None:
    """How far any run has come; None before the first."""
    furthest = collection().find_one({"until": {"$type": "date"}}, {"until": 1}, sort=[("until", -1)])
    return furthest["until"] if furthest else None


def reach(run_id: ObjectId, until: datetime, found: Mapping[str, Any]) -> None:
    """Write down that everything before `until` was compared."""
    collection().update_one({"_id": run_id}, [{"$set": {"until": until, "seen_at": "$$NOW", **_literal(found)}}])


def finish(run_id: ObjectId, state: str, found: Mapping[str, Any]) -> Record:
    """End the run; the run as it is kept."""
    ended = {"state": state, "finished_at": "$$NOW", **_literal(found)}
    after = collection().find_one_and_update({"_id": run_id}, [{"$set": ended}], return_document=ReturnDocument.AFTER)
    assert after is not None
    return after


def _literal(values: Mapping[str, Any]) -> Record:
    return {field: {"$literal": value} for field, value in values.items()}


def find(run_id: ObjectId) -> Record | None:
    return collection().find_one({"_id": run_id})


def page(*, skip: int, limit: int) -> tuple[list[Record], int]:
    """Runs, newest first, and how many there are."""
    rows = collection().find().sort([("requested_at", -1), ("_id", -1)]).skip(skip).limit(limit)
    return list(rows), collection().estimated_document_count()


def lag_seconds() -> float | None:
    """How long ago the instant is up to which we know that Stripe and we agree; None before the first run."""
    lag = {"$divide": [{"$subtract": ["$$NOW", "$until"]}, 1000]}
    stages: list[Record] = [
        {"$match": {"until": {"$type": "date"}}},
        {"$sort": {"until": -1}},
        {"$limit": 1},
        {"$project": {"lag": lag}},
    ]
    row = next(iter(collection().aggregate(stages)), None)
    return float(row["lag"]) if row else None


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)
