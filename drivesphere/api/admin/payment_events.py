"""The webhook inbox: what Stripe has told us, what came of it, and handling it once more."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.payment import EventState
from drivesphere.services import payment_events
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import PageArgs, Shown

LONGEST_TYPE = 100

blp = Blueprint("admin_payment_events", __name__, url_prefix="/api/v1/admin", description="What Stripe has told us.")


class PaymentEventListArgs(PageArgs):
    """Which of them."""

    state = Text(validate=validate.OneOf(list(EventState)))
    type = Text(max=LONGEST_TYPE, metadata={"example": "checkout.session.completed"})
    booking_id = Id()


class PaymentEventSchema(Shown):
    """A webhook as it is kept, without its payload."""

    id = Text(attribute="_id")
    type = Text()
    state = Text(
        validate=validate.OneOf(list(EventState)), metadata={"description": "`failed` is tried again each minute."}
    )
    booking_id = Text(allow_none=True)
    session_id = Text(allow_none=True)
    payment_id = Text(allow_none=True)
    received_at = Instant()
    handled_at = Instant(allow_none=True)
    outcome = Text(allow_none=True, metadata={"description": "What came of it.", "example": "confirmed"})
    last_error = Text(allow_none=True)
    tries = Whole()


class WholePaymentEventSchema(PaymentEventSchema):
    """With what Stripe wrote. What would let its reader act in the payer's place is hidden."""

    payload = ma.fields.Dict(keys=Text())


EVENT = {
    "id": "evt_1PgaxNB7WZ01zgkW",
    "type": "checkout.session.completed",
    "state": "handled",
    "booking_id": "665f1c2a9d3e4b5a6c7d8e9f",
    "session_id": "cs_live_a1b2c3",
    "payment_id": "pi_3PgaxNB7WZ01zgkW",
    "received_at": "2026-11-21T12:00:00Z",
    "handled_at": "2026-11-21T12:00:00.123Z",
    "outcome": "confirmed",
    "last_error": None,
    "tries": 1,
}
WHOLE_EVENT = EVENT | {
    "payload": {
        "id": EVENT["id"],
        "type": EVENT["type"],
        "data": {"object": {"id": EVENT["session_id"], "object": "checkout.session", "payment_status": "paid"}},
    }
}


@blp.route("/payment-events")
@signed_in("admin")
@blp.arguments(PaymentEventListArgs, location="query")
@blp.response(200, PaymentEventSchema(many=True), example=[EVENT])
@blp.doc(operationId="listPaymentEvents")
@declares(errors.Rejected, errors.Unavailable)
def list_payment_events(args: dict[str, Any]) -> Any:
    """List what Stripe has told us, newest first"""
    filters: dict[str, Any] = {name: str(args[name]) for name in ("state", "type", "booking_id") if name in args}
    rows, total = payment_events.page_of(filters, args["page"], args["page_size"])
    return paged(rows, total, args)


@blp.route("/payment-events/<payment_event_id>")
@signed_in("admin")
@blp.response(200, WholePaymentEventSchema, example=WHOLE_EVENT)
@blp.doc(operationId="getPaymentEvent")
@declares(errors.NotFound, errors.Unavailable)
def get_payment_event(payment_event_id: str) -> Any:
    """Look at one event and its payload"""
    return payment_events.find(payment_event_id)


@blp.route("/payment-events/<payment_event_id>/replay", methods=["POST"])
@signed_in("admin")
@blp.response(200, WholePaymentEventSchema, example=WHOLE_EVENT)
@blp.doc(operationId="replayPaymentEvent")
@declares(errors.NotFound, errors.Unavailable)
def replay_payment_event(payment_event_id: str) -> Any:
    """Handle an event once more; it may be repeated like the webhook itself"""
    return payment_events.replay(payment_event_id, by=f"admin:{current_user().id}")
