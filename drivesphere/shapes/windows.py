"""Shapes of asking for a window, and of showing which windows are taken."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import PolicySchema, Query, Shown, Strict


class DateArgs(Query):
    """Dates come as a pair or not at all."""

    starts_at = Instant()
    ends_at = Instant()

    @ma.validates_schema
    def _both_or_none(self, args: dict[str, Any], **_: Any) -> None:
        for given, other in (("starts_at", "ends_at"), ("ends_at", "starts_at")):
            if given in args and other not in args:
                raise ma.ValidationError(f"Needed with {given}.", other)


class WindowDemandSchema(Strict):
    """Which window a client wants."""

    starts_at = Instant(required=True)
    ends_at = Instant(required=True)

    @ma.validates_schema
    def _ends_after_it_starts(self, wanted: dict[str, Any], **_: Any) -> None:
        if wanted["ends_at"] <= wanted["starts_at"]:
            raise ma.ValidationError("Must be later than starts_at.", "ends_at")


class CalendarArgs(Query):
    """Which part of a calendar; from this hour for a year, unless given."""

    since = Instant(data_key="from")
    until = Instant(data_key="to")


class BusyWindowSchema(Shown):
    """A time when the listing is taken."""

    starts_at = Instant()
    ends_at = Instant()
    reason = Text(validate=validate.OneOf(["booked", "held", "blocked"]))


class AvailabilitySchema(Shown):
    """The calendar of a listing; `buffer_minutes` are kept free around everything in `busy`."""

    listing_id = Id()
    time_zone = Text(allow_none=True)
    since = Instant(data_key="from", attribute="from")
    until = Instant(data_key="to", attribute="to")
    busy = ma.fields.List(ma.fields.Nested(BusyWindowSchema))
    buffer_minutes = Whole()
    policy = ma.fields.Nested(PolicySchema)
    server_time = Instant()
