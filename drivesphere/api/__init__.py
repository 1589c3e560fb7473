"""HTTP only: what comes in is checked, one service is called, what goes out is described.

A view module looks like this:

    blp = Blueprint("bookings", __name__, url_prefix="/api/v1", description="Hold, pay, look, cancel.")  # api.blueprint

    @blp.route("/bookings/<id:booking_id>/cancel", methods=["POST"])
    @signed_in("client")
    @blp.arguments(CancelSchema, required=False, example={...})
    @blp.response(200, BookingSchema, example={...})
    @blp.doc(operationId="cancelBooking")
    @declares(NotFound, IllegalTransition, "already_started")
    @idempotent
    def cancel_booking(body, booking_id, attempt):
        \"\"\"Cancel a hold or a booking; the refund is exactly the previewed one\"\"\"
        return answer(bookings.cancel(...))

Views that every kind has are made from the kinds' own records; no kind is named here.
"""

from __future__ import annotations

from flask import Flask

from drivesphere.api import docs, errors, limits, request_scope, security, uploads
from drivesphere.api.admin import (
    api_keys,
    audit,
    invariants,
    mails,
    mismatches,
    payment_events,
    reconciliation_runs,
    revenue,
    system,
    users,
)
from drivesphere.api.admin import bookings as admin_bookings
from drivesphere.api.admin import cancellations as admin_cancellations
from drivesphere.api.client import bookings
from drivesphere.api.owner import blocks, calendar, earnings, photos, price_rules, use
from drivesphere.api.owner import bookings as owner_bookings
from drivesphere.api.owner import cancellations as owner_cancellations
from drivesphere.api.owner import listings as own_listings
from drivesphere.api.partner import access, events, metrics, race, reservations, tickets, time_slots
from drivesphere.api.public import (
    account,
    auth,
    browser_reports,
    health,
    lab,
    listings,
    mailbox,
    payments,
    photo_files,
    places,
    stats,
)
from drivesphere.config import Settings

OF_CLIENTS = (
    *(
        health.blp,
        auth.blp,
        account.blp,
        *listings.blueprints,
        places.blp,
        photo_files.blp,
        stats.blp,
        browser_reports.blp,
    ),
    *(payments.blp, bookings.blp, lab.blp),
)
OF_PARTNERS = (time_slots.blp, race.blp, reservations.blp, events.blp, tickets.blp, metrics.blp)
OF_OWNERS = (
    *own_listings.blueprints,
    blocks.blp,
    price_rules.blp,
    photos.blp,
    earnings.blp,
    use.blp,
    calendar.blp,
    owner_bookings.blp,
    owner_cancellations.blp,
)
OF_ADMINS = (
    admin_bookings.blp,
    admin_cancellations.blp,
    api_keys.blp,
    audit.blp,
    invariants.blp,
    mails.blp,
    mismatches.blp,
    payment_events.blp,
    reconciliation_runs.blp,
    revenue.blp,
    system.blp,
    users.blp,
)
BLUEPRINTS = (*OF_CLIENTS, *OF_OWNERS, *OF_PARTNERS, *OF_ADMINS)


def init_app(app: Flask, settings: Settings) -> None:
    """Routes, errors and documentation."""
    errors.init_app(app)
    uploads.init_app(app)
    request_scope.init_app(app)
    security.init_app(app, settings)
    access.init_app(app, settings)
    limits.init_app(app, settings)
    documentation = docs.init_app(app)
    lab.init_app(app, settings)
    mailbox.init_app(app, settings)
    for blueprint in BLUEPRINTS:
        documentation.register_blueprint(blueprint)
