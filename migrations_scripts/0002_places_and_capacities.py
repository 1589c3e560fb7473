"""Counted inventory and bookings of one per client: the indexes that they need."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import booking, inventory


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    booking.Booking.ensure_indexes()
    inventory.Inventory.ensure_indexes()
