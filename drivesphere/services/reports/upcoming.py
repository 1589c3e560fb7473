"""What is to come: confirmed bookings that begin from now on, and the money that is kept for them until now.

A booking counts for the period in which it begins, whenever it was paid for: the other view of what earnings show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.days import Days
from drivesphere.domain.earnings import Earnings
from drivesphere.models import booked
from drivesphere.models import listing as listings
from drivesphere.services.presenting import API, instant
from drivesphere.services.reports import earnings
from drivesphere.services.reports.kept import Whose, described, kept
from drivesphere.services.reports.table import LISTING, Table

Record = dict[str, Any]
Row = tuple[ObjectId | None, int]
"""A listing, or the number of a period."""
ByCurrency = Mapping[str, Earnings]


def report(owner_id: ObjectId, days: Days, *, group_by: str, listing_id: ObjectId | None = None) -> Record:
    """Rows by listing or by period, and what all of them come to."""
    asked = {"days": days, "group_by": group_by, "listing_id": listing_id}
    table = Table.of(days, group_by)
    return kept("upcoming", Whose(owner_id), asked, lambda: _report(owner_id, table, group_by, listing_id))


def _report(owner_id: ObjectId, table: Table, group_by: str, listing_id: ObjectId | None) -> Record:
    only = {"listing_id": listing_id} if listing_id else {}
    found = booked.to_come(owner_id, max(clock.now(), table.bounds[0]), table.bounds[-1], only)
    money = earnings.of_bookings([row["_id"] for row in found])
    rows: dict[Row, list[ObjectId]] = {(None, number): [] for number in range(len(table.periods))}
    for row in found:
        rows.setdefault((table.row_of(row["listing_id"]), table.number_at(row["starts_at"]) or 0), []).append(
            row["_id"]
        )
    titles = listings.titles([listing for listing, _ in rows if listing])
    sums = {row: _summed(money[each] for each in ids if each in money) for row, ids in rows.items()}
    return {
        **described(table.days),
        "group_by": group_by,
        "rows": [_named(row, titles, table, only) | _shown(len(ids), sums[row]) for row, ids in _in_order(rows)],
        "totals": _shown(len(found), _summed(sums.values())),
    }


def _in_order(rows: Mapping[Row, list[ObjectId]]) -> list[tuple[Row, list[ObjectId]]]:
    """Periods as they come; listings by how much is booked of them."""
    return sorted(rows.items(), key=lambda item: (item[0][1], -len(item[1]), str(item[0][0])))


def _summed(parts: Iterable[ByCurrency]) -> dict[str, Earnings]:
    sums: dict[str, Earnings] = defaultdict(Earnings)
    for part in parts:
        for currency, earned in part.items():
            sums[currency] += earned
    return sums


def _shown(bookings: int, money: ByCurrency) -> Record:
    """How many bookings, and their money in each currency."""
    return {"bookings": bookings, "money": [money[currency].as_dict(currency) for currency in sorted(money)]}


def _named(row: Row, titles: Mapping[ObjectId, str], table: Table, only: Record) -> Record:
    listing, number = row
    if listing is None:
        return table.shown(number) | _links(table, number, only)
    named = {LISTING: {"id": str(listing), "title": titles.get(listing)}}
    return named | _links(table, number, {"listing_id": listing})


def _links(table: Table, number: int, only: Record) -> Record:
    """Where the bookings are that a row counts; the list knows them by when they start, too."""
    span = {"from": instant(table.bounds[number]), "to": instant(table.bounds[number + 1])}
    listing = {"listing": str(only["listing_id"])} if only else {}
    query = urlencode({"status": "confirmed", "sort": "next", **span, **listing})
    return {"links": {"bookings": f"{API}/owner/bookings?{query}"}}
