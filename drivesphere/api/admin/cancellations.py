"""Admins cancel anything, release holds that are stuck, and give money back, each with a reason."""

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
from drivesphere.domain.idempotency import Attempt
from drivesphere.services import cancelling, goodwill
from drivesphere.services.cancelling import Canceller, Wish

blp = Blueprint(
    "admin_cancellations", __name__, url_prefix="/api/v1/admin", description="End bookings and give money back."
)


@blp.route("/bookings/<id:booking_id>/cancellation-preview")
@signed_in("admin")
@blp.arguments(shapes.AdminsPreviewArgs, location="query")
@blp.response(200, shapes.CancellationPreviewSchema, example=shapes.PREVIEW_EXAMPLE)
@blp.doc(operationId="previewAdminsCancellation")
@declares(errors.NotFound, errors.IllegalTransition, errors.Rejected)
def preview_cancellation(args: dict[str, Any], booking_id: ObjectId) -> Any:
    """See what cancelling a booking would give back"""
    return cancelling.preview(_wish(args, booking_id))


@blp.route("/bookings/<id:booking_id>/cancel", methods=["POST"])
@signed_in("admin")
@blp.arguments(shapes.AdminsCancelSchema, example={"reason": "The client had an accident", "refund": "full"})
@blp.response(200, BookingSchema, example=shapes.CANCELLED_EXAMPLE)
@blp.doc(operationId="cancelAdminsBooking")
@declares(errors.NotFound, errors.Conflict, errors.IllegalTransition, errors.RequestInProgress, errors.KeyReused)
@declares(errors.Rejected, errors.Unavailable)
@idempotent
def cancel_booking(body: dict[str, Any], booking_id: ObjectId, attempt: Attempt) -> Response:
    """Cancel a booking or release a hold, also while the payment service is away"""
    return answer(cancelling.cancel(_wish(body, booking_id), attempt))


@blp.route("/bookings/<id:booking_id>/refund", methods=["POST"])
@signed_in("admin")
@blp.arguments(shapes.GoodwillSchema, example=shapes.GOODWILL_EXAMPLE)
@blp.response(200, BookingSchema, example={**shapes.CANCELLED_EXAMPLE, "status": "confirmed"})
@blp.doc(operationId="refundAdminsBooking")
@declares(errors.NotFound, errors.Conflict, errors.IllegalTransition, errors.RequestInProgress, errors.KeyReused)
@declares(errors.Rejected, errors.Unavailable)
@idempotent
def refund_booking(body: dict[str, Any], booking_id: ObjectId, attempt: Attempt) -> Response:
    """Give money back for a booking that stays as it is"""
    by = Canceller(current_user().role, current_user().id).actor
    return answer(goodwill.refund(booking_id, body["amount"], reason=body["reason"], by=by, attempt=attempt))


def _wish(asked: dict[str, Any], booking_id: ObjectId) -> Wish:
    by = Canceller(current_user().role, current_user().id)
    return Wish(by=by, booking_id=booking_id, refunding=shapes.refunding(asked), reason=asked.get("reason"))
