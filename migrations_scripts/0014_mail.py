"""Tokens of account mails, and what is asked of the outbox about accounts."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models.account_token import AccountToken
from drivesphere.models.outbox import OutboxRow


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    AccountToken.ensure_indexes()
    OutboxRow.ensure_indexes()
