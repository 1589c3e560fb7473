"""What the platform turns over, the payments and refunds that it is made of, and what was wanted in vain."""

from __future__ import annotations

from typing import Any

from marshmallow import validate

from drivesphere.api import report_shapes as shapes
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.security import signed_in
from drivesphere.api.tables import CSV, head
from drivesphere.domain import errors
from drivesphere.services.reports import earnings, lost_demand
from drivesphere.services.reports.kept import Whose
from drivesphere.shapes.fields import Id, Text

GROUPS = [*earnings.PERIODS, "kind", "owner"]
OWNER = {"id": "665f1c2a9d3e4b5a6c7d8e9a", "name": "Omar"}
EXAMPLE = shapes.earnings_example("owner", {"owner": OWNER}, "admin/reports/revenue")
LOST_EXAMPLE = {
    "as_of": "2026-11-24T12:00:00Z",
    **shapes.FROM_TO,
    "rows": [{"reason": "window_taken", "attempts": 7, "people": 5, "kind": shapes.KINDS[0]}],
    "totals": [{"reason": "window_taken", "attempts": 7}],
}

blp = Blueprint("admin_revenue", __name__, url_prefix="/api/v1/admin/reports", description="What the platform earns.")


class RevenueArgs(shapes.RangeArgs):
    """Of everything, or of one kind or owner."""

    group_by = Text(validate=validate.OneOf(GROUPS), load_default="day")
    kind = Text(validate=validate.OneOf(shapes.KINDS), load_default=None)
    owner_id = Id(load_default=None)


class EntryArgs(shapes.EntryArgs):
    """Of everything, or of one kind or owner."""

    kind = Text(validate=validate.OneOf(shapes.KINDS), load_default=None)
    owner_id = Id(load_default=None)


@blp.route("/revenue")
@signed_in("admin")
@blp.arguments(RevenueArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head((*shapes.OF_PERIOD, *shapes.SUMS)))
@blp.response(200, shapes.EarningsReportSchema, example=EXAMPLE)
@blp.doc(operationId="getPlatformRevenue")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def get_revenue(args: dict[str, Any]) -> Any:
    """Volume, fees, taxes and refunds of the platform, by period, kind or owner"""
    whose = Whose()
    asked = {name: args[name] for name in ("group_by", "kind", "owner_id")}
    report = earnings.report(whose, shapes.days_of(args, whose), rows=shapes.rows_of(args), **asked)
    return shapes.answered("revenue", report, args, (*shapes.columns_by(args["group_by"]), *shapes.SUMS))


@blp.route("/revenue/entries")
@signed_in("admin")
@blp.arguments(EntryArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head(shapes.ENTRY_COLUMNS))
@blp.response(200, shapes.LedgerEntrySchema(many=True), example=[shapes.ENTRY_EXAMPLE])
@blp.doc(operationId="listPlatformRevenueEntries")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def list_revenue_entries(args: dict[str, Any]) -> Any:
    """The payments and refunds behind the platform's revenue, newest first"""
    return shapes.answered_entries("revenue-entries", Whose(), args, "kind", "owner_id", "currency")


@blp.route("/lost-demand")
@signed_in("admin")
@blp.arguments(shapes.RangeArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head((*shapes.LOST, "kind")))
@blp.response(200, shapes.LostDemandReportSchema, example=LOST_EXAMPLE)
@blp.doc(operationId="getPlatformLostDemand")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def get_lost_demand(args: dict[str, Any]) -> Any:
    """Attempts to book that were refused, by reason and kind; up to five minutes old"""
    report = lost_demand.of_platform(shapes.days_of(args, Whose()))
    return shapes.answered("lost-demand", report, args, (*shapes.LOST, "kind"))
