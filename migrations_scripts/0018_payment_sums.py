"""Sums of payments are kept for reports. The index alone: a task makes the sums, and reports are right without them."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import payment_sum


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the model is connected to it
    payment_sum.PaymentSum.ensure_indexes()
