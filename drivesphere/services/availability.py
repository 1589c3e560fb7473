"""What is free, for how much, and what else would do. Nothing here decides a booking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain import clock
from drivesphere.domain.errors import NotFound, Rejected
from drivesphere.domain.events import availability_tag, catalogue_tag, listing_tag
from drivesphere.domain.kind import Kind
from drivesphere.domain.policy import Policy
from drivesphere.domain.window import Window
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.services.presenting import instant

Record = dict[str, Any]

MOST_ALTERNATIVES = 3
OWN_ALTERNATIVES = 2  # dates of the same thing; the rest are things like it
LONGEST_CALENDAR = timedelta(days=366)
CALENDAR_SECONDS = 30
ALTERNATIVES_SECONDS = 5  # a crowd after one car asks the same; every booking nearby purges them anyway
SEARCH_LIMIT_MS = 1_000


def quote(kind_name: str, listing_id: ObjectId, request: Record) -> Record:
    """The price of `request`, whether the policy allows it and whether it is free at this instant."""
    kind, listing = kinds.get(kind_name), _published(kind_name, listing_id)
    policy, demands = kind.policy(listing), kind.demands(listing, request)
    kind.check(policy, demands, clock.now())
    with mongo.deadline():
        is_free = not inventory.blockers(kind.inventory_model, demands)
    span = {"starts_at": instant(request["starts_at"]), "ends_at": instant(request["ends_at"])}
    return span | kind.quote(listing, request).as_dict() | {"policy": policy.as_dict(), "available": is_free}


def calendar(kind_name: str, listing_id: ObjectId, since: datetime, until: datetime) -> Record:
    """The busy times of a listing between two instants, at most a year apart; cached until a booking changes them."""
    if until - since > LONGEST_CALENDAR:
        raise Rejected(
            "Ask for at most 366 days.", code="range_too_long", errors={"to": ["At most 366 days after from."]}
        )
    window = Window(since, until)
    parts = ("calendar", kind_name, listing_id, since, until)
    shown = cache.read_through(
        parts,
        (listing_tag(str(listing_id)), catalogue_tag(kind_name)),
        CALENDAR_SECONDS,
        lambda: _calendar(kind_name, listing_id, window),
    )
    return {**shown, "server_time": instant(clock.now())}


def _calendar(kind_name: str, listing_id: ObjectId, window: Window) -> Record:
    kind, listing = kinds.get(kind_name), _published(kind_name, listing_id)
    policy = kind.policy(listing)
    with mongo.deadline():
        taken = inventory.busy(kind.inventory_model, str(listing_id), window)
    return {
        "listing_id": str(listing_id),
        "time_zone": listing.get("time_zone"),
        "from": instant(window.starts_at),
        "to": instant(window.ends_at),
        "busy": [_busy(claim) for claim in taken],
        "buffer_minutes": policy.buffer_minutes,
        "policy": policy.as_dict(),
    }


def _busy(claim: inventory.Blocker) -> Record:
    return {
        "starts_at": instant(claim.starts_at),
        "ends_at": instant(claim.ends_at),
        "reason": "held" if claim.is_hold else "booked",
    }


def alternatives(kind: Kind, listing: Record, request: Record) -> list[Record]:
    """Up to three offers that were free at this instant: the same listing at other times, then listings like it."""
    place = availability_tag(kind.name, listing.get("state"), listing.get("city"))
    parts = ("alternatives", kind.name, listing["_id"], *(f"{name}={request[name]}" for name in sorted(request)))
    found: list[Record] = cache.read_through(
        parts,
        (place, listing_tag(str(listing["_id"]))),
        ALTERNATIVES_SECONDS,
        lambda: _alternatives(kind, listing, request),
    )
    return found


def _alternatives(kind: Kind, listing: Record, request: Record) -> list[Record]:
    wanted = Window(request["starts_at"], request["ends_at"])
    own = [_offer(kind, listing, request | _at(w), "same_car_other_dates") for w in _other_times(kind, listing, wanted)]
    alike = [_offer(kind, other, _at(wanted), "similar_car") for other in _alike(kind, listing, wanted)]
    own = own[: max(OWN_ALTERNATIVES, MOST_ALTERNATIVES - len(alike))]
    return (own + alike)[:MOST_ALTERNATIVES]


def _other_times(kind: Kind, listing: Record, wanted: Window) -> list[Window]:
    """Free windows of the same length, nearest first, that the listing's policy allows."""
    policy, now = kind.policy(listing), clock.now()
    reach = Window(now + policy.lead_time, now + policy.horizon)
    taken = inventory.busy(kind.inventory_model, str(listing["_id"]), reach)
    nearest = inventory.nearest_free(taken, wanted, policy.buffer, reach)
    return nearest[:MOST_ALTERNATIVES]


def _alike(kind: Kind, listing: Record, wanted: Window) -> list[Record]:
    ids = listings.matching(kind.name, kind.alike(listing), [("daily_rate", 1)], SEARCH_LIMIT_MS)
    others = [other for other in ids if other != listing["_id"]]
    free = inventory.free_among(kind.inventory_model, others, wanted, SEARCH_LIMIT_MS)
    chosen = [other for other in others if other in free][:MOST_ALTERNATIVES]
    rows = listings.find_many(chosen)
    return [
        rows[other]
        for other in chosen
        if other in rows and _allows(kind.policy(rows[other]), kind, rows[other], wanted)
    ]


def _allows(policy: Policy, kind: Kind, listing: Record, wanted: Window) -> bool:
    try:
        kind.check(policy, kind.demands(listing, _at(wanted)), clock.now())
    except Rejected:
        return False
    return True


def _at(window: Window) -> Record:
    """A plain request for `window`: extras are the listing's own, another one may not have them."""
    return {"starts_at": window.starts_at, "ends_at": window.ends_at}


def _offer(kind: Kind, listing: Record, request: Record, reason: str) -> Record:
    return {
        "listing": {"id": str(listing["_id"]), "title": listing["title"]},
        "starts_at": instant(request["starts_at"]),
        "ends_at": instant(request["ends_at"]),
        "total": kind.quote(listing, request).total.as_dict(),
        "reason": reason,
    }


def _published(kind_name: str, listing_id: ObjectId) -> Record:
    with mongo.deadline():
        listing = listings.find_published(kind_name, listing_id)
    if listing is None:
        raise NotFound("There is no such listing.")
    return listing
