"""What the two ledgers say together, payments and refunds: sums of a range of days, and the entries behind them.

A sum reads one range of one index and no document: all that it needs stands in the index.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo.collection import Collection

from drivesphere.domain.days import Days
from drivesphere.domain.payment import NEVER_ARRIVES, RefundState
from drivesphere.models import payment, refund
from drivesphere.models.number_of_day import number_of_day

Record = dict[str, Any]
Place = tuple[datetime, str]
"""Where an entry stands among all of them: its time and its id."""

NUMBER_OF_DAY = "day"  # what sums by day are grouped by; every other name is a field
PARTS = ("amount", "fee_amount", "tax_amount")
SUMS = ("count", *PARTS, "pending")


@dataclass(frozen=True, slots=True)
class Ledger:
    """One of the two: `at` is the time that an entry counts for, `counted` the condition that it counts at all."""

    name: str
    rows: Callable[[], Collection[Record]]
    at: str
    counted: Mapping[str, Any]


PAYMENTS = Ledger("payment", payment.collection, "received_at", {})
# One that failed has given nothing back: whoever mends it asks for another.
REFUNDS = Ledger("refund", refund.collection, "requested_at", {"state": {"$nin": list(NEVER_ARRIVES)}})
LEDGERS = (PAYMENTS, REFUNDS)


def sums(ledger: Ledger, days: Days, whose: Mapping[str, Any], by: str) -> list[Record]:
    """By currency and `by`: how many entries there are, the sums of their parts, and what has not arrived yet.

    `whose` are conditions on fields that both ledgers have; `by` is such a field, or the number of the day.
    """
    return _grouped(ledger, _within(ledger, days, whose), {by: _key(ledger, days, by)})


def of_bookings(ledger: Ledger, booking_ids: Sequence[ObjectId]) -> list[Record]:
    """By booking and currency: the same sums, of these bookings whenever the money moved."""
    among = {"booking_id": {"$in": list(booking_ids)}, **ledger.counted}
    return _grouped(ledger, among, {"booking_id": "$booking_id"})


def _grouped(ledger: Ledger, among: Record, by: Record) -> list[Record]:
    group: Record = {"_id": {"currency": "$currency"} | by, "count": {"$sum": 1}}
    group |= {part: {"$sum": f"${part}"} for part in PARTS}
    pending = {"$cond": [{"$eq": ["$state", RefundState.PENDING.value]}, "$amount", 0]} if ledger is REFUNDS else 0
    group["pending"] = {"$sum": pending}
    stages: list[Record] = [{"$match": among}, {"$group": group}]
    return [row | row.pop("_id") for row in ledger.rows().aggregate(stages)]


def _within(ledger: Ledger, days: Days, whose: Mapping[str, Any]) -> Record:
    return {**whose, ledger.at: {"$gte": days.starts_at, "$lt": days.ends_at}, **ledger.counted}


def _key(ledger: Ledger, days: Days, name: str) -> Any:
    return number_of_day(f"${ledger.at}", days) if name == NUMBER_OF_DAY else f"${name}"


def entries(days: Days, whose: Mapping[str, Any], *, limit: int, before: Place | None = None) -> list[Record]:
    """The latest entries of both ledgers, newest first, each with its `ledger` and its time `at`.

    With `before` those that stand behind this place, which is how a long list is read in parts.
    """
    found = [row for ledger in LEDGERS for row in _latest(ledger, days, whose, limit, before)]
    return sorted(found, key=place_of, reverse=True)[:limit]


def place_of(entry: Mapping[str, Any]) -> Place:
    return entry["at"], entry["_id"]


def _latest(ledger: Ledger, days: Days, whose: Mapping[str, Any], limit: int, before: Place | None) -> list[Record]:
    query = _within(ledger, days, whose)
    if before:
        query[ledger.at] = {"$gte": days.starts_at, "$lte": before[0]}
        query["$or"] = [{ledger.at: {"$lt": before[0]}}, {"_id": {"$lt": before[1]}}]
    rows = ledger.rows().find(query).sort([(ledger.at, -1), ("_id", -1)]).limit(limit)
    return [row | {"ledger": ledger.name, "at": row[ledger.at]} for row in rows]


def count(days: Days, whose: Mapping[str, Any]) -> int:
    """How many entries both ledgers have."""
    return sum(ledger.rows().count_documents(_within(ledger, days, whose)) for ledger in LEDGERS)
