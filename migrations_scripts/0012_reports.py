"""Indexes that hold all that reports sum up."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import audit_entry, booking, payment, refund


def upgrade(db: Database[dict[str, Any]]) -> None:
    del db  # the models are connected to it
    for document in (payment.PaymentRow, refund.RefundRow, booking.Booking, audit_entry.AuditEntry):
        document.ensure_indexes()
