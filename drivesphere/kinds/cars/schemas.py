"""The shapes of cars on the wire."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.words import LONGEST_TYPED
from drivesphere.kinds.cars.search import (
    DEFAULT_RADIUS_KM,
    FUELS,
    LARGEST_RADIUS_KM,
    NEAREST,
    SORTS,
    VEHICLE_TYPES,
)
from drivesphere.shapes.fields import Coordinates, Flag, Id, Instant, Number, State, Text, Whole
from drivesphere.shapes.photos import PhotoSchema
from drivesphere.shapes.schemas import (
    LatLngSchema,
    MoneySchema,
    OwnerSchema,
    PageArgs,
    PolicySchema,
    Query,
    QuoteSchema,
    Shown,
)
from drivesphere.shapes.windows import DateArgs, WindowDemandSchema

MOST_EXTRAS = 10
HIGHEST_AMOUNT = 100_000_000  # minor units; a million dollars a day is no filter


class CarFilterArgs(DateArgs):
    """Which cars. Words are compared without case; amounts are in minor units, as everywhere."""

    city = Text(min=1, max=80)
    state = State()
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
    q = Text(max=LONGEST_TYPED, metadata={"description": "Beginnings of words in title and city, in any order."})

    @ma.validates_schema
    def _fits_together(self, args: dict[str, Any], **_: Any) -> None:
        if "near" not in args and "radius_km" in args:
            raise ma.ValidationError("Needed with radius_km.", "near")
        if args.get("price_min", 0) > args.get("price_max", HIGHEST_AMOUNT):
            raise ma.ValidationError("Must not be below price_min.", "price_max")


class CarSearchArgs(CarFilterArgs, PageArgs):
    """What the car list takes: which cars, in which order, and which page of them."""

    sort = Text(
        validate=validate.OneOf([*SORTS, NEAREST]),
        metadata={"description": "`-` turns it round. Without: nearest first with `near`, else best rated first."},
    )

    @ma.validates_schema
    def _has_a_centre(self, args: dict[str, Any], **_: Any) -> None:
        if "near" not in args and args.get("sort") == NEAREST:
            raise ma.ValidationError("Needed to sort by distance.", "near")


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


class CarDemandSchema(WindowDemandSchema):
    """Which car-days a client wants."""

    extras = ma.fields.List(
        Text(max=40, min=1), validate=validate.Length(max=MOST_EXTRAS), metadata={"description": "Codes of car.extras."}
    )


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
    photos = ma.fields.List(ma.fields.Nested(PhotoSchema))
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


class PlaceArgs(Query):
    """What somebody has typed so far."""

    q = Text(max=LONGEST_TYPED, load_default="", metadata={"description": "The beginning of a city's name."})


class PlaceSchema(Shown):
    """A city with cars."""

    city = Text()
    state = Text()
    cars = Whole()
    location = ma.fields.Nested(LatLngSchema)
    time_zone = Text()


class CarCitySchema(Shown):
    """The cars of a search that stand in one city."""

    city = Text()
    state = Text()
    cars = Whole(metadata={"description": "How many of them can be had."})
    location = ma.fields.Nested(
        LatLngSchema, metadata={"description": "Their centre, to a hundredth of a degree: about a kilometre."}
    )
    lowest_daily_rate = ma.fields.Nested(MoneySchema, metadata={"description": "Of a day, before rules and fees."})
    lowest_total = ma.fields.Nested(
        MoneySchema,
        allow_none=True,
        metadata={
            "description": "The lowest total that the list shows there for the dates. Null without dates, and where "
            "so many owners have rules of their own that to reckon with all of them would take too long."
        },
    )


class CarMapSchema(Shown):
    """Where the cars of a search stand."""

    total = Whole(metadata={"description": "How many cars the search finds, as `total` of the list's `X-Pagination`."})
    places = ma.fields.List(ma.fields.Nested(CarCitySchema), metadata={"description": "Those with most cars first."})
    left_out = Whole(metadata={"description": "How many further cities there are; 1,000 are shown at most."})
