"""Where a kind is to be had: what a search box offers while somebody types a city."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.events import catalogue_tag
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings

Record = dict[str, Any]

PLACES_SECONDS = 300  # only an import or an owner changes them, and both purge the catalogue
MOST_PLACES = 20
PLACES_LIMIT_MS = 1_000


def places(kind: str, typed: str) -> list[Record]:
    """Up to 20 cities that start with what was `typed`, those with most listings first."""
    prefix = " ".join(typed.split()).casefold()
    found: list[Record] = cache.read_through(
        ("places", kind, prefix), [catalogue_tag(kind)], PLACES_SECONDS, lambda: _places(kind, prefix)
    )
    return found


def _places(kind: str, prefix: str) -> list[Record]:
    with mongo.deadline(PLACES_LIMIT_MS / 1_000):
        rows = listings.places(kind, prefix, MOST_PLACES, PLACES_LIMIT_MS)
    return [_shown(kind, row) for row in rows]


def _shown(kind: str, row: Record) -> Record:
    """A place with the number of its listings under the name of their kind: {"city": "Seattle", "cars": 34, …}."""
    return {
        "city": row["city"],
        "state": row["state"],
        kind: row["listings"],
        "location": {"lat": round(row["lat"], 5), "lng": round(row["lng"], 5)},
        "time_zone": row["time_zone"],
    }
