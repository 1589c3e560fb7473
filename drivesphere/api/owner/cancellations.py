"""Owners cancel what was booked of theirs: the client gets everything back."""

from __future__ import annotations

from typing import Any

from bson import ObjectId
from flask import Response

from drivesphere.api import cancellation_shapes as shapes
from drivesphere.api.blueprint import Blueprint
from drivesphere.api.booking_shapes import BookingSchema
from drivesphere.api.errors import declares
from drivesphere.api.idempotent import answer, idempotent
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.cancellation import ALL
from drivesphere.domain.idempotency import Attempt
from drivesphere.services import cancelling
from drivesphere.services.cancelling import Canceller, Wish

blp = Blueprint(
    "owner_cancellations", __name__, url_prefix="/api/v1/owner", description="Cancel what clients have booked of yours."
)


@blp.route("/bookings/<id:booking_id>/cancellation-preview")
@signed_in("owner")
@blp.response(200, shapes.CancellationPreviewSchema, example=shapes.PREVIEW_EXAMPLE)
@blp.doc(operationId="previewOwnersCancellation")
@declares(errors.NotFound, errors.IllegalTransition)
def preview_cancellation(booking_id: ObjectId) -> Any:
    """See what your client would get back: everything that is left of what was paid"""
    return cancelling.preview(_wish(booking_id))


@blp.route("/bookings/<id:booking_id>/cancel", methods=["POST"])
@signed_in("owner")
@blp.arguments(shapes.OwnersCancelSchema, example={"reason": "The car is in the workshop"})
@blp.response(200, BookingSchema, example=shapes.CANCELLED_EXAMPLE)
@blp.doc(operationId="cancelOwnersBooking")
@declares(errors.NotFound, errors.Conflict, errors.IllegalTransition, errors.RequestInProgress, errors.KeyReused)
@declares(errors.Rejected, errors.Unavailable, "payment_unavailable")
@idempotent
def cancel_booking(body: dict[str, Any], booking_id: ObjectId, attempt: Attempt) -> Response:
    """Cancel a booking of yours, until it is over; the refund is whole"""
    return answer(cancelling.cancel(_wish(booking_id, body["reason"]), attempt))


def _wish(booking_id: ObjectId, reason: str | None = None) -> Wish:
    by = Canceller(current_user().role, current_user().id)
    return Wish(by=by, booking_id=booking_id, refunding=ALL, reason=reason)
