"""Mismatches about an amount say what was written down when they were seen, by which the auditor knows them again."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from drivesphere.domain.mismatch import MismatchKind
from drivesphere.domain.split import Split

Record = dict[str, Any]


def upgrade(db: Database[Record]) -> None:
    for found in db["mismatches"].find({"kind": MismatchKind.AMOUNT_DIFFERS.value, "details.written": None}):
        row = db["payments"].find_one({"_id": found["subject"]})
        if row is not None:
            db["mismatches"].update_one({"_id": found["_id"]}, {"$set": {"details": _details(found, row)}})


def _details(found: Record, row: Record) -> Record:
    """Of what Stripe took only what was left of it is known here; a run writes the whole anew while it is open."""
    written, taken = ({"amount": each["amount"], "currency": each["currency"]} for each in (row, found))
    return {"taken": taken, "written": written, "shares": Split.stored(row).total}
