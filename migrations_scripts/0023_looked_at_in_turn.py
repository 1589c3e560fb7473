"""What a reconciliation looks at again has its place in a queue, which is found by an index.

What the old release adds meanwhile has no place, and comes first.
"""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.models.mismatch import STILL_OPEN, MismatchRow
from drivesphere.models.refund import WAITING, RefundRow


def upgrade(db: Database[dict[str, Any]]) -> None:
    for document in (MismatchRow, RefundRow):
        document.ensure_indexes()
    db["refunds"].update_many(WAITING | NO_PLACE, [{"$set": {"looked_at": "$requested_at"}}])
    db["mismatches"].update_many(STILL_OPEN | NO_PLACE, [{"$set": {"looked_at": "$seen_at"}}])


NO_PLACE: dict[str, Any] = {"looked_at": {"$exists": False}}
