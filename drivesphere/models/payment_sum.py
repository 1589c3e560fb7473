"""Sums of payments to which nothing is added any more. All of them follow from the ledger, and can be made again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mongoengine import DateTimeField, DictField, Document, IntField, ObjectIdField, StringField
from pymongo.collection import Collection

from drivesphere.domain.grain import Grain
from drivesphere.domain.window import Window
from drivesphere.models import payment

Record = dict[str, Any]
PARTS = ("amount", "fee_amount", "tax_amount")
REPORTS_SUMS = ["grain", "at", "kind", "owner_id", "currency", "count", *PARTS]
"""An index that holds all that a report sums up, so that it reads no row."""

_HALF_HOURS: Record = {"unit": "minute", "binSize": 30}
_TOLD_APART: dict[Grain, tuple[str, ...]] = {
    Grain.HALF_HOUR: ("kind", "currency"),
    Grain.MONTH: ("owner_id", "kind", "currency"),
}
"""By what the payments of a stretch are told apart: owners only by month, where there are fewer sums than payments."""
_SUMS: Record = {"count": {"$sum": "$count"}, **{part: {"$sum": f"${part}"} for part in PARTS}}


class PaymentSum(Document):
    """What came in within the half hour from `at` on, or of all time until `at`; `_id` is whatever it is the sum of.

    A row for each grain, with its name as `_id`, says `until` when all sums are here: so they are gone together.
    """

    id = DictField(primary_key=True)
    grain = StringField()
    at = DateTimeField()
    kind = StringField()
    owner_id = ObjectIdField()
    currency = StringField()
    count = IntField()
    amount = IntField()
    fee_amount = IntField()
    tax_amount = IntField()
    until = DateTimeField()

    meta = {
        "collection": "payment_sums",
        "auto_create_index": False,
        "index_background": False,
        "indexes": [{"fields": REPORTS_SUMS}],
    }


def collection() -> Collection[Record]:
    return PaymentSum._get_collection()


def kept_until(grain: Grain) -> datetime | None:
    """Up to when there is a sum of every payment; None where there is none yet."""
    found = collection().find_one({"_id": grain.value}, {"until": 1})
    return found["until"] if found else None


def keep(grain: Grain, window: Window) -> None:
    """Add up what came in within `window`, which begins where the sums that are kept end; then say that it is kept.

    Whoever is killed in between leaves sums that the next one writes again, and two at once write the same.
    """
    at = window.ends_at if grain is Grain.MONTH else {"$dateTrunc": {"date": "$received_at", **_HALF_HOURS}}
    key = {"grain": grain.value, "at": at} | {name: f"${name}" for name in _TOLD_APART[grain]}
    stages: list[Record] = [
        {"$match": {"received_at": {"$gte": window.starts_at, "$lt": window.ends_at}}},
        {"$group": {"_id": key, **_SUMS, "count": {"$sum": 1}}},
        *(_more_than_before(key, window) if grain is Grain.MONTH else []),
        {"$replaceWith": {"$mergeObjects": ["$_id", "$$ROOT"]}},
        {"$merge": {"into": collection().name, "whenMatched": "replace"}},
    ]
    payment.collection().aggregate(stages)
    _reach(grain, window.ends_at)


def _more_than_before(key: Record, window: Window) -> list[Record]:
    """Adds the totals of when `window` began, also of those who had nothing in it: each total stands for itself."""
    shown = dict.fromkeys(("count", *PARTS), 1)
    before: list[Record] = [
        {"$match": {"grain": Grain.MONTH.value, "at": window.starts_at}},
        {"$project": {"_id": key, **shown}},
    ]
    return [{"$unionWith": {"coll": collection().name, "pipeline": before}}, {"$group": {"_id": "$_id", **_SUMS}}]


def _reach(grain: Grain, until: datetime) -> None:
    collection().update_one({"_id": grain.value}, {"$max": {"until": until}}, upsert=True)
