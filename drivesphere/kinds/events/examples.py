"""An event that everybody may look at: what the documentation shows, and what the conformance suite tries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bson import ObjectId

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.kind import BadDemand, Examples, Record
from drivesphere.kinds.events.facts import draw_up
from drivesphere.kinds.events.policy import DEFAULT_POLICY
from drivesphere.kinds.events.present import present
from drivesphere.kinds.events.pricing import quote

FLOOR, BALCONY = ObjectId("6743d0a9a1b2c3d4e5f60021"), ObjectId("6743d0a9a1b2c3d4e5f60022")
LENGTH = timedelta(hours=2, minutes=30)


def facts(starts_at: datetime) -> Record:
    """What the organiser states of an evening that begins at `starts_at`."""
    return {
        "title": "Late Set at the Lantern",
        "starts_at": starts_at,
        "ends_at": starts_at + LENGTH,
        "time_zone": "America/Los_Angeles",
        "venue": "The Lantern Room",
        "city": "Seattle",
        "state": "WA",
        "sections": [
            {"id": FLOOR, "name": "Floor", "price": 4_500, "capacity": 12},
            {"id": BALCONY, "name": "Balcony", "price": 3_000, "capacity": 8},
        ],
        "currency": "USD",
    }


# ------------------------------------------------------------------------------------ the documentation

SHOWN_AT = datetime(2026, 12, 5, 3, 30, tzinfo=UTC)
LISTING = draw_up(facts(SHOWN_AT)) | {
    "_id": "6743d0a9a1b2c3d4e5f60020",
    "owner_id": "6743d0a9a1b2c3d4e5f6000a",
    "owner_name": "Omar",
}
EVENT = present(LISTING, places={str(FLOOR): 7, str(BALCONY): 0})
DEMAND: Record = {"lines": [{"section_id": str(FLOOR), "quantity": 2}, {"section_id": str(BALCONY), "quantity": 1}]}
EVENT_QUOTE = {**quote(LISTING, DEMAND).as_dict(), "policy": DEFAULT_POLICY.as_dict(), "available": False}
BOOKING = {
    "id": "6743e1f0a1b2c3d4e5f60719",
    "kind": "events",
    "listing": {field: EVENT[field] for field in ("id", "title", "venue", "city", "state", "time_zone")},
    "status": "pending",
    "payment_status": "unpaid",
    "refund": None,
    "title": None,
    "starts_at": EVENT["starts_at"],
    "ends_at": EVENT["ends_at"],
    "lines": [
        {"section_id": str(FLOOR), "name": "Floor", "quantity": 2},
        {"section_id": str(BALCONY), "name": "Balcony", "quantity": 1},
    ],
    "quote": quote(LISTING, DEMAND).as_dict(),
    "policy": DEFAULT_POLICY.as_dict(),
    "expires_at": "2026-11-21T12:10:00Z",
    "server_time": "2026-11-21T12:00:00Z",
    "created_at": "2026-11-21T12:00:00Z",
    "version": 1,
    "history": [{"at": "2026-11-21T12:00:00Z", "status": "pending", "trigger": "held"}],
    "links": {
        "self": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60719",
        "listing": "/api/v1/events/6743d0a9a1b2c3d4e5f60020",
        "checkout": "/api/v1/bookings/6743e1f0a1b2c3d4e5f60719/checkout",
    },
}

# --------------------------------------------------------------------------------- the conformance suite

AHEAD = timedelta(days=30)


def listing(now: datetime) -> Record:
    """The evening, a month from `now`."""
    return draw_up(facts(now.replace(microsecond=0) + AHEAD))


def demand(_: datetime, *, floor: int = 2, balcony: int = 1) -> Record:
    """A body that asks for so many places on the floor and on the balcony."""
    wanted = {FLOOR: floor, BALCONY: balcony}
    return {"lines": [{"section_id": str(section), "quantity": n} for section, n in wanted.items() if n]}


def found_by(now: datetime) -> Sequence[Record]:
    around = {"starts_from": rfc3339(now + timedelta(days=29)), "starts_to": rfc3339(now + timedelta(days=31))}
    return [{}, {"city": "seattle", "state": "wa"}, {"q": "lant late"}, {"price_max": 3_000}, {"quantity": 12}, around]


def missed_by(now: datetime) -> Sequence[Record]:
    later, sooner = {"starts_from": rfc3339(now + timedelta(days=31))}, {"starts_to": rfc3339(now + timedelta(days=29))}
    return [{"city": "Miami"}, {"q": "lantern matinee"}, {"price_max": 2_999}, {"quantity": 13}, later, sooner]


def bad_demands(now: datetime) -> Sequence[BadDemand]:
    def refused(code: str, field: str, *lines: tuple[object, object]) -> BadDemand:
        body = {"lines": [{"section_id": str(section), "quantity": quantity} for section, quantity in lines]}
        return BadDemand(body=body, status=422, code=code, field=field)

    return [
        refused("too_many", "lines.0.quantity", (FLOOR, 11)),
        refused("too_many", "lines.1.quantity", (FLOOR, 6), (BALCONY, 5)),
        refused("unknown_section", "lines.1.section_id", (FLOOR, 1), (ObjectId(), 1)),
        refused("validation", "lines.1.section_id", (FLOOR, 1), (FLOOR, 1)),
        refused("validation", "lines.0.section_id", ("floor", 1)),
        refused("validation", "lines.0.quantity", (FLOOR, 0)),
        refused("validation", "lines.0.quantity", (FLOOR, "two")),
        refused("validation", "lines"),
        BadDemand(body={}, status=422, code="validation", field="lines"),
        BadDemand(body=demand(now) | {"price": 1}, status=422, code="validation", field="price"),
    ]


def rivals(now: datetime) -> tuple[Record, Record]:
    """Two that want most of the balcony; the floor would have room for both."""
    return demand(now, floor=0, balcony=5), demand(now, floor=0, balcony=6)


EXAMPLES = Examples(
    listing=listing,
    found_by=found_by,
    missed_by=missed_by,
    demand=demand,
    bad_demands=bad_demands,
    rivals=rivals,
)
