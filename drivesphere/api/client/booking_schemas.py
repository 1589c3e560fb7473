"""The shapes of a booking on the wire."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.schemas import (
    Id,
    Instant,
    MoneySchema,
    PageArgs,
    PolicySchema,
    QuoteSchema,
    Shown,
    Strict,
    Text,
    Whole,
)
from drivesphere.domain.booking import PaymentStatus, Status
from drivesphere.kinds import registry

MOST_EXTRAS = 10
LONGEST_REASON = 500


class CarDemandSchema(Strict):
    """Which car-days a client wants."""

    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    extras = ma.fields.List(
        Text(max=40, min=1), validate=validate.Length(max=MOST_EXTRAS), metadata={"description": "Codes of car.extras."}
    )

    @ma.validates_schema
    def _ends_after_it_starts(self, wanted: dict[str, Any], **_: Any) -> None:
        if wanted["ends_at"] <= wanted["starts_at"]:
            raise ma.ValidationError("Must be later than starts_at.", "ends_at")


class CancelSchema(Strict):
    """Why, if the client wants to say so."""

    reason = Text(max=LONGEST_REASON, lines=True)


class BookingListArgs(PageArgs):
    """Which of the client's bookings."""

    status = Text(validate=validate.OneOf([s.value for s in Status]))
    kind = Text(validate=validate.OneOf(sorted(registry())))


class BookedListingSchema(Shown):
    """The listing as it was when it was booked."""

    id = Id()
    title = Text()
    city = Text(allow_none=True)
    state = Text(allow_none=True)
    time_zone = Text(allow_none=True)
    vehicle_type = Text(allow_none=True)


class StepSchema(Shown):
    """One change of the booking."""

    at = Instant()
    status = Text()
    trigger = Text(metadata={"example": "held"})


class BookingSchema(Shown):
    """A booking; while it is `pending` it is a hold and has `expires_at`."""

    id = Id()
    kind = Text()
    listing = ma.fields.Nested(BookedListingSchema)
    status = Text(validate=validate.OneOf([s.value for s in Status]))
    payment_status = Text(validate=validate.OneOf([s.value for s in PaymentStatus]))
    starts_at = Instant(allow_none=True)
    ends_at = Instant(allow_none=True)
    quote = ma.fields.Nested(QuoteSchema)
    policy = ma.fields.Nested(PolicySchema)
    expires_at = Instant(allow_none=True)
    server_time = Instant(metadata={"description": "The database's clock; count down against it."})
    created_at = Instant()
    version = Whole()
    history = ma.fields.List(ma.fields.Nested(StepSchema))
    links = ma.fields.Dict(keys=Text(), values=Text())


class CheckoutSchema(Shown):
    """Where to pay, and until when the hold stands."""

    checkout_url = ma.fields.Url(require_tld=False)
    expires_at = Instant()


class CancellationPreviewSchema(Shown):
    """What cancelling now would give back."""

    refund = ma.fields.Nested(MoneySchema)
    free_until = Instant()
    server_time = Instant()


CAR_DEMAND_EXAMPLE = {"starts_at": "2026-12-04T10:00:00-08:00", "ends_at": "2026-12-06T10:00:00-08:00"}
POLICY_EXAMPLE = {
    "lead_time_minutes": 60,
    "horizon_days": 365,
    "shortest_minutes": 60,
    "longest_days": 90,
    "buffer_minutes": 60,
    "hold_minutes": 10,
    "free_cancellation_hours": 24,
}
BOOKING_EXAMPLE = {
    "id": "6743e1f0a1b2c3d4e5f60718",
    "kind": "cars",
    "listing": {
        "id": "6743d0a9a1b2c3d4e5f60001",
        "title": "Tesla Model X 2019",
        "city": "Seattle",
        "state": "WA",
        "time_zone": "America/Los_Angeles",
        "vehicle_type": "suv",
    },
    "status": "pending",
    "payment_status": "unpaid",
    "starts_at": "2026-12-04T18:00:00Z",
    "ends_at": "2026-12-06T18:00:00Z",
    "quote": {
        "days": 2,
        "lines": [
            {"code": "rental", "label": "2 days", "amount": {"amount": 27000, "currency": "USD"}},
            {"code": "service_fee", "label": "Service fee", "amount": {"amount": 3240, "currency": "USD"}},
            {"code": "tax", "label": "Tax", "amount": {"amount": 2495, "currency": "USD"}},
        ],
        "total": {"amount": 32735, "currency": "USD"},
        "rules": [{"rule": "daily_rate", "amount": 13500}],
    },
    "policy": POLICY_EXAMPLE,
    "expires_at": "2026-11-21T12:10:00Z",
    "server_time": "2026-11-21T12:00:00Z",
    "created_at": "2026-11-21T12:00:00Z",
    "version": 1,
    "history": [{"at": "2026-11-21T12:00:00Z", "status": "pending", "trigger": "held"}],
    "links": {
        "self": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60718",
        "listing": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001",
        "checkout": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60718/checkout",
    },
}
CHECKOUT_EXAMPLE = {
    "checkout_url": "https://checkout.stripe.com/c/pay/cs_live_a1b2c3",
    "expires_at": "2026-11-21T12:10:00Z",
}
PREVIEW_EXAMPLE = {
    "refund": {"amount": 32735, "currency": "USD"},
    "free_until": "2026-12-03T18:00:00Z",
    "server_time": "2026-11-21T12:00:00Z",
}
