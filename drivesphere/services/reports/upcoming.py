"""What is to come: confirmed bookings that begin from now on, and the money that is kept for them until now.

A booking counts for the period in which it begins, whenever it was paid for: the other view of what earnings show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.days import Days
from drivesphere.domain.earnings import Earnings, by_currency
from drivesphere.domain.window import Window
from drivesphere.infra import mongo
from drivesphere.models import booked
from drivesphere.models import listing as listings
from drivesphere.services.presenting import API, instant
from drivesphere.services.reports import sums
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
    only, now = ({"listing_id": listing_id} if listing_id else {}), clock.now()
    parts = mongo.at_once([partial(_to_come, owner_id, table, only, part) for part in _from(now, table.days)])
    rows = _by_row(parts, table)
    titles = listings.titles([listing for listing, _ in rows if listing])
    money = sums.of_bookings(rows)
    in_all = by_currency(each for part in money.values() for each in part.items())

    def shown(row: Row, ids: Sequence[ObjectId]) -> Record:
        return _named(row, titles, table) | _shown(len(ids), money[row]) | _links(table, row, only, now)

    return {
        **described(table.days),
        "group_by": group_by,
        "rows": [shown(row, ids) for row, ids in _in_order(rows)],
        "totals": _shown(sum(map(len, rows.values())), in_all),
    }


def _from(now: datetime, days: Days) -> list[Window]:
    """What of the days is to come, in parts."""
    starts_at = max(now, days.starts_at)
    return sums.in_parts(Window(starts_at, days.ends_at)) if starts_at < days.ends_at else []


def _to_come(owner_id: ObjectId, table: Table, only: Record, part: Window) -> Mapping[Any, Sequence[ObjectId]]:
    """Bookings by listing or by the number of the day."""
    return booked.to_come(owner_id, table.days, part, only, by_listing=table.is_by_listing)


def _by_row(parts: Iterable[Mapping[Any, Sequence[ObjectId]]], table: Table) -> dict[Row, list[ObjectId]]:
    """The bookings of each row; every period has one."""
    rows: dict[Row, list[ObjectId]] = {(None, number): [] for number in range(len(table.periods))}
    for place, ids in (found for part in parts for found in part.items()):
        row = (place, 0) if table.is_by_listing else (None, table.number_of_day[place])
        rows.setdefault(row, []).extend(ids)
    return rows


def _in_order(rows: Mapping[Row, list[ObjectId]]) -> list[tuple[Row, list[ObjectId]]]:
    """Periods as they come; listings by how much is booked of them."""
    return sorted(rows.items(), key=lambda item: (item[0][1], -len(item[1]), str(item[0][0])))


def _shown(bookings: int, money: ByCurrency) -> Record:
    """How many bookings, and their money in each currency."""
    return {"bookings": bookings, "money": [money[currency].as_dict(currency) for currency in sorted(money)]}


def _named(row: Row, titles: Mapping[ObjectId, str], table: Table) -> Record:
    listing, number = row
    return {LISTING: {"id": str(listing), "title": titles.get(listing)}} if listing else table.shown(number)


def _links(table: Table, row: Row, only: Record, now: datetime) -> Record:
    """Where the bookings are that a row counts: the list knows them by when they start, too."""
    listing, number = row[0] or only.get("listing_id"), row[1]
    span = {"from": instant(max(now, table.bounds[number])), "to": instant(table.bounds[number + 1])}
    query = {"status": "confirmed", "sort": "next", **span} | ({"listing": str(listing)} if listing else {})
    return {"links": {"bookings": f"{API}/owner/bookings?{urlencode(query)}"}}
