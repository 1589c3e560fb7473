"""HTTP only: what comes in is checked, one service is called, what goes out is described.

A view module looks like this:

    blp = Blueprint("cars", __name__, url_prefix="/api/v1", description="Cars for rent.")   # api.blueprint

    @blp.route("/cars/<id:car_id>/bookings", methods=["POST"])
    @signed_in("client")
    @blp.arguments(BookingRequestSchema, example={...})
    @blp.response(201, BookingSchema, example={...})
    @blp.doc(operationId="createCarBooking")
    @declares(WindowTaken, Busy, Rejected, "too_soon")
    @idempotent
    def create_car_booking(body, attempt, car_id):
        \"\"\"Hold a car for ten minutes\"\"\"
        return answer(bookings.place_hold(...))
"""

from __future__ import annotations

from flask import Flask

from drivesphere.api import docs, errors, limits, request_scope, security
from drivesphere.api.client import bookings
from drivesphere.api.public import auth, cars, health, payments, places
from drivesphere.config import Settings

BLUEPRINTS = (health.blp, auth.blp, cars.blp, places.blp, payments.blp, bookings.blp)


def init_app(app: Flask, settings: Settings) -> None:
    """Routes, errors and documentation."""
    errors.init_app(app)
    request_scope.init_app(app)
    security.init_app(app, settings)
    limits.init_app(app, settings)
    documentation = docs.init_app(app)
    for blueprint in BLUEPRINTS:
        documentation.register_blueprint(blueprint)
