"""Earnings by day, week, month or listing; for the platform by kind and owner too. Sums equal the ledgers to the cent.

A payment counts for the day on which it came, a refund for the day on which it became due, whenever Stripe carries it
out. So the past stays as it is, and a cancellation lowers the day on which somebody cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from bson import ObjectId

from drivesphere.domain.days import Days, Unit
from drivesphere.domain.earnings import Earnings, by_currency
from drivesphere.infra import mongo
from drivesphere.models import listing as listings
from drivesphere.models import money, user
from drivesphere.services.presenting import API, plain
from drivesphere.services.reports import sums
from drivesphere.services.reports.kept import Whose, described, kept

Record = dict[str, Any]
Line = Sequence[Any]
"""What a row is made of: its place (number of a period, id or kind), its currency, and the amounts of `Earnings`."""
FIELDS = {"listing": "listing_id", "owner": "owner_id", "kind": "kind"}
PERIODS = [unit.value for unit in Unit]
ROUTES = {True: "owner/earnings", False: "admin/reports/revenue"}
ALL = slice(None)
PART = 1_000  # entries of a long list that are read at once


def report(whose: Whose, days: Days, *, group_by: str, rows: slice = ALL, **only: Any) -> Record:
    """Rows by `group_by` with their totals, one for each currency; `only` restricts to a kind or a listing.

    Of thousands of rows nobody reads more than a page: the others than `rows` are counted, and not made.
    """
    asked = {"days": days, "group_by": group_by} | only
    found = kept("sums of earnings", whose, asked, lambda: _summed(whose, days, group_by, only))
    lines: list[Line] = found.pop("lines")
    with mongo.deadline():
        shown = _shown(days, group_by, lines[rows])
    return found | {"rows": _linked(whose, days, shown, only), "row_count": len(lines)}


def _summed(whose: Whose, days: Days, group_by: str, only: Record) -> Record:
    by = money.NUMBER_OF_DAY if group_by in PERIODS else FIELDS[group_by]
    found = sums.of_days(days, whose.only(**only), by)
    totals = by_currency((currency, earned) for (_, currency), earned in found.items())
    lines = _by_period(days, Unit(group_by), found, totals) if group_by in PERIODS else _by_thing(found)
    return {
        **described(days),
        "group_by": group_by,
        "lines": [(place, currency, *earned.amounts()) for place, currency, earned in lines],
        "totals": [earned.as_dict(currency) for currency, earned in sorted(totals.items())],
    }


def _by_period(
    days: Days, unit: Unit, found: Mapping[sums.Key, Earnings], currencies: Mapping[str, Earnings]
) -> Iterator[tuple[int, str, Earnings]]:
    """Every period in order, by its number, also those in which nothing happened."""
    periods = days.periods(unit)
    for currency in sorted(currencies):
        for number, period in enumerate(periods):
            days_of_it = range((period.first - days.first).days, (period.last - days.first).days + 1)
            earned = (found[day, currency] for day in days_of_it if (day, currency) in found)
            yield number, currency, Earnings.total(earned)


def _by_thing(found: Mapping[sums.Key, Earnings]) -> Iterator[tuple[str, str, Earnings]]:
    """Whatever has moved money, most earnings first."""
    named = ((str(thing), currency, earned) for (thing, currency), earned in found.items())
    yield from sorted(named, key=lambda line: (-line[2].net, -line[2].gross, *line[:2]))


def _shown(days: Days, group_by: str, lines: Sequence[Line]) -> Iterator[Record]:
    """`lines` as rows, each with what it is of."""
    places: Mapping[Any, Record] | Sequence[Record]
    if group_by in PERIODS:
        places = [period.as_dict() for period in days.periods(Unit(group_by))]
    else:
        places = {thing: {group_by: shown} for thing, shown in _named(group_by, {line[0] for line in lines}).items()}
    for place, currency, *amounts in lines:
        yield places[place] | Earnings(*amounts).as_dict(currency)


def _named(group_by: str, things: Collection[str]) -> dict[str, Any]:
    """How each listing or owner is shown; what a kind is called says itself."""
    if group_by == "kind":
        return {kind: kind for kind in things}
    ids = [ObjectId(thing) for thing in things]
    known = listings.titles(ids) if group_by == "listing" else user.names(ids)
    word = "title" if group_by == "listing" else "name"
    return {str(thing): {"id": str(thing), word: known.get(thing)} for thing in ids}


def _linked(whose: Whose, days: Days, rows: Iterable[Record], only: Record) -> list[Record]:
    """`rows` with the address of the payments and refunds that each is made of."""
    given = {name: value for name, value in plain(only).items() if value is not None}
    base = f"{API}/{ROUTES[whose.owner_id is not None]}/entries?{urlencode({'tz': days.zone.key, **given})}"
    return [row | {"links": {"entries": f"{base}&{_about(days, row)}"}} for row in rows]


def _about(days: Days, row: Record) -> str:
    """What tells a row apart, as a query; none of it needs to be quoted."""
    about = {"from": row.get("from", days.first), "to": row.get("to", days.last), "currency": row["currency"]}
    about |= {f"{name}_id": row[name]["id"] for name in ("listing", "owner") if name in row}
    about |= {name: row[name] for name in ("kind",) if name in row}
    return "&".join(f"{name}={value}" for name, value in about.items())


def entries(whose: Whose, days: Days, *, page: int, page_size: int, **only: Any) -> tuple[list[Record], int]:
    """A page of the payments and refunds behind a report, newest first, and how many there are."""
    conditions = whose.only(**only)
    with mongo.deadline():
        rows = money.entries(days, conditions, limit=page * page_size)[(page - 1) * page_size :]
        return _shown_entries(rows), money.count(days, conditions)


def all_entries(whose: Whose, days: Days, **only: Any) -> Iterator[Record]:
    """Every one of them, read part by part, each within a deadline of its own."""
    before = None
    while True:
        with mongo.deadline():
            rows = money.entries(days, whose.only(**only), limit=PART, before=before)
            found = _shown_entries(rows)
        yield from found
        if len(rows) < PART:
            return
        before = money.place_of(rows[-1])


def _shown_entries(rows: Sequence[Record]) -> list[Record]:
    titles = listings.titles({row["listing_id"] for row in rows})
    return [_entry(row, titles) for row in rows]


def _entry(row: Record, titles: Mapping[ObjectId, str]) -> Record:
    """An entry with its sign: what went back counts below nothing, as it does in the sums."""
    is_payment = row["ledger"] == money.PAYMENTS.name
    sign = 1 if is_payment else -1
    amounts = {"amount": "amount", "fee": "fee_amount", "tax": "tax_amount", "net": "owner_amount"}
    return {
        "id": row["_id"],
        "type": row["ledger"],
        "at": row["at"],
        "booking_id": row["booking_id"],
        "listing": {"id": row["listing_id"], "title": titles.get(row["listing_id"])},
        "kind": row["kind"],
        "state": row["outcome"] if is_payment else row["state"],
        "reason": row.get("reason"),
        "currency": row["currency"],
        **{name: {"amount": sign * row[field], "currency": row["currency"]} for name, field in amounts.items()},
    }
