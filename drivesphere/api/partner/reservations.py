"""The event reservation service: one seat for each user of an event that has a number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import marshmallow as ma
from flask import Response

from drivesphere.api.idempotent import answer
from drivesphere.api.partner.access import idempotent, on_behalf_of, partner_may
from drivesphere.api.partner.blueprint import PartnerBlueprint, refuses
from drivesphere.api.partner.services import NEEDED, RESERVATIONS
from drivesphere.api.partner.shapes import User, event_of
from drivesphere.domain import errors
from drivesphere.domain.booking import Trigger
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.partner import Scope
from drivesphere.services import partner_events
from drivesphere.shapes.fields import Id, Instant, Text
from drivesphere.shapes.schemas import Shown, Strict

Record = dict[str, Any]
MISSING = {"required": NEEDED, "null": NEEDED}
NUMBER_OR_TEXT = {"type": ["integer", "string"]}
MESSAGE = "Booking reserved successfully"

blp = PartnerBlueprint(
    "reservation_service", __name__, url_prefix="/api", speaks=[RESERVATIONS], description="Partners: a seat a user."
)


class NumberOrText(User):
    """What may also be a number; handed on as it was sent."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if value == "":
            raise ma.ValidationError(NEEDED)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number else super()._deserialize(value, *args, **kwargs)

    def _validate(self, value: Any) -> None:
        if isinstance(value, str):
            super()._validate(value)


class SeatDemandSchema(Strict):
    """Which event, for whom."""

    event_id = NumberOrText(required=True, error_messages=MISSING, metadata=NUMBER_OR_TEXT)
    user_id = NumberOrText(required=True, error_messages=MISSING, metadata=NUMBER_OR_TEXT)


class ReservedSeatSchema(Shown):
    """A reserved seat; event and user as they were sent."""

    id = Id()
    event_id = ma.fields.Raw(metadata=NUMBER_OR_TEXT)
    user_id = ma.fields.Raw(metadata=NUMBER_OR_TEXT)
    created_at = Instant()


class ReservationSchema(Shown):
    """What became of it."""

    message = Text()
    booking = ma.fields.Nested(ReservedSeatSchema)


SEAT = {"id": "665f1c2a9d3e4b5a6c7d8e9f", "event_id": 1, "user_id": "ada", "created_at": "2026-11-21T12:00:00Z"}


@blp.route("/bookings/reserve", methods=["POST"])
@partner_may(Scope.BOOKINGS_WRITE, tries=Trigger.HELD)
@blp.arguments(SeatDemandSchema, example={"event_id": 1, "user_id": "ada"})
@blp.response(201, ReservationSchema, example={"message": MESSAGE, "booking": SEAT})
@blp.doc(operationId="reserveSeat")
@refuses(errors.NotFound, errors.AlreadyBooked, errors.SoldOut, errors.Busy, errors.RequestInProgress, errors.KeyReused)
@idempotent
def reserve_seat(body: Record, attempt: Attempt) -> Response:
    """Reserve a seat of one of your events for one of your users"""
    event = event_of(body["event_id"])
    result = partner_events.reserve(on_behalf_of(str(body["user_id"])), event, attempt)
    seat = {"id": result.body["id"], **body, "created_at": result.body["created_at"]}
    return answer(replace(result, body={"message": MESSAGE, "booking": seat}, location=None))
