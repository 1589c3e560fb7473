"""What a booking remembers of its resource."""

from __future__ import annotations

from drivesphere.domain.kind import Listing, Record

_FACTS = ("title", "city", "state", "time_zone")


def summary(listing: Listing) -> Record:
    """The facts that a booking shows for ever, whatever becomes of the listing."""
    return {"id": str(listing["_id"]), **{field: listing.get(field) for field in _FACTS}}
