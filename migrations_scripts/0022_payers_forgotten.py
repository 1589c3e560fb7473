"""Reports of the payment service are kept without who paid, those of erased people and of unknown bookings too."""

from __future__ import annotations

from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database

from drivesphere.domain.payment import without_payer

Record = dict[str, Any]
BATCH = 500


def upgrade(db: Database[Record]) -> None:
    events = db["payment_events"]
    writes: list[UpdateOne] = []
    for row in events.find({}, {"payload": 1}):
        kept = without_payer(row.get("payload"))
        if kept != row.get("payload"):
            writes.append(UpdateOne({"_id": row["_id"]}, {"$set": {"payload": kept}}))
        if len(writes) == BATCH:
            events.bulk_write(writes, ordered=False)
            writes.clear()
    if writes:
        events.bulk_write(writes, ordered=False)
