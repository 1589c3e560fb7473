"""Tokens that prove that somebody reads the mail of an account. Only their hashes are stored, and each works once.

Of all that a user has asked for with one purpose only the newest is good: one more document for each purpose of a user
names it, so that two which are handed out at one moment agree on which.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId
from mongoengine import DateTimeField, Document, ObjectIdField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

Record = dict[str, Any]
LIFETIME = timedelta(minutes=15)  # a mail arrives within seconds, and an open mailbox is soon somebody else's
REMEMBERED = 2 * LIFETIME  # which was the newest; longer than any older one can be good


class AccountToken(Document):
    """`_id` is the SHA-256 of the token, which is random enough to need no slow hash; times are the database's.

    Where `newest` is, `_id` names purpose and user, and `newest` is the token that was asked for last, at `asked_at`.
    """

    id = StringField(primary_key=True)
    purpose = StringField(required=True)
    user_id = ObjectIdField(required=True)
    expires_at = DateTimeField(required=True)
    used_at = DateTimeField()
    newest = StringField()
    asked_at = DateTimeField()

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
        "expires_at": _from_now(LIFETIME),
        "used_at": {"$ifNull": ["$used_at", None]},
    }
    collection().update_one({"_id": digest}, [{"$set": fields}], upsert=True)


def become_newest(digest: str, purpose: str, user_id: ObjectId, asked_at: datetime) -> bool:
    """Whether no other token was asked for later; from now on none that was asked for earlier is good.

    Mails need not be sent in the order in which they were asked for. Of two that were asked for in one millisecond the
    hash decides, for everybody alike.
    """
    is_later = {"$lte": [["$asked_at", "$newest"], [asked_at, digest]]}
    fields: Record = {
        "purpose": {"$literal": purpose},
        "user_id": user_id,
        "expires_at": _from_now(REMEMBERED),
        "newest": {"$cond": [is_later, digest, "$newest"]},
        "asked_at": {"$cond": [is_later, asked_at, "$asked_at"]},
    }
    after = collection().find_one_and_update(
        {"_id": _newest_id(purpose, user_id)},
        [{"$set": fields}],
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    return after is not None and bool(after["newest"] == digest)


def find(digest: str, purpose: str) -> Record | None:
    """The token while it is good."""
    found = collection().find_one(_good(digest, purpose))
    return found if found and _is_newest(None, found) else None


def use_up(session: ClientSession, digest: str, purpose: str) -> bool:
    """Whether this call used the token; of many at once one does."""
    change = [{"$set": {"used_at": "$$NOW"}}]
    used = collection().find_one_and_update(_good(digest, purpose), change, session=session)
    return used is not None and _is_newest(session, used)


def void(session: ClientSession, user_id: ObjectId) -> None:
    """Let no token of the user be good any more."""
    collection().update_many({"user_id": user_id, "used_at": None}, [{"$set": {"used_at": "$$NOW"}}], session=session)


def _is_newest(session: ClientSession | None, token: Record) -> bool:
    """Yes of a token that the release before this one handed out, which did not write down which is the newest."""
    row = collection().find_one({"_id": _newest_id(token["purpose"], token["user_id"])}, session=session)
    return row is None or bool(row["newest"] == token["_id"])


def _newest_id(purpose: str, user_id: ObjectId) -> str:
    return f"newest:{purpose}:{user_id}"


def _from_now(span: timedelta) -> Record:
    return {"$add": ["$$NOW", int(span.total_seconds() * 1000)]}


def _good(digest: str, purpose: str) -> Record:
    return {"_id": digest, "purpose": purpose, "used_at": None, "$expr": {"$gt": ["$expires_at", "$$NOW"]}}


def forget(session: ClientSession, user_id: ObjectId) -> None:
    """Remove all tokens of the user."""
    collection().delete_many({"user_id": user_id}, session=session)
