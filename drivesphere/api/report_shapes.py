"""What reports are asked for, and what they look like: the same for an owner and for the platform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.schemas import ListingNameSchema, paged
from drivesphere.api.tables import as_csv
from drivesphere.domain.days import MOST_DAYS, Days
from drivesphere.kinds import registry
from drivesphere.services.reports import earnings
from drivesphere.services.reports.kept import Whose
from drivesphere.shapes.fields import Day, Id, Instant, Text, TimeZone, Whole
from drivesphere.shapes.schemas import LARGEST_PAGE, USUAL_PAGE, MoneySchema, OwnerSchema, Query, Shown

MOST_ROWS = 400  # on a page: a year of days fits on one
FORMATS = ["json", "csv"]
KINDS = sorted(registry())


class RangeArgs(Query):
    """Which days, by the calendar of which time zone, in which form."""

    first = Day(data_key="from", required=True, metadata={"description": "The first day.", "example": "2026-11-01"})
    last = Day(
        data_key="to",
        required=True,
        metadata={"description": f"The last day; at most {MOST_DAYS} in all.", "example": "2026-11-30"},
    )
    tz = TimeZone(load_default=None, metadata={"example": "America/Los_Angeles"})
    format = Text(validate=validate.OneOf(FORMATS), load_default="json", metadata={"description": "csv: all rows."})
    page = Whole(min=1, max=10_000, load_default=1, metadata={"description": "From 1."})
    page_size = Whole(min=1, max=MOST_ROWS, load_default=MOST_ROWS)


class EntryArgs(RangeArgs):
    """Which entries: of the days alone, or of one currency."""

    currency = Text(validate=validate.Regexp(r"^[A-Z]{3}\Z", error="Not a currency, like USD."), load_default=None)
    page_size = Whole(min=1, max=LARGEST_PAGE, load_default=USUAL_PAGE)


def days_of(args: dict[str, Any], whose: Whose) -> Days:
    """The days that a query asks for, in the zone that it names, or that of those whose report it is."""
    return Days(args["first"], args["last"], ZoneInfo(args["tz"] or whose.time_zone()))


class MoneySumsSchema(Shown):
    """Money of one currency, added up: `gross - refunded` is `fees + taxes + net`."""

    currency = Text(max=3)
    payments = Whole()
    refunds = Whole()
    gross = ma.fields.Nested(MoneySchema)
    refunded = ma.fields.Nested(MoneySchema, metadata={"description": "Also what is on its way still."})
    pending = ma.fields.Nested(MoneySchema, metadata={"description": "Of what is refunded, what has not arrived."})
    fees = ma.fields.Nested(MoneySchema, metadata={"description": "The platform's, less what went back of them."})
    taxes = ma.fields.Nested(MoneySchema)
    net = ma.fields.Nested(MoneySchema, metadata={"description": "The owner's."})


class PeriodSchema(Shown):
    """Which period a row is of, where a report is grouped so."""

    period = Text(metadata={"optional": True, "example": "2026-W48"})
    first = Day(data_key="from", attribute="from", metadata={"optional": True})
    last = Day(data_key="to", attribute="to", metadata={"optional": True})


class EarningsRowSchema(MoneySumsSchema, PeriodSchema):
    """Of one period, listing, kind or owner, as the report is grouped."""

    listing = ma.fields.Nested(ListingNameSchema, metadata={"optional": True})
    kind = Text(metadata={"optional": True})
    owner = ma.fields.Nested(OwnerSchema, metadata={"optional": True})
    links = ma.fields.Dict(keys=Text(), values=Text(), metadata={"description": "`entries`: what the row is made of."})


class ReportSchema(Shown):
    """What every report says of itself."""

    as_of = Instant(metadata={"description": "Whatever was committed before is in it."})
    first = Day(data_key="from", attribute="from")
    last = Day(data_key="to", attribute="to")
    time_zone = Text()


class EarningsReportSchema(ReportSchema):
    """Rows, and what all of them sum up to: a total for each currency."""

    group_by = Text()
    rows = ma.fields.List(ma.fields.Nested(EarningsRowSchema))
    totals = ma.fields.List(ma.fields.Nested(MoneySumsSchema))


class LostSchema(Shown):
    """Attempts to book that were refused for one reason; whoever has tried again is one of the `people`."""

    reason = Text(metadata={"description": "The code of the refusal.", "example": "window_taken"})
    attempts = Whole()
    people = Whole()
    listing = ma.fields.Nested(ListingNameSchema, metadata={"optional": True})
    kind = Text(allow_none=True, metadata={"optional": True})


class LostTotalSchema(Shown):
    """All attempts that were refused for one reason."""

    reason = Text()
    attempts = Whole()


class LostDemandReportSchema(ReportSchema):
    """Rows, and what all of them come to, most attempts first."""

    rows = ma.fields.List(ma.fields.Nested(LostSchema))
    totals = ma.fields.List(ma.fields.Nested(LostTotalSchema))


class LedgerEntrySchema(Shown):
    """A payment, or a refund with amounts below nothing."""

    id = Text()
    type = Text(validate=validate.OneOf(["payment", "refund"]))
    at = Instant()
    booking_id = Id()
    listing = ma.fields.Nested(ListingNameSchema)
    kind = Text()
    state = Text(metadata={"description": "kept or returned; of a refund pending or succeeded."})
    reason = Text(allow_none=True)
    currency = Text(max=3)
    amount = ma.fields.Nested(MoneySchema)
    fee = ma.fields.Nested(MoneySchema)
    tax = ma.fields.Nested(MoneySchema)
    net = ma.fields.Nested(MoneySchema)


FROM_TO = {"from": "2026-11-23", "to": "2026-11-24", "time_zone": "America/Los_Angeles"}
"""The range of all examples."""


def usd(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "USD"}


SUMS_EXAMPLE = {
    "currency": "USD",
    "payments": 2,
    "refunds": 1,
    "gross": usd(64_732),
    "refunded": usd(32_366),
    "pending": usd(0),
    "fees": usd(3_204),
    "taxes": usd(2_467),
    "net": usd(26_695),
}
ENTRY_EXAMPLE = {
    "id": "pi_3Qa1b2c3d4e5f6g7h8i9j0k1",
    "type": "payment",
    "at": "2026-11-23T18:04:11.202000Z",
    "booking_id": "6743e1f0a1b2c3d4e5f60718",
    "listing": {"id": "665f1c2a9d3e4b5a6c7d8e9f", "title": "Tesla Model X 2019"},
    "kind": KINDS[0],
    "state": "kept",
    "reason": None,
    "currency": "USD",
    "amount": usd(32_366),
    "fee": usd(3_204),
    "tax": usd(2_467),
    "net": usd(26_695),
}


def earnings_example(group_by: str, group: dict[str, Any], route: str) -> dict[str, Any]:
    """A report with one row, which `group` tells apart."""
    entries = f"/api/v1/{route}/entries?from=2026-11-23&to=2026-11-24&tz=America%2FLos_Angeles&currency=USD"
    row = {**group, **SUMS_EXAMPLE, "links": {"entries": entries}}
    report = {"as_of": "2026-11-24T12:00:00Z", **FROM_TO, "group_by": group_by}
    return {**report, "rows": [row], "totals": [SUMS_EXAMPLE]}


def _amounts(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}.amount" for name in names)


SUMS = ("currency", "payments", "refunds", *_amounts("gross", "refunded", "pending", "fees", "taxes", "net"))
"""The columns of sums; amounts are in minor units, as everywhere."""
LOST = ("reason", "attempts", "people")
LISTING = ("listing.id", "listing.title")
ENTRY = ("id", "type", "at", "booking_id", *LISTING, "kind", "state", "reason", "currency")
ENTRY_COLUMNS = (*ENTRY, *_amounts("amount", "fee", "tax", "net"))
OF_GROUP: dict[str, Sequence[str]] = {
    "listing": LISTING,
    "owner": ("owner.id", "owner.name"),
    "kind": ("kind",),
}
OF_PERIOD = ("period", "from", "to")


def columns_by(group_by: str) -> Sequence[str]:
    """The columns that tell the rows of a report apart."""
    return OF_GROUP.get(group_by, OF_PERIOD)


def in_lists(where: str, *amounts: str) -> tuple[str, ...]:
    """The columns of a list within a row that has an entry for each currency."""
    return (f"{where}.currency", *(f"{where}.{name}.amount" for name in amounts))


def rows_of(args: dict[str, Any]) -> slice:
    """Which rows are asked for: those of a page, or all as CSV."""
    if args["format"] == "csv":
        return slice(None)
    start = (args["page"] - 1) * args["page_size"]
    return slice(start, start + args["page_size"])


def answered(
    name: str, report: dict[str, Any], args: dict[str, Any], columns: Sequence[str], *, one_line_each: str = ""
) -> Any:
    """A page of the rows with all totals, or every row as CSV: a line for each entry of its list `one_line_each`."""
    if "row_count" not in report:  # then it has all rows
        report = report | {"rows": report["rows"][rows_of(args)], "row_count": len(report["rows"])}
    rows = report["rows"]
    if args["format"] == "csv":
        lines = _unfolded(rows, one_line_each) if one_line_each else rows
        return as_csv(f"{name}-{report['from']}-{report['to']}", columns, lines)
    return paged(report, report["row_count"], args)


def _unfolded(rows: Sequence[dict[str, Any]], where: str) -> Iterator[dict[str, Any]]:
    return (row | {where: entry} for row in rows for entry in row[where] or [None])


def answered_entries(name: str, whose: Whose, args: dict[str, Any], *filters: str) -> Any:
    """A page of what a report is made of, or all of it as CSV, sent while it is read; `filters` are of `args`."""
    days, only = days_of(args, whose), {each: args[each] for each in filters}
    if args["format"] == "csv":
        rows = earnings.all_entries(whose, days, **only)
        return as_csv(f"{name}-{days.first}-{days.last}", ENTRY_COLUMNS, map(LedgerEntrySchema().dump, rows))
    page = earnings.entries(whose, days, page=args["page"], page_size=args["page_size"], **only)
    return paged(*page, args)
