"""A car that everybody may look at: what the documentation shows, and what the conformance suite tries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.kind import BadDemand, Examples, Record
from drivesphere.kinds.cars.policy import DEFAULT_POLICY
from drivesphere.kinds.cars.words import search_fields
from drivesphere.shapes.photos import PHOTO

# ------------------------------------------------------------------------------------ the documentation

POLICY = DEFAULT_POLICY.as_dict()
SPAN = {"starts_at": "2026-12-04T18:00:00Z", "ends_at": "2026-12-06T18:00:00Z"}
QUOTE = {
    **SPAN,
    "days": 2,
    "lines": [
        {"code": "rental", "label": "2 days at $135.00", "amount": {"amount": 27000, "currency": "USD"}},
        {"code": "service_fee", "label": "Service fee", "amount": {"amount": 3240, "currency": "USD"}},
        {"code": "tax", "label": "Tax", "amount": {"amount": 2495, "currency": "USD"}},
    ],
    "total": {"amount": 32735, "currency": "USD"},
    "rules": [
        {
            "rule": "base",
            "code": "rental",
            "unit": "day",
            "amount": 13500,
            "units": [{"from": "2026-12-04", "dates": 2, "each": 1}],
        },
        {"rule": "service_fee", "basis_points": 1200},
        {"rule": "tax", "basis_points": 825},
    ],
}
CAR_QUOTE = {**QUOTE, "policy": POLICY, "available": True}
CAR = {
    "id": "6743d0a9a1b2c3d4e5f60001",
    "kind": "cars",
    "title": "Tesla Model X 2019",
    "make": "Tesla",
    "model": "Model X",
    "year": 2019,
    "vehicle_type": "suv",
    "fuel": "electric",
    "city": "Seattle",
    "state": "WA",
    "location": {"lat": 47.449107, "lng": -122.308841},
    "time_zone": "America/Los_Angeles",
    "daily_rate": {"amount": 13500, "currency": "USD"},
    "rating": 5.0,
    "trips_taken": 13,
    "review_count": 12,
    "photos": [PHOTO],
    "owner": {"id": "6743d0a9a1b2c3d4e5f6000a", "name": "Owner 12847615"},
    "policy": POLICY,
    "extras": [{"code": "child_seat", "label": "Child seat", "per_day": {"amount": 800, "currency": "USD"}}],
    "distance_km": 4.2,
    "quote": QUOTE,
    "links": {
        "self": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001",
        "availability": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001/availability",
        "quote": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001/quote",
        "bookings": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001/bookings",
    },
}
AVAILABILITY = {
    "listing_id": "6743d0a9a1b2c3d4e5f60001",
    "time_zone": "America/Los_Angeles",
    "from": "2026-12-01T00:00:00Z",
    "to": "2027-01-01T00:00:00Z",
    "busy": [{**SPAN, "reason": "booked"}],
    "buffer_minutes": 60,
    "policy": POLICY,
    "server_time": "2026-11-21T12:00:00Z",
}
PLACE = {
    "city": "Seattle",
    "state": "WA",
    "cars": 34,
    "location": {"lat": 47.60621, "lng": -122.33207},
    "time_zone": "America/Los_Angeles",
}
MAP = {
    "total": 34,
    "places": [
        {
            "city": "Seattle",
            "state": "WA",
            "cars": 34,
            "location": {"lat": 47.61, "lng": -122.33},
            "lowest_daily_rate": {"amount": 3500, "currency": "USD"},
            "lowest_total": {"amount": 8487, "currency": "USD"},
        }
    ],
    "left_out": 0,
}
DEMAND = {"starts_at": "2026-12-04T10:00:00-08:00", "ends_at": "2026-12-06T10:00:00-08:00"}
BOOKING = {
    "id": "6743e1f0a1b2c3d4e5f60718",
    "kind": "cars",
    "listing": {
        "id": "6743d0a9a1b2c3d4e5f60001",
        "title": "Tesla Model X 2019",
        "city": "Seattle",
        "state": "WA",
        "time_zone": "America/Los_Angeles",
        "vehicle_type": "suv",
    },
    "status": "pending",
    "payment_status": "unpaid",
    "refund": None,
    "title": None,
    "starts_at": "2026-12-04T18:00:00Z",
    "ends_at": "2026-12-06T18:00:00Z",
    "lines": None,
    "quote": {part: QUOTE[part] for part in ("days", "lines", "total", "rules")},
    "policy": POLICY,
    "expires_at": "2026-11-21T12:10:00Z",
    "server_time": "2026-11-21T12:00:00Z",
    "created_at": "2026-11-21T12:00:00Z",
    "version": 1,
    "history": [{"at": "2026-11-21T12:00:00Z", "status": "pending", "trigger": "held"}],
    "links": {
        "self": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60718",
        "listing": "/api/v1/cars/6743d0a9a1b2c3d4e5f60001",
        "checkout": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60718/checkout",
    },
}

# --------------------------------------------------------------------------------- the conformance suite

FACTS: Record = {
    "title": "Tesla Model X 2019",
    "make": "Tesla",
    "model": "Model X",
    "year": 2019,
    "vehicle_type": "suv",
    "fuel": "electric",
    "city": "Seattle",
    "state": "WA",
    "time_zone": "America/Los_Angeles",
    "location": {"type": "Point", "coordinates": [-122.308841, 47.449107]},
    "daily_rate": 13_500,
    "currency": "USD",
    "rating": 5.0,
    "trips_taken": 13,
    "review_count": 12,
}


def listing(_: datetime) -> Record:
    """The car, whatever the time."""
    return FACTS | search_fields(FACTS)


def demand(now: datetime, *, day: float = 10, days: float = 2, **more: object) -> Record:
    """A body that asks for `days` days, `day` days from `now`."""
    start = now + timedelta(days=day)
    return {"starts_at": rfc3339(start), "ends_at": rfc3339(start + timedelta(days=days)), **more}


def found_by(now: datetime) -> Sequence[Record]:
    near = {"near": "47.4,-122.3", "radius_km": 20}
    return [{}, {"city": "seattle", "state": "wa"}, {"q": "mod tes"}, near, {"price_max": 13_500}, demand(now)]


def missed_by(now: datetime) -> Sequence[Record]:
    too_cheap = demand(now) | {"price_max": 13_499}
    return [{"city": "Miami"}, {"q": "model y"}, {"near": "25.8,-80.2"}, {"fuel": "diesel"}, too_cheap]


def bad_demands(now: datetime) -> Sequence[BadDemand]:
    def refused(code: str, field: str, **changes: object) -> BadDemand:
        return BadDemand(body=demand(now) | changes, status=422, code=code, field=field)

    return [
        refused("too_soon", "starts_at", **demand(now, day=0.01)),
        refused("too_far_ahead", "ends_at", **demand(now, day=364.5)),
        refused("window_too_short", "ends_at", **demand(now, days=0.01)),
        refused("window_too_long", "ends_at", **demand(now, days=91)),
        refused("validation", "ends_at", **demand(now, days=-1)),
        refused("validation", "ends_at", ends_at="2026-12-06T10:00:00"),
        refused("validation", "price", price=1),
        refused("unknown_extra", "extras", extras=["jet_engine"]),
    ]


def rivals(now: datetime) -> tuple[Record, Record]:
    """Two windows that have a day in common."""
    return demand(now), demand(now, day=11)


EXAMPLES = Examples(
    listing=listing,
    found_by=found_by,
    missed_by=missed_by,
    demand=demand,
    bad_demands=bad_demands,
    rivals=rivals,
)
