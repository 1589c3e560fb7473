"""A room that everybody may look at: what the documentation shows, and what the conformance suite tries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.kind import BadDemand, Examples, Record
from drivesphere.domain.window import Window
from drivesphere.kinds.time_slots.facts import draw_up
from drivesphere.kinds.time_slots.grid import Grid
from drivesphere.kinds.time_slots.opening import DAY, MINUTE
from drivesphere.kinds.time_slots.policy import DEFAULT_POLICY

FACTS: Record = {
    "title": "Harbour Room",
    "group": "Pier 70 meeting rooms",
    "time_zone": "America/Los_Angeles",
    "opening_hours": [{"weekday": day, "opens": "08:00", "closes": "20:00"} for day in range(7)],
    "slot_minutes": 60,
    "step_minutes": 60,
    "capacity": 1,
    "price": 2_500,
    "currency": "USD",
    "city": "Seattle",
    "state": "WA",
}

# ------------------------------------------------------------------------------------ the documentation

POLICY = DEFAULT_POLICY.as_dict()
PRICE = {"amount": 2500, "currency": "USD"}
TOTAL = {"amount": 5000, "currency": "USD"}
ROOM = {
    "id": "6743d0a9a1b2c3d4e5f60011",
    "kind": "time_slots",
    **{field: FACTS[field] for field in ("title", "group", "city", "state", "time_zone", "opening_hours")},
    "slot_minutes": 60,
    "step_minutes": 60,
    "capacity": 1,
    "price": PRICE,
    "photos": [],
    "owner": {"id": "6743d0a9a1b2c3d4e5f6000a", "name": "Pier 70 Workspaces"},
    "policy": POLICY,
    "links": {
        "self": "/api/v1/time-slots/6743d0a9a1b2c3d4e5f60011",
        "availability": "/api/v1/time-slots/6743d0a9a1b2c3d4e5f60011/availability",
        "bookings": "/api/v1/time-slots/6743d0a9a1b2c3d4e5f60011/bookings",
    },
}
SLOTS = {
    "listing_id": ROOM["id"],
    "time_zone": "America/Los_Angeles",
    "tz": "Asia/Tokyo",
    "date": "2026-12-05",
    "capacity": 1,
    "slots": [
        {
            "starts_at": "2026-12-04T18:00:00Z",
            "ends_at": "2026-12-04T19:00:00Z",
            "local_start": "2026-12-05T03:00:00+09:00",
            "day_shift": 1,
            "remaining": 0,
            "available": False,
            "price": PRICE,
        }
    ],
    "busy": [{"starts_at": "2026-12-04T18:00:00Z", "ends_at": "2026-12-04T20:00:00Z", "reason": "held"}],
    "buffer_minutes": 0,
    "policy": POLICY,
    "server_time": "2026-11-21T12:00:00Z",
}
DEMAND = {
    "starts_at": "2026-12-04T10:00:00-08:00",
    "ends_at": "2026-12-04T12:00:00-08:00",
    "title": "Planning the spring",
    "any_of_group": True,
}
BOOKING = {
    "id": "6743e1f0a1b2c3d4e5f60719",
    "kind": "time_slots",
    "listing": {field: ROOM[field] for field in ("id", "title", "city", "state", "time_zone")},
    "status": "pending",
    "payment_status": "unpaid",
    "refund": None,
    "title": "Planning the spring",
    "starts_at": "2026-12-04T18:00:00Z",
    "ends_at": "2026-12-04T20:00:00Z",
    "lines": None,
    "quote": {
        "days": None,
        "lines": [{"code": "slots", "label": "2 slots of 60 minutes at $25.00", "amount": TOTAL}],
        "total": TOTAL,
        "rules": [
            {
                "rule": "base",
                "code": "slots",
                "unit": "slot of 60 minutes",
                "amount": 2500,
                "units": [{"from": "2026-12-04", "dates": 1, "each": 2}],
            }
        ],
    },
    "policy": POLICY,
    "expires_at": "2026-11-21T12:10:00Z",
    "server_time": "2026-11-21T12:00:00Z",
    "created_at": "2026-11-21T12:00:00Z",
    "version": 1,
    "history": [{"at": "2026-11-21T12:00:00Z", "status": "pending", "trigger": "held"}],
    "links": {
        "self": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60719",
        "listing": "/api/v1/time-slots/6743d0a9a1b2c3d4e5f60011",
        "checkout": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60719/checkout",
    },
}

# --------------------------------------------------------------------------------- the conformance suite

GRID = Grid.of(FACTS)


def demand(now: datetime, *, day: int = 2, slots: int = 1, **more: object) -> Record:
    """A body that asks for one or two `slots`, from the same start at least `day` days from `now`."""
    assert GRID is not None
    since = now + day * DAY
    starts = [slot.starts_at for slot in GRID.slots_between(since, since + DAY)]
    start = next(start for start in starts if GRID.fits(Window(start, start + 2 * GRID.slot)))
    return {"starts_at": rfc3339(start), "ends_at": rfc3339(start + slots * GRID.slot), **more}


def found_by(_: datetime) -> Sequence[Record]:
    whole_group = {"group": "Pier 70 meeting rooms", "sort": "-price"}
    return [{}, {"q": "harb roo"}, {"q": "pier"}, {"city": "seattle", "state": "wa"}, whole_group, {"price_max": 2_500}]


def missed_by(_: datetime) -> Sequence[Record]:
    return [{"q": "arbour"}, {"city": "Miami"}, {"state": "OR"}, {"group": "Pier 70"}, {"price_max": 2_499}]


def bad_demands(now: datetime) -> Sequence[BadDemand]:
    good = {name: datetime.fromisoformat(text) for name, text in demand(now).items()}

    def refused(code: str, field: str, **changes: object) -> BadDemand:
        return BadDemand(body=demand(now) | changes, status=422, code=code, field=field)

    def moved(**by: timedelta) -> Record:
        return {name: rfc3339(good[name] + span) for name, span in by.items()}

    return [
        refused("off_grid", "starts_at", **moved(starts_at=7 * MINUTE, ends_at=7 * MINUTE)),
        refused("off_grid", "ends_at", **moved(ends_at=30 * MINUTE)),
        refused("too_soon", "starts_at", **demand(now, day=-3)),
        refused("too_far_ahead", "ends_at", **demand(now, day=91)),
        refused("window_too_long", "ends_at", **moved(ends_at=DAY)),
        refused("validation", "ends_at", **moved(ends_at=-DAY)),
        refused("validation", "title", title=""),
        refused("validation", "any_of_group", any_of_group="yes"),
        refused("validation", "price", price=1),
    ]


def rivals(now: datetime) -> tuple[Record, Record]:
    """A slot, and the same with the one that follows."""
    return demand(now), demand(now, slots=2)


EXAMPLES = Examples(
    listing=lambda _: draw_up(FACTS),
    found_by=found_by,
    missed_by=missed_by,
    demand=demand,
    bad_demands=bad_demands,
    rivals=rivals,
)
