"""By owner totals are kept in place of the sums of single months; what there was of these is taken out.

The task makes the totals, and reports are right without them. They have a name of their own, so that a worker of the
release before, which may still be running, writes nothing that a total could be taken for.
"""

from __future__ import annotations

from typing import Any

from pymongo.database import Database


def upgrade(db: Database[dict[str, Any]]) -> None:
    db["payment_sums"].delete_many({"grain": "month"})
    db["payment_sums"].delete_one({"_id": "month"})  # which says how far they were kept
