"""Files of photos: a row stands before the first of them is written and goes after the last of them is removed.

So whatever dies in between, somebody knows which files nobody shows, and they do not heap up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, Document, ObjectIdField
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

UPLOAD_TIME = timedelta(hours=1)  # many times what an upload may take; after it nobody will show the files


class PhotoFile(Document):
    """The files of the photo `_id`. They may be removed from `doomed_at` on, by the database's clock; null: never."""

    listing_id = ObjectIdField(required=True)
    doomed_at = DateTimeField()

    meta = {
        "collection": "photo_files",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["doomed_at"], "partialFilterExpression": {"doomed_at": {"$type": "date"}}}],
    }


def collection() -> Collection[dict[str, Any]]:
    return PhotoFile._get_collection()


def announce(photo_id: ObjectId, listing_id: ObjectId) -> None:
    """Files of this photo are about to be written; they are doomed unless it is adopted in time."""
    doomed_at = {"$add": ["$$NOW", int(UPLOAD_TIME.total_seconds() * 1000)]}
    row = {"listing_id": {"$literal": listing_id}, "doomed_at": doomed_at}
    collection().update_one({"_id": photo_id}, [{"$set": row}], upsert=True)


def adopt(session: ClientSession, photo_id: ObjectId) -> bool:
    """The photo is shown from this commit on; False when its files are doomed already."""
    alive = {"_id": photo_id, "$expr": {"$gt": ["$doomed_at", "$$NOW"]}}
    return collection().update_one(alive, {"$set": {"doomed_at": None}}, session=session).modified_count == 1


def doom(session: ClientSession | None, photo_id: ObjectId) -> None:
    """The photo is shown no more."""
    collection().update_one({"_id": photo_id}, [{"$set": {"doomed_at": "$$NOW"}}], session=session)


def doom_all(session: ClientSession, photo_ids: Sequence[ObjectId]) -> None:
    """The same of many at once."""
    collection().update_many({"_id": {"$in": list(photo_ids)}}, [{"$set": {"doomed_at": "$$NOW"}}], session=session)


def doomed(limit: int) -> list[ObjectId]:
    """Photos whose files are to be removed, those that wait longest first."""
    query = {"doomed_at": {"$type": "date"}, "$expr": {"$lte": ["$doomed_at", "$$NOW"]}}
    return [row["_id"] for row in collection().find(query, {"_id": 1}).sort("doomed_at", 1).limit(limit)]


def forget(photo_id: ObjectId) -> None:
    """Its files are gone."""
    collection().delete_one({"_id": photo_id})
