"""A resource as clients see it: plain JSON."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.kind import Listing, Record
from drivesphere.domain.money import Money
from drivesphere.kinds.time_slots.policy import policy_of
from drivesphere.shapes.photos import photos_of

TIME_SLOTS = "/api/v1/time-slots"
_FACTS = ("title", "group", "city", "state", "time_zone", "opening_hours", "slot_minutes", "step_minutes", "capacity")


def present(listing: Listing, **_: Any) -> Record:
    """The JSON of a resource; its slots have a route of their own."""
    return {
        "id": str(listing["_id"]),
        "kind": "time_slots",
        **{field: listing.get(field) for field in _FACTS},
        "price": price_of(listing),
        "photos": photos_of(listing),
        "owner": {"id": str(listing["owner_id"]), "name": listing.get("owner_name")},
        "policy": policy_of(listing).as_dict(),
        "links": _links(listing),
    }


def price_of(listing: Listing) -> Record:
    """What one slot costs."""
    return Money(listing["price"], listing["currency"]).as_dict()


def _links(listing: Listing) -> dict[str, str]:
    own = f"{TIME_SLOTS}/{listing['_id']}"
    return {"self": own, **{name: f"{own}/{name}" for name in ("availability", "bookings")}}
