"""Events: the indexes by which they are found."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import listing


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    listing.Listing.ensure_indexes()
