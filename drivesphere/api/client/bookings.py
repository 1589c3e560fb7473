"""Holding, paying for and cancelling bookings."""

from __future__ import annotations

from typing import Any

from bson import ObjectId
from flask import Response

from drivesphere.api import cancellation_shapes as cancelling
from drivesphere.api.blueprint import Blueprint, operation, summarised
from drivesphere.api.booking_shapes import BOOKING_EXAMPLE, KINDS, BookingSchema, example_of
from drivesphere.api.client import booking_schemas as shapes
from drivesphere.api.errors import declares
from drivesphere.api.idempotent import answer, idempotent
from drivesphere.api.revalidation import revalidated
from drivesphere.api.schemas import paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.kind import Kind, View
from drivesphere.services import bookings, checkout, holds, presenting

CALENDAR = "text/calendar"
CALENDAR_EXAMPLE = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\n…\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

blp = Blueprint("bookings", __name__, url_prefix="/api/v1", description="Hold, pay, look, cancel.")


def _offer_booking(kind: Kind, view: View) -> None:
    """The view that books a listing of `kind`; what it takes, and the kind's own refusals, stand in the record."""

    @blp.route(
        f"/{kind.path}/<id:{kind.id_argument}>/bookings", methods=["POST"], endpoint=f"create_{kind.noun}_booking"
    )
    @signed_in("client")
    @blp.arguments(view.takes, example=view.asked)
    @blp.response(201, BookingSchema, example=example_of(kind))
    @blp.doc(operationId=operation("create", kind.noun, "Booking"))
    @declares(errors.NotFound, errors.DuplicateBooking, errors.RequestInProgress, errors.Rejected)
    @declares(*view.refusals, "total_too_low", "total_too_high")
    @declares(errors.KeyReused, errors.Busy, "too_many_holds", errors.Unavailable)
    @idempotent
    @summarised(view.summary)
    def create_booking(body: dict[str, Any], attempt: Attempt, **path: ObjectId) -> Response:
        order = holds.Order(kind.name, path[kind.id_argument], current_user().id, body, attempt)
        return answer(holds.place_hold(order))


for each in KINDS:
    _offer_booking(each, each.views.book)


@blp.route("/bookings")
@revalidated
@signed_in("client")
@blp.arguments(shapes.BookingListArgs, location="query")
@blp.response(200, BookingSchema(many=True), example=[BOOKING_EXAMPLE])
@blp.doc(operationId="listBookings")
def list_bookings(args: dict[str, Any]) -> Any:
    """List your bookings, newest first; upcoming ones soonest first"""
    rows, total = bookings.page_of(
        current_user().id,
        status=args.get("status"),
        kind=args.get("kind"),
        when=args.get("when"),
        page=args["page"],
        page_size=args["page_size"],
    )
    return paged(rows, total, args)


@blp.route("/bookings/<id:booking_id>")
@revalidated
@signed_in("client")
@blp.response(200, BookingSchema, example=BOOKING_EXAMPLE)
@blp.doc(operationId="getBooking")
@declares(errors.NotFound)
def get_booking(booking_id: ObjectId) -> Any:
    """Look at one of your bookings"""
    return bookings.find(current_user().id, booking_id)


@blp.route("/bookings/<id:booking_id>/calendar.ics")
@signed_in("client")
@blp.response(200, {"type": "string"}, content_type=CALENDAR, example=CALENDAR_EXAMPLE)
@blp.doc(operationId="getBookingCalendar")
@declares(errors.NotFound, errors.IllegalTransition)
def get_booking_calendar(booking_id: ObjectId) -> Response:
    """Put one of your bookings into a calendar, as the same entry that our mails have"""
    file = Response(bookings.calendar_file(current_user().id, booking_id), content_type=f"{CALENDAR}; charset=utf-8")
    file.headers["Content-Disposition"] = f'attachment; filename="booking-{booking_id}.ics"'
    return file


@blp.route("/bookings/<id:booking_id>/checkout", methods=["POST"])
@signed_in("client")
@blp.response(201, shapes.CheckoutSchema, example=shapes.CHECKOUT_EXAMPLE)
@blp.doc(operationId="createCheckout")
@declares(errors.NotFound, errors.IllegalTransition, errors.HoldExpired, errors.Unavailable, "payment_unavailable")
def create_checkout(booking_id: ObjectId) -> Any:
    """Open the payment page of a hold; repeated, the same page"""
    return checkout.open_checkout(current_user().id, booking_id)


@blp.route("/bookings/<id:booking_id>/reconcile", methods=["POST"])
@signed_in("client")
@blp.response(200, BookingSchema, example=BOOKING_EXAMPLE)
@blp.doc(operationId="reconcileBooking")
@declares(errors.NotFound, errors.Unavailable, "payment_unavailable")
def reconcile_booking(booking_id: ObjectId) -> Any:
    """Ask the payment service for the truth about a booking now"""
    return presenting.booking(checkout.reconcile(current_user().id, booking_id))


@blp.route("/bookings/<id:booking_id>/cancellation-preview")
@signed_in("client")
@blp.arguments(cancelling.PreviewArgs, location="query")
@blp.response(200, cancelling.CancellationPreviewSchema, example=cancelling.PREVIEW_EXAMPLE)
@blp.doc(operationId="previewCancellation")
@declares(errors.NotFound, errors.IllegalTransition, "already_started", errors.Rejected)
def preview_cancellation(args: dict[str, Any], booking_id: ObjectId) -> Any:
    """See what cancelling now would give back, of all or of some places"""
    return bookings.preview_cancellation(current_user().id, booking_id, args.get("lines", ()))


@blp.route("/bookings/<id:booking_id>/cancel", methods=["POST"])
@signed_in("client")
@blp.arguments(cancelling.CancelSchema, required=False, example={"reason": "Plans changed"})
@blp.response(200, BookingSchema, example=cancelling.CANCELLED_EXAMPLE)
@blp.doc(operationId="cancelBooking")
@declares(errors.NotFound, errors.Conflict, errors.IllegalTransition, "already_started", errors.RequestInProgress)
@declares(errors.Rejected, errors.KeyReused, errors.Unavailable, "payment_unavailable")
@idempotent
def cancel_booking(body: dict[str, Any], booking_id: ObjectId, attempt: Attempt) -> Response:
    """Cancel a hold, a booking or some of its places; the refund is exactly the previewed one"""
    lines = body.get("lines", ())
    return answer(
        bookings.cancel(current_user().id, booking_id, reason=body.get("reason"), lines=lines, attempt=attempt)
    )
