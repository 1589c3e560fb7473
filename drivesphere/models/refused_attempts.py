"""What reports ask of the audit trail: who was refused what, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from drivesphere.models import audit_entry
from drivesphere.models.audit_entry import REFUSED

Record = dict[str, Any]


def by_reason(action: str, starts_at: datetime, ends_at: datetime, by: str, only: Mapping[str, Any]) -> list[Record]:
    """Refused attempts at `action` by their code and the field `by`: {code, <by>, attempts, people}, most first.

    Whoever has tried again is one of the people. The index holds all that is asked for.
    """
    among = {**REFUSED, "action": action, "at": {"$gte": starts_at, "$lt": ends_at}, **only}
    key = {"code": "$code", by: f"${by}"}
    stages: list[Record] = [
        {"$match": among},
        {"$group": {"_id": {**key, "actor": "$actor"}, "attempts": {"$sum": 1}}},
        {
            "$group": {
                "_id": {"code": "$_id.code", by: f"$_id.{by}"},
                "attempts": {"$sum": "$attempts"},
                "people": {"$sum": 1},
            }
        },
        {"$sort": {"attempts": -1, "_id": 1}},
    ]
    return [row | row.pop("_id") for row in audit_entry.collection().aggregate(stages)]
