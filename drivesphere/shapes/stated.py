"""What owners state, in pieces that kinds share: places on the map, prices, the rules of a listing."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.domain.geo import Point
from drivesphere.domain.terms import BOUNDS, HIGHEST_PRICE
from drivesphere.shapes.cancellation import StatedCancellationSchema
from drivesphere.shapes.fields import Flag, Number, Text, Whole
from drivesphere.shapes.schemas import Complete, Strict

CURRENCY = "USD"  # tax is that of the United States


class PriceSchema(Complete):
    """What something costs, in minor units."""

    amount = Whole(min=0, max=HIGHEST_PRICE, metadata={"example": 13_500})
    currency = Text(validate=validate.OneOf([CURRENCY]))


class PositionSchema(Complete):
    """A place on the map, in degrees."""

    lat = Number(min=-90, max=90)
    lng = Number(min=-180, max=180)


def amount_of(price: dict[str, Any]) -> int:
    """A stated price as it is stored."""
    return int(price["amount"])


def geo_json(position: dict[str, Any]) -> dict[str, Any]:
    """A stated position as it is stored: longitude first."""
    return {"type": "Point", "coordinates": [position["lng"], position["lat"]]}


def point_of(location: dict[str, Any]) -> Point:
    """The stored form read back."""
    lng, lat = location["coordinates"]
    return Point(lat, lng)


def _rule(name: str) -> Whole:
    least, most = BOUNDS[name]
    return Whole(min=least, max=most)


class TermsSchema(Strict):
    """The rules of a listing that every owner may state; what is left out stays as it is."""

    lead_time_minutes = _rule("lead_time_minutes")
    horizon_days = _rule("horizon_days")
    hold_minutes = _rule("hold_minutes")
    one_per_client = Flag()
    cancellation = ma.fields.Nested(StatedCancellationSchema)


class WindowTermsSchema(TermsSchema):
    """The rules of what is booked for a window."""

    shortest_minutes = _rule("shortest_minutes")
    longest_days = _rule("longest_days")
    buffer_minutes = _rule("buffer_minutes")


class PlaceTermsSchema(TermsSchema):
    """The rules of what is booked by the place."""

    quantity_limit = _rule("quantity_limit")
