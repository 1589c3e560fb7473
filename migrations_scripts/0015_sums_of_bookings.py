"""What single bookings have paid and got back is read from an index alone."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models import payment, refund

REPLACED = {"payments": "booking_id_1_received_at_1", "refunds": "booking_id_1_requested_at_1"}
"""Indexes with which longer ones begin now."""


def upgrade(db: Database[dict[str, Any]]) -> None:
    for document in (payment.PaymentRow, refund.RefundRow):
        document.ensure_indexes()
    for name, index in REPLACED.items():
        if index in db[name].index_information():
            db[name].drop_index(index)
