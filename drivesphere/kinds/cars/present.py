"""A car as clients see it: plain JSON."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.geo import Point
from drivesphere.domain.kind import Listing
from drivesphere.domain.money import Money
from drivesphere.domain.policy import Policy
from drivesphere.kinds.cars.policy import DEFAULT_POLICY
from drivesphere.kinds.cars.pricing import EXTRAS
from drivesphere.shapes.photos import photos_of

CARS = "/api/v1/cars"
_FACTS = ("title", "make", "model", "year", "vehicle_type", "fuel", "city", "state", "time_zone", "rating")


def present(
    listing: Listing, *, seen_from: Point | None = None, quote: dict[str, Any] | None = None, **_: Any
) -> dict[str, Any]:
    """The JSON of a car; `quote` where dates were given, the distance where it was `seen_from` somewhere."""
    currency = listing.get("currency", "USD")
    location = _location(listing)
    return {
        "id": str(listing["_id"]),
        "kind": "cars",
        **{field: listing.get(field) for field in _FACTS},
        "location": {"lat": location.lat, "lng": location.lng},
        "daily_rate": Money(listing["daily_rate"], currency).as_dict(),
        "trips_taken": listing.get("trips_taken") or 0,
        "review_count": listing.get("review_count") or 0,
        "photos": photos_of(listing),
        "owner": {"id": str(listing["owner_id"]), "name": listing.get("owner_name")},
        "policy": Policy.stored(listing.get("policy"), DEFAULT_POLICY).as_dict(),
        "extras": [_extra(code, currency) for code in EXTRAS],
        "distance_km": round(seen_from.km_to(location), 1) if seen_from else None,
        "quote": quote,
        "links": _links(listing),
    }


def _location(listing: Listing) -> Point:
    lng, lat = listing["location"]["coordinates"]
    return Point(lat, lng)


def _extra(code: str, currency: str) -> dict[str, Any]:
    label, per_day = EXTRAS[code]
    return {"code": code, "label": label, "per_day": Money(per_day, currency).as_dict()}


def _links(listing: Listing) -> dict[str, str]:
    own = f"{CARS}/{listing['_id']}"
    return {"self": own, **{name: f"{own}/{name}" for name in ("availability", "quote", "bookings")}}
