"""The calendar of an owner's listings."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.revalidation import revalidated
from drivesphere.api.schemas import ListingNameSchema, paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.block import Reason
from drivesphere.domain.booking import Status
from drivesphere.domain.words import LONGEST_TYPED
from drivesphere.kinds import registry
from drivesphere.services import owner_calendar
from drivesphere.shapes.fields import Day, Id, Instant, Text, Whole
from drivesphere.shapes.schemas import MoneySchema, PageArgs, Shown

KINDS = owner_calendar.kinds_with_windows()

blp = Blueprint("owner_calendar", __name__, url_prefix="/api/v1/owner", description="Who has what of yours, and when.")


class OwnerCalendarArgs(PageArgs):
    """Which days of which listings."""

    first = Day(
        required=True, data_key="from", metadata={"description": "The first day, by the calendar of each listing."}
    )
    last = Day(required=True, data_key="to", metadata={"description": "The last day; at most 92 in all."})
    kind = Text(validate=validate.OneOf(KINDS))
    typed = Text(
        data_key="q", max=LONGEST_TYPED, load_default="", metadata={"description": "Beginnings of words in the title."}
    )


class EntrySchema(Shown):
    """A booking, a hold until its end, or a block. What only the others have is null."""

    type = Text(validate=validate.OneOf(["booking", "hold", "block"]))
    id = Id()
    starts_at = Instant()
    ends_at = Instant()
    first_day = Day(metadata={"description": "On which it starts, by the listing's calendar."})
    last_day = Day(metadata={"description": "The last that it touches; what ends at midnight does not touch the next."})
    status = Text(allow_none=True, validate=validate.OneOf([status.value for status in Status]))
    until = Instant(allow_none=True, metadata={"description": "When a hold gives way, unless it is paid."})
    client = Text(allow_none=True, metadata={"description": "The client's name."})
    partner = Text(allow_none=True)
    total = ma.fields.Nested(MoneySchema, allow_none=True)
    reason = Text(allow_none=True, validate=validate.OneOf([reason.value for reason in Reason]))
    note = Text(allow_none=True)
    links = ma.fields.Dict(keys=Text(), values=Text())


class CalendarRowSchema(Shown):
    """A listing from the beginning of the first day to the end of the last, by its own clock."""

    listing = ma.fields.Nested(ListingNameSchema)
    own_key = Text(allow_none=True, metadata={"description": "Your own for it, where it came with a file of yours."})
    city = Text(allow_none=True)
    kind = Text()
    visibility = Text()
    capacity = Whole(metadata={"description": "How many bookings there can be at a time."})
    buffer_minutes = Whole(metadata={"description": "Kept free around each entry."})
    time_zone = Text()
    starts_at = Instant()
    ends_at = Instant()
    entries = ma.fields.List(ma.fields.Nested(EntrySchema))


BOOKED = next(kind.views.book.example for kind in registry().values() if kind.name in KINDS)
ROW = {
    "listing": {field: BOOKED["listing"][field] for field in ("id", "title")},
    "own_key": "plate-7",
    "city": "Seattle",
    "kind": BOOKED["kind"],
    "visibility": "published",
    "capacity": 1,
    "buffer_minutes": 60,
    "time_zone": "America/Los_Angeles",
    "starts_at": "2026-12-01T08:00:00Z",
    "ends_at": "2027-01-01T08:00:00Z",
    "entries": [
        {
            "type": "booking",
            "id": BOOKED["id"],
            "starts_at": "2026-12-04T18:00:00Z",
            "ends_at": "2026-12-06T18:00:00Z",
            "first_day": "2026-12-04",
            "last_day": "2026-12-06",
            "status": "confirmed",
            "until": None,
            "client": "Ada",
            "partner": None,
            "total": BOOKED["quote"]["total"],
            "reason": None,
            "note": None,
            "links": {"self": f"/api/v1/owner/bookings/{BOOKED['id']}"},
        }
    ],
}


@blp.route("/calendar")
@revalidated
@signed_in("owner")
@blp.arguments(OwnerCalendarArgs, location="query")
@blp.response(200, CalendarRowSchema(many=True), example=[ROW])
@blp.doc(operationId="getOwnerCalendar")
@declares(errors.Rejected, "range_too_long", errors.Unavailable)
def get_calendar(args: dict[str, Any]) -> Any:
    """See many listings over many days: bookings, holds and blocks"""
    wanted = owner_calendar.Look(
        owner_id=current_user().id,
        first=args["first"],
        last=args["last"],
        kind=args.get("kind"),
        typed=args["typed"],
        page=args["page"],
        page_size=args["page_size"],
    )
    return paged(*owner_calendar.look(wanted), args)
