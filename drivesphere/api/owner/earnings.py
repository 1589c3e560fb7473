"""What an owner has earned, and the payments and refunds that it is made of."""

from __future__ import annotations

from typing import Any

from marshmallow import validate

from drivesphere.api import report_shapes as shapes
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.security import current_user, signed_in
from drivesphere.api.tables import CSV, head
from drivesphere.domain import errors
from drivesphere.services.reports import earnings
from drivesphere.services.reports.kept import Whose
from drivesphere.shapes.fields import Id, Text

GROUPS = [*earnings.PERIODS, "listing"]
EXAMPLE = shapes.earnings_example(
    "week", {"period": "2026-W48", "from": "2026-11-23", "to": "2026-11-24"}, "owner/earnings"
)

blp = Blueprint("owner_earnings", __name__, url_prefix="/api/v1/owner", description="What you earn.")


class EarningsArgs(shapes.RangeArgs):
    """Of everything, or of one listing."""

    group_by = Text(validate=validate.OneOf(GROUPS), load_default="day")
    listing_id = Id(load_default=None)


class EntryArgs(shapes.EntryArgs):
    """Of everything, or of one listing."""

    listing_id = Id(load_default=None)


@blp.route("/earnings")
@signed_in("owner")
@blp.arguments(EarningsArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head((*shapes.OF_PERIOD, *shapes.SUMS)))
@blp.response(200, shapes.EarningsReportSchema, example=EXAMPLE)
@blp.doc(operationId="getOwnerEarnings")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def get_earnings(args: dict[str, Any]) -> Any:
    """What you have earned, by day, week, month or listing"""
    whose = Whose(current_user().id)
    asked = {name: args[name] for name in ("group_by", "listing_id")}
    report = earnings.report(whose, shapes.days_of(args, whose), rows=shapes.rows_of(args), **asked)
    return shapes.answered("earnings", report, args, (*shapes.columns_by(args["group_by"]), *shapes.SUMS))


@blp.route("/earnings/entries")
@signed_in("owner")
@blp.arguments(EntryArgs, location="query")
@blp.alt_response(200, schema={"type": "string"}, content_type=CSV, example=head(shapes.ENTRY_COLUMNS))
@blp.response(200, shapes.LedgerEntrySchema(many=True), example=[shapes.ENTRY_EXAMPLE])
@blp.doc(operationId="listOwnerEarningsEntries")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def list_earnings_entries(args: dict[str, Any]) -> Any:
    """The payments and refunds behind your earnings, newest first"""
    return shapes.answered_entries("earnings-entries", Whose(current_user().id), args, "listing_id", "currency")
