"""What the home page tells of the whole installation: how much there is, how much was booked, and nothing twice."""

from __future__ import annotations

from typing import Any

from drivesphere.domain import clock
from drivesphere.infra import cache, mongo
from drivesphere.kinds import registry
from drivesphere.models import booked, listing_place, verification
from drivesphere.services.presenting import instant

Record = dict[str, Any]

GLANCE_SECONDS = 60  # a home page need not be newer, and it is asked for most
GLANCE_LIMIT_SECONDS = 1.0
TAG = "at_a_glance"
SOLD_TWICE = ("I1", "I3")
"""The rules of the auditor that something breaks which is sold twice: a window, a place."""


def read() -> Record:
    """{listings by kind, cities, bookings, double_bookings, as_of}, at most a minute old."""
    found: Record = cache.read_through((TAG,), (TAG,), GLANCE_SECONDS, _read)
    return found


def _read() -> Record:
    """Counts of index entries; no listing and no booking is read."""
    with mongo.deadline(GLANCE_LIMIT_SECONDS):
        return {
            "listings": {name: listing_place.published(name) for name in registry()},
            "cities": listing_place.cities(list(registry()), round(GLANCE_LIMIT_SECONDS * 1000)),
            "bookings": booked.ever(),
            "double_bookings": _double_bookings(verification.latest()),
            "as_of": instant(clock.now()),
        }


def _double_bookings(looked: Record | None) -> Record | None:
    """What the auditor found when it looked last; None before it has."""
    if looked is None:
        return None
    broken = [result["broken"] for result in looked["results"] if result["name"] in SOLD_TWICE]
    return {"found": sum(broken), "looked_at": instant(looked["at"])}
