"""What a booking remembers of its car, as it was when it was booked."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.kind import Listing


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


def alike(listing: Listing) -> dict[str, Any]:
    """Cars of the same type in the same city are what a client takes when this one is gone."""
    same = ("state", "city_key", "vehicle_type")
    return {field: listing[field] for field in same if listing.get(field) is not None}
