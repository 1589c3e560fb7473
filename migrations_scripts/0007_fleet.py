"""Owners' fleets: the index over what an owner has, and a version for each listing, by which it is edited."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import listing


def upgrade(db: Database[dict[str, Any]]) -> None:
    db.listings.update_many({"version": None}, {"$set": {"version": 1}})
    listing.Listing.ensure_indexes()
