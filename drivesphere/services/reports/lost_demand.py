"""Demand that was lost: attempts to book that were refused, by reason, as the audit trail has them.

A refusal purges nothing, so these reports may be as old as they are kept.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import Trigger
from drivesphere.domain.days import Days
from drivesphere.models import listing as listings
from drivesphere.models import refused_attempts
from drivesphere.services.reports.kept import Whose, described, kept

Record = dict[str, Any]


def of_owner(owner_id: ObjectId, days: Days, *, listing_id: ObjectId | None = None) -> Record:
    """By reason and listing."""
    asked = {"days": days, "listing_id": listing_id}
    return kept("lost-demand", Whose(owner_id), asked, lambda: _of_owner(owner_id, days, listing_id))


def of_platform(days: Days) -> Record:
    """By reason and kind."""
    return kept("lost-demand", Whose(), {"days": days}, lambda: _report(days, _refused(days, "kind")))


def _of_owner(owner_id: ObjectId, days: Days, listing_id: ObjectId | None) -> Record:
    own = listings.ids_of(owner_id, **({"_id": listing_id} if listing_id else {}))
    rows = _refused(days, "listing_id", listing_id={"$in": own})
    titles = listings.titles({row["listing_id"] for row in rows})
    return _report(days, [_with_listing(row, titles) for row in rows])


def _refused(days: Days, by: str, **only: Any) -> list[Record]:
    rows = refused_attempts.by_reason(Trigger.HELD, days.starts_at, days.ends_at, by, only)
    return [{"reason": row.pop("code"), **row} for row in rows]


def _with_listing(row: Record, titles: dict[ObjectId, str]) -> Record:
    listing_id = row.pop("listing_id")
    return row | {"listing": {"id": str(listing_id), "title": titles[listing_id]}}


def _report(days: Days, rows: list[Record]) -> Record:
    attempts: Counter[str] = Counter()
    for row in rows:
        attempts[row["reason"]] += row["attempts"]
    totals = [{"reason": reason, "attempts": count} for reason, count in attempts.most_common()]
    return {**described(days), "rows": rows, "totals": totals}
