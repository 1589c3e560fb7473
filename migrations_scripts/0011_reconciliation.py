"""Runs of the reconciliation and their mismatches; the webhook inbox says of each event how far it has come."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.domain.payment import EventState
from drivesphere.models.mismatch import MismatchRow
from drivesphere.models.payment import PaymentRow
from drivesphere.models.payment_event import PaymentEventRow
from drivesphere.models.reconciliation_run import ReconciliationRun
from drivesphere.models.refund import RefundRow


def upgrade(db: Database[dict[str, Any]]) -> None:
    for document in (MismatchRow, ReconciliationRun, PaymentEventRow, PaymentRow, RefundRow):
        document.ensure_indexes()
    # What the old release stores meanwhile has no state either; the next try gives it one.
    state = {"$cond": [{"$ifNull": ["$handled_at", False]}, EventState.HANDLED.value, EventState.OPEN.value]}
    payment_id = {"$ifNull": ["$payload.data.object.payment_intent", None]}
    db.payment_events.update_many({"state": None}, [{"$set": {"state": state, "payment_id": payment_id}}])
