"""Tokens of account mails, what is asked of the outbox about accounts, and bookings that begin soon."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models.account_token import AccountToken
from drivesphere.models.booking import Booking
from drivesphere.models.outbox import OutboxRow


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    AccountToken.ensure_indexes()
    OutboxRow.ensure_indexes()
    Booking.ensure_indexes()
