"""Finding a car: the list, the page of one, its calendar and its price."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bson import ObjectId
from flask import current_app

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.public import car_schemas as shapes
from drivesphere.api.schemas import paged
from drivesphere.domain import clock, errors
from drivesphere.kinds.cars.present import present
from drivesphere.kinds.cars.search import search
from drivesphere.services import availability, listings
from drivesphere.services.listings import Catalogue

CARS = Catalogue(kind="cars", search=search, present=present)
CALENDAR = timedelta(days=365)  # as far as the usual horizon; the longest a calendar may be is a day more

WINDOW_RULES = ("window_reversed", "too_soon", "too_far_ahead", "window_too_short", "window_too_long")

blp = Blueprint("cars", __name__, url_prefix="/api/v1", description="Find a car, its free days, its price.")


@blp.route("/cars")
@blp.arguments(shapes.CarSearchArgs, location="query")
@blp.response(200, shapes.CarSchema(many=True), example=[shapes.CAR_EXAMPLE])
@blp.doc(operationId="listCars")
@declares(errors.Rejected, *WINDOW_RULES, errors.Unavailable)
def list_cars(args: dict[str, Any]) -> Any:
    """Find cars by place, dates and wishes; with dates only free ones, each with its quote"""
    rows, headers = paged(*listings.search(CARS, args), args)
    # Cached rows are JSON already; to bring a page through the schema again would take longer than all the rest.
    return current_app.json.response(rows), headers


@blp.route("/cars/<id:car_id>")
@blp.arguments(shapes.DateArgs, location="query")
@blp.response(200, shapes.CarSchema, example={**shapes.CAR_EXAMPLE, "distance_km": None})
@blp.doc(operationId="getCar")
@declares(errors.NotFound, errors.Rejected, *WINDOW_RULES, errors.Unavailable)
def get_car(args: dict[str, Any], car_id: ObjectId) -> Any:
    """Look at one car; with dates also at its price for them"""
    return listings.detail(CARS, car_id, args)


@blp.route("/cars/<id:car_id>/availability")
@blp.arguments(shapes.CalendarArgs, location="query")
@blp.response(200, shapes.AvailabilitySchema, example=shapes.AVAILABILITY_EXAMPLE)
@blp.doc(operationId="getCarAvailability")
@declares(errors.NotFound, errors.Rejected, "window_reversed", "range_too_long", errors.Unavailable)
def get_car_availability(args: dict[str, Any], car_id: ObjectId) -> Any:
    """See when a car is taken, for at most 366 days"""
    # The hour, so that everybody who looks at the car within it shares one cached answer.
    since = args.get("since") or clock.now().replace(minute=0, second=0, microsecond=0)
    return availability.calendar(CARS.kind, car_id, since, args.get("until") or since + CALENDAR)


@blp.route("/cars/<id:car_id>/quote")
@blp.arguments(shapes.CarQuoteArgs, location="query")
@blp.response(200, shapes.CarQuoteSchema, example=shapes.CAR_QUOTE_EXAMPLE)
@blp.doc(operationId="getCarQuote")
@declares(errors.NotFound, errors.Rejected, *WINDOW_RULES, "unknown_extra", errors.Unavailable)
def get_car_quote(args: dict[str, Any], car_id: ObjectId) -> Any:
    """Price a car for given dates and extras, line by line"""
    return availability.quote(CARS.kind, car_id, args)
