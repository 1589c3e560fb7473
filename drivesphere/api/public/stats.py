"""The installation at a glance, for the home page."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.domain.errors import Unavailable
from drivesphere.kinds import registry
from drivesphere.services import at_a_glance
from drivesphere.shapes.fields import Instant, Text, Whole
from drivesphere.shapes.schemas import Shown

blp = Blueprint("stats", __name__, url_prefix="/api/v1", description="The installation at a glance.")


class DoubleBookingsSchema(Shown):
    """What the auditor found when it looked at everything that is booked."""

    found = Whole(metadata={"description": "Windows and sections that were sold more often than they are there."})
    looked_at = Instant()


class StatsSchema(Shown):
    """How much there is, at most a minute ago."""

    listings = ma.fields.Dict(keys=Text(), values=Whole(), metadata={"description": "By kind, what can be found."})
    cities = Whole(metadata={"description": "Where there is something to be found."})
    bookings = Whole(metadata={"description": "Confirmed or completed, of all time; cancelled ones do not count."})
    double_bookings = ma.fields.Nested(
        DoubleBookingsSchema,
        allow_none=True,
        metadata={"description": "By the auditor's last look; null before the first."},
    )
    as_of = Instant()


STATS = {
    "listings": dict.fromkeys(registry(), 34),
    "cities": 12,
    "bookings": 18_234,
    "double_bookings": {"found": 0, "looked_at": "2026-11-21T12:00:00Z"},
    "as_of": "2026-11-21T12:03:07Z",
}


@blp.route("/stats")
@blp.response(200, StatsSchema, example=STATS)
@blp.doc(operationId="getStats")
@declares(Unavailable)
def get_stats() -> dict[str, Any]:
    """See how much there is, how much was booked, and how much of it twice"""
    return at_a_glance.read()
