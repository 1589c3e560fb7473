"""How far an owner's listings are used, what is to come, and what was wanted in vain."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api import report_shapes as shapes
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.schemas import ListingNameSchema
from drivesphere.api.security import current_user, signed_in
from drivesphere.api.tables import CSV, head
from drivesphere.domain import errors
from drivesphere.domain.use import PLACES, SECONDS
from drivesphere.services.reports import earnings, lost_demand, occupancy, upcoming
from drivesphere.services.reports.kept import Whose
from drivesphere.services.reports.table import LISTING
from drivesphere.shapes.fields import Id, Number, Text, Whole
from drivesphere.shapes.schemas import MoneySchema, Shown

GROUPS = [*earnings.PERIODS, LISTING]

blp = Blueprint("owner_use", __name__, url_prefix="/api/v1/owner", description="How far your things are used.")


class OccupancyArgs(shapes.RangeArgs):
    """Of everything, or of one listing."""

    group_by = Text(validate=validate.OneOf(GROUPS), load_default=LISTING)
    listing_id = Id(load_default=None)


class UpcomingArgs(OccupancyArgs):
    """Of everything, or of one listing."""

    group_by = Text(validate=validate.OneOf(GROUPS), load_default="day")


class LostDemandArgs(shapes.RangeArgs):
    """Of everything, or of one listing."""

    listing_id = Id(load_default=None)


class EarnedSchema(Shown):
    """What was earned in one currency."""

    currency = Text(max=3)
    net = ma.fields.Nested(MoneySchema, metadata={"description": "As in the report of earnings."})
    net_per_day = ma.fields.Nested(
        MoneySchema, allow_none=True, metadata={"description": "For each 24 hours that were offered: of a car-day."}
    )


class OccupiedSchema(Shown):
    """How much was booked of what was offered."""

    unit = Text(validate=validate.OneOf([SECONDS, PLACES]))
    booked = Whole()
    offered = Whole()
    share = Number(allow_none=True, metadata={"description": "0 to 1; null where nothing was offered."})
    earned = ma.fields.List(ma.fields.Nested(EarnedSchema), metadata={"description": "By what is had by time."})


class OccupancyRowSchema(OccupiedSchema, shapes.PeriodSchema):
    """Of one listing, or of one period and unit."""

    listing = ma.fields.Nested(ListingNameSchema, metadata={"optional": True})
    kind = Text(metadata={"optional": True})


class OccupancyReportSchema(shapes.ReportSchema):
    """Rows, and what all of them come to: a total for each unit."""

    group_by = Text()
    rows = ma.fields.List(ma.fields.Nested(OccupancyRowSchema))
    totals = ma.fields.List(ma.fields.Nested(OccupiedSchema))


class ToComeSchema(Shown):
    """How many bookings, and their money by currency."""

    bookings = Whole()
    money = ma.fields.List(ma.fields.Nested(shapes.MoneySumsSchema))


class UpcomingRowSchema(ToComeSchema, shapes.PeriodSchema):
    """Of one period or listing."""

    listing = ma.fields.Nested(ListingNameSchema, metadata={"optional": True})
    links = ma.fields.Dict(keys=Text(), values=Text(), metadata={"description": "`bookings`: those that are counted."})


class UpcomingReportSchema(shapes.ReportSchema):
    """Rows, and what all of them come to."""

    group_by = Text()
    rows = ma.fields.List(ma.fields.Nested(UpcomingRowSchema))
    totals = ma.fields.Nested(ToComeSchema)


CAR = shapes.ENTRY_EXAMPLE["listing"]
REPORT = {"as_of": "2026-11-24T12:00:00Z", **shapes.FROM_TO}
EARNED = {"currency": "USD", "net": shapes.usd(27_000), "net_per_day": shapes.usd(13_500)}
USED = {"unit": SECONDS, "booked": 129_600, "offered": 172_800, "share": 0.75, "earned": [EARNED]}
USED_COLUMNS = ("unit", "booked", "offered", "share", *shapes.in_lists("earned", "net", "net_per_day"))
TO_COME_COLUMNS = ("bookings", *shapes.in_lists("money", "gross", "refunded", "pending", "fees", "taxes", "net"))
TO_COME = {"bookings": 2, "money": [shapes.SUMS_EXAMPLE]}
BOOKINGS = "/api/v1/owner/bookings?status=confirmed&sort=next&from=2026-11-23T08%3A00%3A00Z&to=2026-11-25T08%3A00%3A00Z"
LOST = {"reason": "window_taken", "attempts": 7, "people": 5, "listing": CAR}


@blp.route("/occupancy")
@signed_in("owner")
@blp.arguments(OccupancyArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head((*shapes.LISTING, *USED_COLUMNS)))
@blp.response(
    200,
    OccupancyReportSchema,
    example={
        **REPORT,
        "group_by": LISTING,
        "rows": [{"listing": CAR, "kind": shapes.KINDS[0], **USED}],
        "totals": [USED],
    },
)
@blp.doc(operationId="getOwnerOccupancy")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def get_occupancy(args: dict[str, Any]) -> Any:
    """How much of what you offer is booked, and what a day of it earns"""
    report = occupancy.report(**_asked(args))
    columns = (*shapes.columns_by(args["group_by"]), *USED_COLUMNS)
    return shapes.answered("occupancy", report, args, columns, one_line_each="earned")


@blp.route("/upcoming")
@signed_in("owner")
@blp.arguments(UpcomingArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head((*shapes.LISTING, *TO_COME_COLUMNS)))
@blp.response(
    200,
    UpcomingReportSchema,
    example={
        **REPORT,
        "group_by": LISTING,
        "rows": [{"listing": CAR, **TO_COME, "links": {"bookings": BOOKINGS}}],
        "totals": TO_COME,
    },
)
@blp.doc(operationId="getOwnerUpcoming")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def get_upcoming(args: dict[str, Any]) -> Any:
    """Confirmed bookings that are to come, by when they begin"""
    report = upcoming.report(**_asked(args))
    columns = (*shapes.columns_by(args["group_by"]), *TO_COME_COLUMNS)
    return shapes.answered("upcoming", report, args, columns, one_line_each="money")


@blp.route("/lost-demand")
@signed_in("owner")
@blp.arguments(LostDemandArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head((*shapes.LOST, *shapes.LISTING)))
@blp.response(
    200,
    shapes.LostDemandReportSchema,
    example={**REPORT, "rows": [LOST], "totals": [{"reason": "window_taken", "attempts": 7}]},
)
@blp.doc(operationId="getOwnerLostDemand")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def get_lost_demand(args: dict[str, Any]) -> Any:
    """Attempts to book yours that were refused, by reason and listing; up to five minutes old"""
    whose = Whose(current_user().id)
    report = lost_demand.of_owner(current_user().id, shapes.days_of(args, whose), listing_id=args["listing_id"])
    return shapes.answered("lost-demand", report, args, (*shapes.LOST, *shapes.LISTING))


def _asked(args: dict[str, Any]) -> dict[str, Any]:
    owner_id = current_user().id
    only = {name: args[name] for name in ("group_by", "listing_id")}
    return {"owner_id": owner_id, "days": shapes.days_of(args, Whose(owner_id)), **only}
