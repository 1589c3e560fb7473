"""Keys of partners, and the indexes over what is theirs."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import api_key, audit_entry, booking, listing


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    for document in (api_key.ApiKey, audit_entry.AuditEntry, booking.Booking, listing.Listing):
        document.ensure_indexes()
