"""Tokens of account mails, rows of the outbox about accounts, what begins soon, and the trail of a person."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models.account_token import AccountToken
from drivesphere.models.audit_entry import AuditEntry
from drivesphere.models.booking import Booking
from drivesphere.models.outbox import OutboxRow


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    AccountToken.ensure_indexes()
    OutboxRow.ensure_indexes()
    AuditEntry.ensure_indexes()
    Booking.ensure_indexes()
