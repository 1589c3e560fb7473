"""Signs of life of the background processes, and whose turn it is where one process is enough."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mongoengine import DateTimeField, Document, StringField
from pymongo.collection import Collection


class Heartbeat(Document):
    """`_id` names the process, `at` is the database time of its last beat."""

    id = StringField(primary_key=True)
    at = DateTimeField(required=True)

    meta = {"collection": "heartbeats", "auto_create_index": False}


def collection() -> Collection[dict[str, Any]]:
    return Heartbeat._get_collection()


def beat(name: str) -> None:
    collection().update_one({"_id": name}, [{"$set": {"at": "$$NOW"}}], upsert=True)


def take_turn(name: str, every: timedelta) -> bool:
    """Whether it is the caller's turn: nobody has had it for as long as `every`, by the database's clock."""
    long_ago = {"$expr": {"$lte": [{"$add": ["$at", every // timedelta(milliseconds=1)]}, "$$NOW"]}}
    if collection().update_one({"_id": name, **long_ago}, [{"$set": {"at": "$$NOW"}}]).modified_count:
        return True
    first = [{"$set": {"at": {"$ifNull": ["$at", "$$NOW"]}}}]  # of several who find nothing, one writes it
    return collection().update_one({"_id": name}, first, upsert=True).upserted_id is not None


def age_seconds(name: str) -> float | None:
    """Seconds since the last beat by the database clock; None when there never was one."""
    stages: list[dict[str, Any]] = [{"$match": {"_id": name}}, {"$project": {"age": {"$subtract": ["$$NOW", "$at"]}}}]
    row = next(iter(collection().aggregate(stages)), None)
    return None if row is None else row["age"] / 1000
