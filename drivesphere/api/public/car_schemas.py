"""The shapes of cars, places and calendars on the wire."""

from __future__ import annotations

import re
from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.schemas import (
    Flag,
    Id,
    Instant,
    MoneySchema,
    Number,
    PageArgs,
    PolicySchema,
    Query,
    QuoteSchema,
    Shown,
    Text,
    Whole,
)
from drivesphere.domain.geo import Point
from drivesphere.kinds.cars.search import (
    DEFAULT_RADIUS_KM,
    FUELS,
    LARGEST_RADIUS_KM,
    LONGEST_WORDS,
    NEAREST,
    SORTS,
    VEHICLE_TYPES,
)

MOST_EXTRAS = 10
HIGHEST_AMOUNT = 100_000_000  # minor units; a million dollars a day is no filter
_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)


class Coordinates(ma.fields.Field[Point]):
    """`latitude,longitude` in degrees, as a Point inside."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Point:
        found = _COORDINATES.fullmatch(value)
        if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
            raise ma.ValidationError("Not latitude,longitude in degrees, like 47.61,-122.33.")
        return Point(float(found[1]), float(found[2]))


class DateArgs(Query):
    """Dates come as a pair or not at all."""

    starts_at = Instant()
    ends_at = Instant()

    @ma.validates_schema
    def _both_or_none(self, args: dict[str, Any], **_: Any) -> None:
        for given, other in (("starts_at", "ends_at"), ("ends_at", "starts_at")):
            if given in args and other not in args:
                raise ma.ValidationError(f"Needed with {given}.", other)


class CarSearchArgs(DateArgs, PageArgs):
    """What the car list takes. Words are compared without case; amounts are in minor units, as everywhere."""

    city = Text(min=1, max=80)
    state = Text(validate=validate.Regexp(r"^[A-Za-z]{2}\Z", error="Not a state of two letters, like WA."))
    near = Coordinates(metadata={"type": "string", "description": "latitude,longitude", "example": "47.61,-122.33"})
    radius_km = Number(
        min=0.1, max=LARGEST_RADIUS_KM, metadata={"description": f"Around `near`; {DEFAULT_RADIUS_KM} unless given."}
    )
    starts_at = Instant(metadata={"description": "With ends_at: only cars that are free then, each with its quote."})
    ends_at = Instant()
    make = Text(min=1, max=60)
    vehicle_type = Text(validate=validate.OneOf(VEHICLE_TYPES))
    fuel = Text(validate=validate.OneOf(FUELS))
    year_min = Whole(min=1900, max=2100)
    price_min = Whole(min=0, max=HIGHEST_AMOUNT, metadata={"description": "Minor units a day, for example cents."})
    price_max = Whole(min=0, max=HIGHEST_AMOUNT, metadata={"description": "Minor units a day, for example cents."})
    rating_min = Number(min=0, max=5)
    q = Text(max=LONGEST_WORDS, metadata={"description": "Beginnings of words in title and city, in any order."})
    sort = Text(
        validate=validate.OneOf([*SORTS, NEAREST]),
        metadata={"description": "`-` turns it round. Without: nearest first with `near`, else best rated first."},
    )

    @ma.validates_schema
    def _fits_together(self, args: dict[str, Any], **_: Any) -> None:
        if "near" not in args and "radius_km" in args:
            raise ma.ValidationError("Needed with radius_km.", "near")
        if "near" not in args and args.get("sort") == NEAREST:
            raise ma.ValidationError("Needed to sort by distance.", "near")
        if args.get("price_min", 0) > args.get("price_max", HIGHEST_AMOUNT):
            raise ma.ValidationError("Must not be below price_min.", "price_max")


class CalendarArgs(Query):
    """Which part of a calendar; from this hour for a year, unless given."""

    since = Instant(data_key="from")
    until = Instant(data_key="to")


class CarQuoteArgs(Query):
    """What a price is wanted for."""

    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    extras = ma.fields.List(
        Text(max=40, min=1),
        load_default=list,
        validate=validate.Length(max=MOST_EXTRAS),
        metadata={"description": "Codes of car.extras; repeat the parameter for several."},
    )


class LatLngSchema(Shown):
    """A place on the map, in degrees."""

    lat = Number()
    lng = Number()


class OwnerSchema(Shown):
    """Who rents the car out."""

    id = Id()
    name = Text(allow_none=True)


class ExtraSchema(Shown):
    """What can be rented with the car."""

    code = Text(metadata={"example": "child_seat"})
    label = Text()
    per_day = ma.fields.Nested(MoneySchema)


class CarSchema(Shown):
    """A car; `quote` is there where dates were given, `distance_km` where `near` was."""

    id = Id()
    kind = Text()
    title = Text()
    make = Text()
    model = Text()
    year = Whole()
    vehicle_type = Text(validate=validate.OneOf(VEHICLE_TYPES))
    fuel = Text(validate=validate.OneOf([*FUELS, None]), allow_none=True)
    city = Text()
    state = Text()
    location = ma.fields.Nested(LatLngSchema)
    time_zone = Text(metadata={"description": "IANA name; its days are the car's days."})
    daily_rate = ma.fields.Nested(MoneySchema)
    rating = Number(allow_none=True)
    trips_taken = Whole()
    review_count = Whole()
    owner = ma.fields.Nested(OwnerSchema)
    policy = ma.fields.Nested(PolicySchema)
    extras = ma.fields.List(ma.fields.Nested(ExtraSchema))
    distance_km = Number(allow_none=True)
    quote = ma.fields.Nested(QuoteSchema, allow_none=True)
    links = ma.fields.Dict(keys=Text(), values=Text())


class CarQuoteSchema(QuoteSchema):
    """A price for dates, the rules that apply, and whether the car is free at this instant."""

    starts_at = Instant()
    ends_at = Instant()
    policy = ma.fields.Nested(PolicySchema)
    available = Flag(metadata={"description": "At this instant; only a hold makes sure."})


class BusyWindowSchema(Shown):
    """A time when the car is taken."""

    starts_at = Instant()
    ends_at = Instant()
    reason = Text(validate=validate.OneOf(["booked", "held"]))


class AvailabilitySchema(Shown):
    """A car's calendar; `buffer_minutes` are kept free around everything in `busy`."""

    listing_id = Id()
    time_zone = Text(allow_none=True)
    since = Instant(data_key="from", attribute="from")
    until = Instant(data_key="to", attribute="to")
    busy = ma.fields.List(ma.fields.Nested(BusyWindowSchema))
    buffer_minutes = Whole()
    policy = ma.fields.Nested(PolicySchema)
    server_time = Instant()


class PlaceArgs(Query):
    """What somebody has typed so far."""

    q = Text(max=LONGEST_WORDS, load_default="", metadata={"description": "The beginning of a city's name."})


class PlaceSchema(Shown):
    """A city with cars."""

    city = Text()
    state = Text()
    cars = Whole()
    location = ma.fields.Nested(LatLngSchema)
    time_zone = Text()


POLICY_EXAMPLE = {
    "lead_time_minutes": 60,
    "horizon_days": 365,
    "shortest_minutes": 60,
    "longest_days": 90,
    "buffer_minutes": 60,
    "hold_minutes": 10,
    "free_cancellation_hours": 24,
}
SPAN_EXAMPLE = {"starts_at": "2026-12-04T18:00:00Z", "ends_at": "2026-12-06T18:00:00Z"}
QUOTE_EXAMPLE = {
    **SPAN_EXAMPLE,
    "days": 2,
    "lines": [
        {"code": "rental", "label": "2 days", "amount": {"amount": 27000, "currency": "USD"}},
        {"code": "service_fee", "label": "Service fee", "amount": {"amount": 3240, "currency": "USD"}},
        {"code": "tax", "label": "Tax", "amount": {"amount": 2495, "currency": "USD"}},
    ],
    "total": {"amount": 32735, "currency": "USD"},
    "rules": [{"rule": "daily_rate", "amount": 13500}],
}
CAR_QUOTE_EXAMPLE = {**QUOTE_EXAMPLE, "policy": POLICY_EXAMPLE, "available": True}
CAR_EXAMPLE = {
    "id": "6743d0a9a1b2c3d4e5f60001",
    "kind": "cars",
    "title": "Tesla Model X 2019",
    "make": "Tesla",
    "model": "Model X",
    "year": 2019,
    "vehicle_type": "suv",
    "fuel": "electric",
    "city": "Seattle",
    "state": "WA",
    "location": {"lat": 47.449107, "lng": -122.308841},
    "time_zone": "America/Los_Angeles",
    "daily_rate": {"amount": 13500, "currency": "USD"},
    "rating": 5.0,
    "trips_taken": 13,
    "review_count": 12,
    "owner": {"id": "6743d0a9a1b2c3d4e5f6000a", "name": "Owner 12847615"},
    "policy": POLICY_EXAMPLE,
    "extras": [{"code": "child_seat", "label": "Child seat", "per_day": {"amount": 800, "currency": "USD"}}],
    "distance_km": 4.2,
    "quote": QUOTE_EXAMPLE,
    "links": {
        "self": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001",
        "availability": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001/availability",
        "quote": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001/quote",
        "bookings": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001/bookings",
    },
}
AVAILABILITY_EXAMPLE = {
    "listing_id": "6743d0a9a1b2c3d4e5f60001",
    "time_zone": "America/Los_Angeles",
    "from": "2026-12-01T00:00:00Z",
    "to": "2027-01-01T00:00:00Z",
    "busy": [{**SPAN_EXAMPLE, "reason": "booked"}],
    "buffer_minutes": 60,
    "policy": POLICY_EXAMPLE,
    "server_time": "2026-11-21T12:00:00Z",
}
PLACE_EXAMPLE = {
    "city": "Seattle",
    "state": "WA",
    "cars": 34,
    "location": {"lat": 47.60621, "lng": -122.33207},
    "time_zone": "America/Los_Angeles",
}
