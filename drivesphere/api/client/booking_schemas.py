"""The shapes of what clients do with their bookings."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.booking_shapes import KINDS
from drivesphere.domain.booking import Status
from drivesphere.shapes.fields import Instant, Text
from drivesphere.shapes.schemas import MoneySchema, PageArgs, Shown, Strict

LONGEST_REASON = 500


class CancelSchema(Strict):
    """Why, if the client wants to say so."""

    reason = Text(max=LONGEST_REASON, lines=True)


class BookingListArgs(PageArgs):
    """Which of the client's bookings."""

    status = Text(validate=validate.OneOf([s.value for s in Status]))
    kind = Text(validate=validate.OneOf(sorted(kind.name for kind in KINDS)))


class CheckoutSchema(Shown):
    """Where to pay, and until when the hold stands."""

    checkout_url = ma.fields.Url(require_tld=False)
    expires_at = Instant()


class CancellationPreviewSchema(Shown):
    """What cancelling now would give back."""

    refund = ma.fields.Nested(MoneySchema)
    free_until = Instant(allow_none=True, metadata={"description": "Null for what has no dates: always."})
    server_time = Instant()


CHECKOUT_EXAMPLE = {
    "checkout_url": "https://checkout.stripe.com/c/pay/cs_live_a1b2c3",
    "expires_at": "2026-11-21T12:10:00Z",
}
PREVIEW_EXAMPLE = {
    "refund": {"amount": 32735, "currency": "USD"},
    "free_until": "2026-12-03T18:00:00Z",
    "server_time": "2026-11-21T12:00:00Z",
}
