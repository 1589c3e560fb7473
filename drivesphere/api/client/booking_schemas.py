"""The shapes of what clients do with their bookings."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.booking_shapes import KINDS
from drivesphere.domain.booking import Status
from drivesphere.shapes.fields import Instant, Text
from drivesphere.shapes.schemas import PageArgs, Shown


class BookingListArgs(PageArgs):
    """Which of the client's bookings."""

    when = Text(
        validate=validate.OneOf(["upcoming", "past"]),
        metadata={"description": "`upcoming`: runs or is to come, soonest first; `past`: all others."},
    )
    status = Text(validate=validate.OneOf([s.value for s in Status]))
    kind = Text(validate=validate.OneOf(sorted(kind.name for kind in KINDS)))


class CheckoutSchema(Shown):
    """Where to pay, and until when the hold stands."""

    checkout_url = ma.fields.Url(require_tld=False)
    expires_at = Instant()


CHECKOUT_EXAMPLE = {
    "checkout_url": "https://checkout.stripe.com/c/pay/cs_live_a1b2c3",
    "expires_at": "2026-11-21T12:10:00Z",
}
