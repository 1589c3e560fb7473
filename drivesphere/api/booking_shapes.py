"""The shape of a booking on the wire, as each role sees it: views of a role add what only that role may know."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.booking import PaymentStatus, Status
from drivesphere.domain.kind import Kind
from drivesphere.kinds import registry
from drivesphere.services.presenting import of_single_kinds
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import MoneySchema, PolicySchema, QuoteSchema, Shown

KINDS = registry().values()


class RememberedSchema(Shown):
    """What a booking of any kind remembers of its listing."""

    id = Id()
    title = Text()
    city = Text(allow_none=True)
    state = Text(allow_none=True)
    time_zone = Text(allow_none=True)


# The listing as it was when it was booked; what only one kind knows is null for the others.
BookedListingSchema = RememberedSchema.from_dict(
    {field: shape for kind in KINDS for field, shape in kind.remembers.items()}, name="BookedListingSchema"
)


class StepSchema(Shown):
    """One change of the booking."""

    at = Instant()
    status = Text()
    trigger = Text(metadata={"example": "held"})


class BookedLineSchema(Shown):
    """So many places in a section."""

    section_id = Id()
    name = Text(allow_none=True)
    quantity = Whole()


class BookingSchema(Shown):
    """A booking; while it is `pending` it is a hold and has `expires_at`."""

    id = Id()
    kind = Text()
    listing = ma.fields.Nested(BookedListingSchema)
    status = Text(validate=validate.OneOf([s.value for s in Status]))
    payment_status = Text(validate=validate.OneOf([s.value for s in PaymentStatus]))
    refund = ma.fields.Nested(MoneySchema, allow_none=True)
    title = Text(allow_none=True, metadata={"description": "What the client called it."})
    starts_at = Instant(allow_none=True)
    ends_at = Instant(allow_none=True)
    lines = ma.fields.List(
        ma.fields.Nested(BookedLineSchema), allow_none=True, metadata={"description": "Null where windows are booked."}
    )
    quote = ma.fields.Nested(QuoteSchema)
    remainder = ma.fields.Nested(
        QuoteSchema,
        allow_none=True,
        metadata={"description": "What is left of the quote since places were cancelled; null when none were."},
    )
    policy = ma.fields.Nested(PolicySchema)
    expires_at = Instant(allow_none=True)
    server_time = Instant(metadata={"description": "The database's clock; count down against it."})
    created_at = Instant()
    version = Whole()
    history = ma.fields.List(ma.fields.Nested(StepSchema))
    links = ma.fields.Dict(keys=Text(), values=Text())


def example_of(kind: Kind) -> dict[str, Any]:
    """The kind's own example of a booking, with null for what only other kinds know of a listing."""
    own = kind.views.book.example
    return {**own, "remainder": None, "listing": dict.fromkeys(of_single_kinds()) | own.get("listing", {})}


BOOKING_EXAMPLE = next(example_of(kind) for kind in KINDS)
"""A booking of the first kind stands for all."""
