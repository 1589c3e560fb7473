"""What a booking remembers of its car, and what would do in its place."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.demand import Outlook
from drivesphere.domain.kind import Alternatives, Listing, Request
from drivesphere.domain.policy import Policy
from drivesphere.domain.search import Search
from drivesphere.domain.window import Window
from drivesphere.inventory import nearest_free
from drivesphere.kinds.cars.policy import DEFAULT_POLICY
from drivesphere.shapes.fields import Text

REMEMBERS = {"vehicle_type": Text(allow_none=True)}


def summary(listing: Listing) -> dict[str, Any]:
    """The facts that a booking shows for ever, whatever becomes of the listing."""
    return {
        "id": str(listing["_id"]),
        "title": listing["title"],
        "city": listing.get("city"),
        "state": listing.get("state"),
        "time_zone": listing.get("time_zone"),
        "vehicle_type": listing.get("vehicle_type"),
    }


def otherwise(listing: Listing, request: Request, outlook: Outlook) -> list[dict[str, Any]]:
    """The same car at the nearest other times."""
    wanted = Window(request["starts_at"], request["ends_at"])
    buffer = Policy.stored(listing.get("policy"), DEFAULT_POLICY).buffer
    times = nearest_free(outlook.taken, wanted, buffer, outlook.reach)
    return [{**request, "starts_at": time.starts_at, "ends_at": time.ends_at} for time in times]


def alike(listing: Listing) -> Search:
    """Cars of the same type in the same city are what a client takes when this one is gone."""
    same = ("state", "city_key", "vehicle_type")
    filters = {field: listing[field] for field in same if listing.get(field) is not None}
    return Search(filters=filters, sort=[("daily_rate", 1)])


def distance(listing: Listing, other: Listing) -> tuple[bool, int]:
    """Who wanted an electric car wants another one; then the price should stay about the same."""
    return (other.get("fuel") != listing.get("fuel"), abs(other["daily_rate"] - listing["daily_rate"]))


ALTERNATIVES = Alternatives(
    otherwise=otherwise,
    alike=alike,
    distance=distance,
    same_listing="same_car_other_dates",
    other_listing="similar_car",
)
