"""What is booked of an owner's listings."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.booking_shapes import BOOKING_EXAMPLE, KINDS, BookingSchema
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.booking import Status
from drivesphere.domain.payment import PaymentOutcome, RefundState
from drivesphere.domain.words import LONGEST_TYPED
from drivesphere.services import owner_bookings
from drivesphere.shapes.fields import Id, Instant, Text
from drivesphere.shapes.schemas import MoneySchema, PageArgs, Shown

blp = Blueprint("owner_bookings", __name__, url_prefix="/api/v1/owner", description="What is booked of yours.")


class OwnerBookingArgs(PageArgs):
    """Which bookings, and in which order."""

    status = Text(validate=validate.OneOf([status.value for status in Status]))
    kind = Text(validate=validate.OneOf(sorted(kind.name for kind in KINDS)))
    listing_id = Id(data_key="listing")
    q = Text(max=LONGEST_TYPED, metadata={"description": "Beginnings of words of the listing, as clients look for it."})
    since = Instant(data_key="from", metadata={"description": "Those that start then or later."})
    until = Instant(data_key="to", metadata={"description": "Those that start before."})
    ends_since = Instant(data_key="ends_from", metadata={"description": "Those that end then or later."})
    ends_until = Instant(data_key="ends_to", metadata={"description": "Those that end before."})
    sort = Text(
        validate=validate.OneOf([owner_bookings.NEWEST, owner_bookings.NEXT]),
        load_default=owner_bookings.NEWEST,
        metadata={"description": "`newest`: by when they were made. `next`: by when they start, from now on."},
    )


class SplitSchema(Shown):
    """Whose an amount is; the three sum to it."""

    owner = ma.fields.Nested(MoneySchema)
    fee = ma.fields.Nested(MoneySchema, metadata={"description": "The platform's."})
    tax = ma.fields.Nested(MoneySchema)


class ClientSchema(Shown):
    """Who comes."""

    name = Text(allow_none=True)
    email = Text(allow_none=True, metadata={"description": "Null unless the booking is confirmed or completed."})


class PartnerUserSchema(Shown):
    """For whom a partner has booked."""

    name = Text()
    user_id = Text(allow_none=True, metadata={"description": "Whom only the partner knows."})


class OwnerBookingSchema(BookingSchema):
    """A booking as the owner of the listing sees it."""

    client = ma.fields.Nested(ClientSchema, allow_none=True, metadata={"description": "Null where a partner booked."})
    partner = ma.fields.Nested(PartnerUserSchema, allow_none=True)
    cancel_reason = Text(allow_none=True)
    split = ma.fields.Nested(
        SplitSchema, allow_none=True, metadata={"description": "Of the price. Null where a partner takes it."}
    )


class PaidSchema(Shown):
    """Money that came in; `returned` bought nothing."""

    at = Instant()
    amount = ma.fields.Nested(MoneySchema)
    split = ma.fields.Nested(SplitSchema)
    outcome = Text(validate=validate.OneOf([outcome.value for outcome in PaymentOutcome]))


class RefundedSchema(Shown):
    """Money that goes back, and how far it has come."""

    at = Instant()
    amount = ma.fields.Nested(MoneySchema)
    split = ma.fields.Nested(SplitSchema)
    state = Text(validate=validate.OneOf([state.value for state in RefundState]))
    reason = Text()


class OwnerBookingDetailSchema(OwnerBookingSchema):
    """With what was paid and what went back."""

    payments = ma.fields.List(ma.fields.Nested(PaidSchema))
    refunds = ma.fields.List(ma.fields.Nested(RefundedSchema))


def _dollars(cents: int) -> dict[str, Any]:
    return {"amount": cents, "currency": "USD"}


SPLIT = {"owner": _dollars(27000), "fee": _dollars(3240), "tax": _dollars(2495)}
OWN = f"/api/v1/owner/bookings/{BOOKING_EXAMPLE['id']}"
BOOKING = {
    **BOOKING_EXAMPLE,
    "status": "confirmed",
    "payment_status": "paid",
    "expires_at": None,
    "client": {"name": "Ada", "email": "ada@example.com"},
    "partner": None,
    "cancel_reason": None,
    "split": SPLIT,
    "links": {
        "listing": BOOKING_EXAMPLE["links"]["listing"],
        "self": OWN,
        "cancel": f"{OWN}/cancel",
        "cancellation_preview": f"{OWN}/cancellation-preview",
    },
}
PAID = {"at": "2026-11-21T12:03:00Z", "amount": _dollars(32735), "split": SPLIT, "outcome": "kept"}


@blp.route("/bookings")
@signed_in("owner")
@blp.arguments(OwnerBookingArgs, location="query")
@blp.response(200, OwnerBookingSchema(many=True), example=[BOOKING])
@blp.doc(operationId="listOwnerBookings")
@declares(errors.Rejected, errors.Unavailable)
def list_bookings(args: dict[str, Any]) -> Any:
    """List what is booked of your listings, newest or next first"""
    return paged(*owner_bookings.page_of(current_user().id, args), args)


@blp.route("/bookings/<id:booking_id>")
@signed_in("owner")
@blp.response(200, OwnerBookingDetailSchema, example={**BOOKING, "payments": [PAID], "refunds": []})
@blp.doc(operationId="getOwnerBooking")
@declares(errors.NotFound, errors.Unavailable)
def get_booking(booking_id: ObjectId) -> Any:
    """Look at a booking of one of your listings, with its money"""
    return owner_bookings.find(current_user().id, booking_id)
