"""Where cars are to be had."""

from __future__ import annotations

from typing import Any

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.public import car_schemas as shapes
from drivesphere.domain import errors
from drivesphere.services import places

blp = Blueprint("places", __name__, url_prefix="/api/v1", description="Cities with cars.")


@blp.route("/places")
@blp.arguments(shapes.PlaceArgs, location="query")
@blp.response(200, shapes.PlaceSchema(many=True), example=[shapes.PLACE_EXAMPLE])
@blp.doc(operationId="listPlaces")
@declares(errors.Rejected, errors.Unavailable)
def list_places(args: dict[str, Any]) -> Any:
    """Complete a city's name; cities with most cars first, at most twenty"""
    return places.places("cars", args["q"])
