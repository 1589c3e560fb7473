"""All bookings, and what happened to each."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.booking_shapes import BOOKING_EXAMPLE, KINDS, BookingSchema
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import signed_in
from drivesphere.domain import errors
from drivesphere.domain.booking import Status
from drivesphere.services import all_bookings, timeline
from drivesphere.shapes.fields import Id, Instant, Text
from drivesphere.shapes.schemas import PageArgs, Shown

blp = Blueprint("admin_bookings", __name__, url_prefix="/api/v1/admin", description="All bookings, and what happened.")


class AllBookingsArgs(PageArgs):
    """Which bookings; all conditions must hold."""

    q = Text(min=1, metadata={"description": "The id of a booking, of a payment (`pi_…`) or a payment page (`cs_…`)."})
    status = Text(validate=validate.OneOf([status.value for status in Status]))
    kind = Text(validate=validate.OneOf(sorted(kind.name for kind in KINDS)))
    owner_id = Id(data_key="owner")
    client_id = Id(data_key="client")
    listing_id = Id(data_key="listing")
    since = Instant(data_key="from", metadata={"description": "Those that were made then or later."})
    until = Instant(data_key="to", metadata={"description": "Those that were made before."})


class BookerSchema(Shown):
    """Somebody with an account."""

    id = Id()
    name = Text(allow_none=True)
    email = Text(allow_none=True)


class OverseenBookingSchema(BookingSchema):
    """A booking, and whose it is."""

    client = ma.fields.Nested(BookerSchema, allow_none=True, metadata={"description": "Null where a partner booked."})
    owner = ma.fields.Nested(BookerSchema)
    partner = ma.fields.Dict(keys=Text(), allow_none=True)
    cancel_reason = Text(allow_none=True)
    payment_id = Text(allow_none=True)
    session_id = Text(allow_none=True)


class HappeningSchema(Shown):
    """One thing that happened to a booking."""

    at = Instant()
    source = Text(validate=validate.OneOf(timeline.SOURCES), metadata={"description": "Where it is written down."})
    what = Text(metadata={"description": "The trigger, the event's type, the effect …", "example": "paid"})
    outcome = Text(allow_none=True, metadata={"description": "What it led to, or how far it has come."})
    actor = Text(allow_none=True)
    actor_name = Text(
        allow_none=True,
        metadata={"description": "What the person is called now; null for what is no person, and once it is erased."},
    )
    details = ma.fields.Dict(keys=Text())


class BookingWithTimelineSchema(OverseenBookingSchema):
    """A booking with everything that happened to it, oldest first."""

    timeline = ma.fields.List(ma.fields.Nested(HappeningSchema))


OMAR = {"id": "665f1c2a9d3e4b5a6c7d8ea2", "name": "Omar", "email": "omar@example.com"}
ADA = {"id": "665f1c2a9d3e4b5a6c7d8e9f", "name": "Ada", "email": "ada@example.com"}
BOOKING = {
    **BOOKING_EXAMPLE,
    "client": ADA,
    "owner": OMAR,
    "partner": None,
    "cancel_reason": None,
    "payment_id": None,
    "session_id": None,
    "links": {
        "self": f"/api/v1/admin/bookings/{BOOKING_EXAMPLE['id']}",
        "listing": BOOKING_EXAMPLE["links"]["listing"],
    },
}
HELD = {
    "at": "2026-11-21T12:00:00Z",
    "source": "history",
    "what": "held",
    "outcome": "pending",
    "actor": f"client:{ADA['id']}",
    "actor_name": ADA["name"],
    "details": {},
}


@blp.route("/bookings")
@signed_in("admin")
@blp.arguments(AllBookingsArgs, location="query")
@blp.response(200, OverseenBookingSchema(many=True), example=[BOOKING])
@blp.doc(operationId="listAllBookings")
@declares(errors.Rejected, errors.Unavailable)
def list_bookings(args: dict[str, Any]) -> Any:
    """Find bookings of anybody, newest first"""
    return paged(*all_bookings.page_of(args), args)


@blp.route("/bookings/<id:booking_id>")
@signed_in("admin")
@blp.response(200, BookingWithTimelineSchema, example={**BOOKING, "timeline": [HELD]})
@blp.doc(operationId="getAnyBooking")
@declares(errors.NotFound, errors.Unavailable)
def get_booking(booking_id: ObjectId) -> Any:
    """Look at one booking and at everything that happened to it"""
    return all_bookings.find(booking_id)
