"""Blocks of owners, what auditors find, and the indexes over what is booked of an owner's listings."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import block, booking, verification


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    for document in (block.Block, booking.Booking, verification.Verification):
        document.ensure_indexes()
