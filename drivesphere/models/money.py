"""What the two ledgers say together, payments and refunds: sums of a range of days, and the entries behind them.

A sum reads one range of one index and no document: all that it needs stands in the index. So does one of sums that are
kept, which are read as if each were an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo.collection import Collection

from drivesphere.domain.days import Days
from drivesphere.domain.grain import Grain
from drivesphere.domain.payment import NEVER_ARRIVES, RefundState
from drivesphere.domain.window import Window
from drivesphere.models import payment, payment_sum, refund
from drivesphere.models.number_of_day import number_of_day

Record = dict[str, Any]
Place = tuple[datetime, str]
"""Where an entry stands among all of them: its time and its id."""

NUMBER_OF_DAY = "day"  # what sums by day are grouped by; every other name is a field
PARTS = payment_sum.PARTS
Sum = tuple[Any, str, int, int, int, int, int]
"""What it is the sum of, and its currency; then how many entries, their amount, fee, tax, and what has not arrived yet.

Bare, because of many owners or listings there are thousands."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One of the two, or the sums of one: `at` is the time that an entry counts for.

    `counted` is the condition that it counts at all, `entries` for how many it stands; `only` tells apart what is in
    one collection. Where `are_totals`, each says what there was until its time, so that two tell what came in between.
    """

    name: str
    rows: Callable[[], Collection[Record]]
    at: str
    counted: Mapping[str, Any]
    entries: Any = 1
    only: Mapping[str, Any] = field(default_factory=dict)
    are_totals: bool = False


PAYMENTS = Ledger("payment", payment.collection, "received_at", {})
# One that failed has given nothing back: whoever mends it asks for another.
REFUNDS = Ledger("refund", refund.collection, "requested_at", {"state": {"$nin": list(NEVER_ARRIVES)}})
LEDGERS = (PAYMENTS, REFUNDS)
KEPT = {
    grain: Ledger(
        PAYMENTS.name, payment_sum.collection, "at", {}, "$count", {"grain": grain.value}, grain is Grain.MONTH
    )
    for grain in Grain
}
"""The sums of payments, whose entries are whole stretches of time."""


def sums(ledger: Ledger, days: Days, whose: Mapping[str, Any], by: str, within: Window | None = None) -> list[Sum]:
    """By `by` and currency, what the entries add up to.

    `whose` are conditions on fields that both ledgers have; `by` is such a field, or the number of the day. Where
    `within` is given, it says which part of the days is asked for. Refunds that have not arrived yet are in rows of
    their own.
    """
    # To leave states out here is half the work of doing so by an index whose last field is the state.
    key = {"currency": "$currency", by: _key(ledger, days, by)} | {name: f"${name}" for name in ledger.counted}
    span = within or days
    added = {"count": ledger.entries, **{part: f"${part}" for part in PARTS}}
    group = {"_id": key, **{name: {"$sum": _within_span(ledger, span, each)} for name, each in added.items()}}
    stages: list[Record] = [{"$match": {**whose, **ledger.only, **_during(ledger, span)}}, {"$group": group}]
    found = ledger.rows().aggregate(stages).to_list()
    return [_sum(row, by) for row in found if row["count"] and row["_id"].get("state") not in NEVER_ARRIVES]


def _within_span(ledger: Ledger, span: Days | Window, amount: Any) -> Any:
    """What is added up of an entry: of totals, the one in the end less the one of the beginning."""
    if not ledger.are_totals:
        return amount
    return {"$cond": [{"$eq": [f"${ledger.at}", span.ends_at]}, amount, {"$multiply": [-1, amount]}]}


def _sum(row: Record, by: str) -> Sum:
    of, amount = row["_id"], row["amount"]
    pending = amount if of.get("state") == RefundState.PENDING else 0
    return of[by], of["currency"], row["count"], amount, row["fee_amount"], row["tax_amount"], pending


def of_bookings(ledger: Ledger, booking_ids: Sequence[ObjectId]) -> list[Record]:
    """The entries of these bookings, whenever the money moved: what sums are made of, and no more.

    One by one, for MongoDB makes a group of each booking far slower than it reads it.
    """
    among = {"booking_id": {"$in": list(booking_ids)}, **ledger.counted}
    shown = dict.fromkeys(("booking_id", "currency", *PARTS, *ledger.counted), 1) | {"_id": 0}
    most = len(booking_ids) + 1  # as a rule a booking has one, and where there might be more MongoDB is asked again
    return ledger.rows().find(among, shown, batch_size=most).to_list()


def _within(ledger: Ledger, days: Days, whose: Mapping[str, Any]) -> Record:
    return {**whose, **_during(ledger, days), **ledger.counted}


def _during(ledger: Ledger, span: Days | Window) -> Record:
    if ledger.are_totals:
        return {ledger.at: {"$in": [span.starts_at, span.ends_at]}}
    return {ledger.at: {"$gte": span.starts_at, "$lt": span.ends_at}}


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
