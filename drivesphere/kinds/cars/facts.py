"""A car as it is stored: what its owner states, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drivesphere.domain import clock
from drivesphere.domain.errors import Rejected
from drivesphere.infra.time_zones import time_zone_at
from drivesphere.kinds.cars.words import search_fields
from drivesphere.shapes.stated import CURRENCY, point_of

EARLIEST_YEAR = 1900  # nobody rents out an older one
LONGEST_NAME = 80
UNLESS_KNOWN = {"currency": CURRENCY, "fuel": None, "rating": None, "trips_taken": 0, "review_count": 0}


def draw_up(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The stored facts; `Rejected` where the car stands in no time zone, because its days could not be counted."""
    facts = {**UNLESS_KNOWN, **stated, "title": title_of(stated), "time_zone": _zone(stated["location"])}
    return facts | search_fields(facts)


def newest_year() -> int:
    """The latest year of make: next year's models are sold in autumn."""
    return clock.now().year + 1


def title_of(car: Mapping[str, Any]) -> str:
    """What clients call it."""
    return f"{car['make']} {car['model']} {car['year']}"


def _zone(location: dict[str, Any]) -> str:
    point = point_of(location)
    name = time_zone_at(point.lat, point.lng)
    if name is None:
        message = "There is no time zone at this place."
        raise Rejected(message, errors={"location": [message]})
    return name
