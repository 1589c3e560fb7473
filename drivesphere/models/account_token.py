"""Tokens that prove that somebody reads the mail of an account. Only their hashes are stored, and each works once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, Document, ObjectIdField, StringField
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

Record = dict[str, Any]
LIFETIME = timedelta(minutes=15)  # a mail arrives within seconds, and an open mailbox is soon somebody else's


class AccountToken(Document):
    """`_id` is the SHA-256 of the token, which is random enough to need no slow hash; times are the database's."""

    id = StringField(primary_key=True)
    purpose = StringField(required=True)
    user_id = ObjectIdField(required=True)
    expires_at = DateTimeField(required=True)
    used_at = DateTimeField()

    meta = {
        "collection": "account_tokens",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": ["expires_at"], "expireAfterSeconds": 0}, {"fields": ["user_id"]}],
    }


def collection() -> Collection[Record]:
    return AccountToken._get_collection()


def hand_out(digest: str, purpose: str, user_id: ObjectId) -> None:
    """Let the token be good from now on; again for a mail that is sent again, but never for one that was used."""
    fields: Record = {
        "purpose": {"$literal": purpose},
        "user_id": user_id,
        "expires_at": {"$add": ["$$NOW", int(LIFETIME.total_seconds() * 1000)]},
        "used_at": {"$ifNull": ["$used_at", None]},
    }
    collection().update_one({"_id": digest}, [{"$set": fields}], upsert=True)


def find(digest: str, purpose: str) -> Record | None:
    """The token while it is good."""
    return collection().find_one(_good(digest, purpose))


def use_up(session: ClientSession, digest: str, purpose: str) -> bool:
    """Whether this call used the token; of many at once one does."""
    change = [{"$set": {"used_at": "$$NOW"}}]
    return collection().update_one(_good(digest, purpose), change, session=session).modified_count == 1


def void(session: ClientSession, user_id: ObjectId) -> None:
    """Let no token of the user be good any more."""
    collection().update_many({"user_id": user_id, "used_at": None}, [{"$set": {"used_at": "$$NOW"}}], session=session)


def _good(digest: str, purpose: str) -> Record:
    return {"_id": digest, "purpose": purpose, "used_at": None, "$expr": {"$gt": ["$expires_at", "$$NOW"]}}


def forget(session: ClientSession, user_id: ObjectId) -> None:
    """Remove all tokens of the user."""
    collection().delete_many({"user_id": user_id}, session=session)
