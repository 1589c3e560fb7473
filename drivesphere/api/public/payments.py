"""Where the payment service reports."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import request

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.domain import errors
from drivesphere.services import payment_events
from drivesphere.shapes.schemas import Shown

blp = Blueprint("payments", __name__, url_prefix="/api/v1", description="Reports from the payment service.")


class ReceivedSchema(Shown):
    """The event is stored for good."""

    received = ma.fields.Boolean()


@blp.route("/payments/webhook", methods=["POST"])
@blp.response(200, ReceivedSchema, example={"received": True})
@blp.doc(operationId="receivePaymentEvent")
@declares(errors.ForgedEvent, "unknown_booking", errors.Unavailable)
def receive_payment_event() -> Any:
    """Take a signed event of the payment service; a repeat is answered like the first"""
    payment_events.receive(request.get_data(cache=False), request.headers.get("Stripe-Signature"))
    return {"received": True}
