"""The audit trail: one entry per state change and per refused attempt, never edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mongoengine import DateTimeField, DictField, Document, ObjectIdField, StringField
from pymongo.client_session import ClientSession
from pymongo.collection import Collection

REFUSED = {"outcome": "refused"}


class AuditEntry(Document):
    """Who tried what on which booking or listing, and what came of it."""

    at = DateTimeField(required=True)
    action = StringField(required=True)
    outcome = StringField(required=True, choices=["done", "refused"])
    code = StringField()
    actor = StringField()
    request_id = StringField()
    kind = StringField()
    listing_id = ObjectIdField()
    booking_id = ObjectIdField()
    before = StringField()
    after = StringField()
    partner = DictField()
    details = DictField()

    meta = {
        "collection": "audit",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [
            {"fields": ["-at"]},
            {"fields": ["booking_id", "at"]},
            {"fields": ["listing_id", "-at"]},
            {"fields": ["outcome", "action", "at", "kind", "code", "actor"], "partialFilterExpression": REFUSED},
            {"fields": ["listing_id", "outcome", "action", "at", "code", "actor"], "partialFilterExpression": REFUSED},
            {"fields": ["partner.name", "-at", "-_id"], "partialFilterExpression": {"partner.name": {"$exists": True}}},
        ],
    }


def collection() -> Collection[dict[str, Any]]:
    return AuditEntry._get_collection()


def insert(session: ClientSession | None, entry: dict[str, Any]) -> None:
    collection().insert_one(entry, session=session)


def insert_many(entries: Sequence[dict[str, Any]]) -> None:
    collection().insert_many(entries, ordered=False)


def of_partner(partner: str, limit: int) -> list[dict[str, Any]]:
    """The latest entries about a partner's bookings, newest first."""
    newest_first = [("at", -1), ("_id", -1)]
    return list(collection().find({"partner.name": partner}).sort(newest_first).limit(limit))
