"""The head of the audit trail's chain: how far it is sealed. One document, which every sealing changes."""

from __future__ import annotations

from typing import Any

from mongoengine import DateTimeField, Document, IntField, StringField
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

from drivesphere.domain.chain import NOTHING_BEFORE

Record = dict[str, Any]
ONLY = "audit"
FIRST: Record = {"_id": ONLY, "position": 0, "hash": NOTHING_BEFORE, "sealings": 0, "sealed_at": None}


class AuditHead(Document):
    """`position` and `hash` are those of the entry that was sealed last."""

    id = StringField(primary_key=True)
    position = IntField(required=True)
    hash = StringField(required=True)
    sealings = IntField(required=True)
    sealed_at = DateTimeField()

    meta = {"collection": "audit_head", "auto_create_index": False}


def collection() -> Collection[Record]:
    return AuditHead._get_collection()


def find(session: ClientSession | None = None) -> Record:
    """The head; that of a chain without entries where nothing was ever sealed."""
    return collection().find_one({"_id": ONLY}, session=session) or dict(FIRST)


def prepare() -> None:
    """Make the head unless it is there: in a transaction two that make it would fail with a duplicate."""
    collection().update_one({"_id": ONLY}, {"$setOnInsert": FIRST}, upsert=True)


def take(session: ClientSession) -> Record:
    """The head, and a real write to it: of two sealings at one moment one has to wait and see what the other did.

    Where it is gone it is that of a chain without entries, as with `find`.
    """
    head = collection().find_one_and_update(
        {"_id": ONLY}, {"$inc": {"sealings": 1}}, session=session, return_document=ReturnDocument.AFTER
    )
    return head or dict(FIRST)


def move(session: ClientSession, position: int, new_hash: str) -> None:
    """Let the head stand at the entry that was sealed last."""
    change = [{"$set": {"position": position, "hash": new_hash, "sealed_at": "$$NOW"}}]
    collection().update_one({"_id": ONLY}, change, session=session)
