"""Time zones by coordinates, on tzfpy: a table of the world's borders that ships with it."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzfpy


def time_zone_at(lat: float, lng: float) -> str | None:
    """The IANA name of the zone there; None where this machine has no rules for it."""
    name = tzfpy.get_tz(lng, lat)
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
