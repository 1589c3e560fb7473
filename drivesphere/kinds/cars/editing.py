"""What the owner of a car states of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.kind import BadDemand, Editing
from drivesphere.domain.terms import HIGHEST_PRICE
from drivesphere.kinds.cars.facts import EARLIEST_YEAR, LONGEST_NAME, newest_year
from drivesphere.kinds.cars.search import FUELS, VEHICLE_TYPES
from drivesphere.kinds.cars.words import spelled
from drivesphere.shapes.fields import Name, State, Text, Whole
from drivesphere.shapes.schemas import Complete, Strict
from drivesphere.shapes.stated import PositionSchema, PriceSchema, WindowTermsSchema, amount_of, geo_json

OPTIONAL = {"optional": True}


class RateSchema(PriceSchema):
    """What a day costs; a car that costs nothing was mistyped."""

    amount = Whole(min=1, max=HIGHEST_PRICE, metadata={"example": 13_500})


_FORMS: dict[str, Callable[[Any], Any]] = {
    "make": spelled,
    "state": str.upper,
    "location": geo_json,
    "daily_rate": amount_of,
}
"""How what is stated in one form is stored in another."""


class CarChangesSchema(Strict):
    """What is to be different; what is left out stays as it is."""

    make = Name(min=1, max=60)
    model = Name(min=1, max=LONGEST_NAME)
    year = Whole()
    vehicle_type = Text(validate=validate.OneOf(VEHICLE_TYPES))
    fuel = Text(validate=validate.OneOf(FUELS), allow_none=True, metadata=OPTIONAL)
    city = Name(min=1, max=LONGEST_NAME)
    state = State()
    location = ma.fields.Nested(
        PositionSchema, metadata={"description": "Where it stands; its days are of that place."}
    )
    daily_rate = ma.fields.Nested(RateSchema)
    policy = ma.fields.Nested(WindowTermsSchema, metadata=OPTIONAL)

    @ma.validates("year")
    def _is_a_model_year(self, year: int, **_: Any) -> None:
        if not EARLIEST_YEAR <= year <= newest_year():
            raise ma.ValidationError(f"Must be from {EARLIEST_YEAR} to {newest_year()}.")

    @ma.post_load
    def _as_stored(self, stated: dict[str, Any], **_: Any) -> dict[str, Any]:
        return stated | {field: form(stated[field]) for field, form in _FORMS.items() if field in stated}


class NewCarSchema(CarChangesSchema, Complete):
    """A car for rent. Its title is made of make, model and year, its time zone of its place."""


ASKED = {
    "make": "Tesla",
    "model": "Model X",
    "year": 2019,
    "vehicle_type": "suv",
    "fuel": "electric",
    "city": "Seattle",
    "state": "WA",
    "location": {"lat": 47.449107, "lng": -122.308841},
    "daily_rate": {"amount": 13_500, "currency": "USD"},
    "policy": {"lead_time_minutes": 120, "buffer_minutes": 90},
}


def _refused(field: str, **changes: Any) -> BadDemand:
    return BadDemand(body=changes, status=422, code="validation", field=field)


EDITING = Editing(
    states=NewCarSchema,
    changes=CarChangesSchema,
    price="daily_rate",
    asked=ASKED,
    edited={"daily_rate": {"amount": 14_900, "currency": "USD"}, "policy": {"hold_minutes": 15}},
    bad_edits=[
        _refused("make", make="  "),
        _refused("year", year=1066),
        _refused("year", year=3000),
        _refused("vehicle_type", vehicle_type="boat"),
        _refused("state", state="Wash"),
        _refused("location.lat", location={"lat": 91, "lng": 0}),
        _refused("location.lng", location={"lat": 47.6}),
        _refused("daily_rate.amount", daily_rate={"amount": 0, "currency": "USD"}),
        _refused("daily_rate.currency", daily_rate={"amount": 1, "currency": "EUR"}),
        _refused("policy.hold_minutes", policy={"hold_minutes": 61}),
        _refused("policy.buffer_minutes", policy={"buffer_minutes": -1}),
        _refused("policy.shortest_minutes", policy={"shortest_minutes": 2_000, "longest_days": 1}),
        _refused("policy.lead_time_minutes", policy={"lead_time_minutes": 1_440, "horizon_days": 1}),
        _refused("policy.quantity_limit", policy={"quantity_limit": 2}),
        _refused("title", title="Mine"),
    ],
)
