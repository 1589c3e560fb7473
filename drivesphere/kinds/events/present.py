"""An event as clients see it: plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.kind import Listing, Record
from drivesphere.domain.money import Money
from drivesphere.domain.policy import Policy
from drivesphere.kinds.events.policy import DEFAULT_POLICY
from drivesphere.shapes.photos import photos_of

EVENTS = "/api/v1/events"
_FACTS = ("title", "venue", "city", "state", "time_zone")


def present(listing: Listing, *, places: Mapping[str, int], **_: Any) -> Record:
    """The JSON of an event; `places` is what is left of each section, by id."""
    currency = listing.get("currency", "USD")
    return {
        "id": str(listing["_id"]),
        "kind": "events",
        **{field: listing.get(field) for field in _FACTS},
        "starts_at": _instant(listing, "starts_at"),
        "ends_at": _instant(listing, "ends_at"),
        "sections": [_section(section, places, currency) for section in listing["sections"]],
        "price_from": Money(listing["price_from"], currency).as_dict(),
        "photos": photos_of(listing),
        "owner": {"id": str(listing["owner_id"]), "name": listing.get("owner_name")},
        "policy": Policy.stored(listing.get("policy"), DEFAULT_POLICY).as_dict(),
        "links": _links(listing),
    }


def _instant(listing: Listing, field: str) -> str | None:
    return rfc3339(listing[field]) if listing.get(field) else None


def _section(section: Mapping[str, Any], places: Mapping[str, int], currency: str) -> Record:
    return {
        "id": str(section["id"]),
        "name": section["name"],
        "price": Money(section["price"], currency).as_dict(),
        "capacity": section["capacity"],
        "remaining": places.get(str(section["id"]), 0),
    }


def _links(listing: Listing) -> dict[str, str]:
    own = f"{EVENTS}/{listing['_id']}"
    return {"self": own, **{name: f"{own}/{name}" for name in ("quote", "bookings")}}
