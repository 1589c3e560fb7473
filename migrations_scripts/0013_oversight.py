"""People are found by the words of name and e-mail, bookings by age, the audit trail by who did what; it is chained."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import OperationFailure

from drivesphere.models import audit_entry, booking, payment_event, user

REPLACED = {
    "users": ["role_1_disabled_1"],
    "audit": ["at_-1", "booking_id_1_at_1", "listing_id_1_at_-1"],
}
"""Indexes with which longer ones begin now."""
BATCH = 1_000  # users whose words are written at once


def upgrade(db: Database[dict[str, Any]]) -> None:
    for name, indexes in REPLACED.items():
        for index in set(indexes) & set(db[name].index_information()):
            db[name].drop_index(index)
    user.User.ensure_indexes()
    while rows := list(db["users"].find({"words": None}, {"name": 1, "email": 1}).limit(BATCH)):
        db["users"].bulk_write([UpdateOne({"_id": row["_id"]}, {"$set": user.findable(row)}) for row in rows])
    audit_entry.AuditEntry.ensure_indexes()
    with suppress(OperationFailure):  # a new database has it; to give it to an old one takes more rights than readWrite
        db.command("collMod", "audit", validator=audit_entry.SHAPE, validationLevel="moderate")
    booking.Booking.ensure_indexes()
    payment_event.PaymentEventRow.ensure_indexes()
