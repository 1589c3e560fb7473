"""Listings whose sales are stopped are found by an index; blocks get a version to be edited by."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import listing


def upgrade(db: Database[dict[str, Any]]) -> None:
    listing.Listing.ensure_indexes()
    db["blocks"].update_many({"version": {"$exists": False}}, {"$set": {"version": 1}})
