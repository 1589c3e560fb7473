"""What is free, for how much, and what else would do. Nothing here decides a booking."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere import inventory
from drivesphere.domain import clock
from drivesphere.domain.demand import Outlook
from drivesphere.domain.errors import NotFound, Rejected
from drivesphere.domain.events import availability_tag, catalogue_tag, listing_tag
from drivesphere.domain.kind import Alternatives, Args, Calendar, Kind
from drivesphere.domain.payment import check_payable
from drivesphere.domain.policy import Policy
from drivesphere.domain.window import Window
from drivesphere.infra import cache, mongo
from drivesphere.models import listing as listings
from drivesphere.services.orders import price_maker
from drivesphere.services.presenting import instant, of_single_kinds, plain

Record = dict[str, Any]

MOST_ALTERNATIVES = 3
MOST_COMPARED = 300  # cars of one type in a large city; more would only cost the refused client time
OWN_ALTERNATIVES = 2  # dates of the same thing; the rest are things like it
CALENDAR_SECONDS = 30
ALTERNATIVES_SECONDS = 5  # a crowd after one car asks the same; every booking nearby purges them anyway
SEARCH_LIMIT_MS = 1_000


def quote(kind: Kind, listing_id: ObjectId, request: Record) -> Record:
    """The price of `request`, whether it is free at this instant; `Rejected` where it cannot be booked or paid."""
    listing = _published(kind, listing_id)
    policy, demands = kind.policy(listing), kind.demands(listing, request)
    kind.check(policy, demands, clock.now())
    price = kind.quote(listing, request)
    check_payable(price.total, price_maker(demands))
    with mongo.deadline():
        is_free = not inventory.shortages(kind.inventory_model, demands)
    span = {name: instant(request[name]) for name in ("starts_at", "ends_at") if name in request}
    return span | price.as_dict() | {"policy": policy.as_dict(), "available": is_free}


def calendar(kind: Kind, listing_id: ObjectId, args: Args) -> Record:
    """What is taken of a listing in the part of its calendar that `args` ask for; cached until a booking changes it."""
    if kind.calendar is None:
        raise NotFound("There is no calendar.")
    own, window = kind.calendar, kind.calendar.window(args, clock.now())
    shown = cache.read_through(
        ("calendar", kind.name, listing_id, window, *_spelled(args)),
        (listing_tag(str(listing_id)), catalogue_tag(kind.name)),
        CALENDAR_SECONDS,
        lambda: _looked_at(kind, own, listing_id, args, window),
    )
    return {**shown, "server_time": instant(clock.now())}


def _looked_at(kind: Kind, own: Calendar, listing_id: ObjectId, args: Args, window: Window) -> Record:
    listing = _published(kind, listing_id)
    with mongo.deadline():
        taken = inventory.busy(kind.inventory_model, str(listing_id), window)
    return own.present(listing, args, window, taken)


def _spelled(args: Args) -> list[str]:
    return [f"{name}={args[name]}" for name in sorted(args)]


def alternatives(kind: Kind, listing: Record, request: Record) -> list[Record]:
    """Up to three offers that were free at this instant: the same listing at other times, then listings like it."""
    if kind.alternatives is None:
        return []
    words = kind.alternatives
    place = availability_tag(kind.name, listing.get("state"), listing.get("city"))
    parts = ("alternatives", kind.name, listing["_id"], *_spelled(request))
    found: list[Record] = cache.read_through(
        parts,
        (place, listing_tag(str(listing["_id"]))),
        ALTERNATIVES_SECONDS,
        lambda: _alternatives(kind, words, listing, request),
    )
    return found


def _alternatives(kind: Kind, words: Alternatives, listing: Record, request: Record) -> list[Record]:
    own = [_offer(kind, listing, other, words.same_listing) for other in _otherwise(kind, words, listing, request)]
    alike = [_offer(kind, other, request, words.other_listing) for other in _alike(kind, words, listing, request)]
    own = own[: max(OWN_ALTERNATIVES, MOST_ALTERNATIVES - len(alike))]
    return (own + alike)[:MOST_ALTERNATIVES]


def _otherwise(kind: Kind, words: Alternatives, listing: Record, request: Record) -> list[Record]:
    """Requests for the same listing that are free at this instant and that its policy allows."""
    policy, now = kind.policy(listing), clock.now()
    reach = Window(now + policy.lead_time, now + policy.horizon)
    taken = inventory.busy(kind.inventory_model, str(listing["_id"]), reach)
    places = inventory.places_left(kind.inventory_model, [each.inventory_id for each in kind.stock(listing)])
    return list(words.otherwise(listing, request, Outlook(reach, taken, places)))[:MOST_ALTERNATIVES]


def _alike(kind: Kind, words: Alternatives, listing: Record, request: Record) -> list[Record]:
    """Other listings that are free then, those that differ least first."""
    search, distance = words.alike(listing) if words.alike else None, words.distance
    if search is None or distance is None:
        return []
    wanted = Window(request["starts_at"], request["ends_at"])
    ids = listings.matching(kind.name, search.filters, search.sort, SEARCH_LIMIT_MS)
    free = inventory.free_among(kind.inventory_model, ids, wanted, SEARCH_LIMIT_MS) - {listing["_id"]}
    rows = listings.find_many([other for other in ids if other in free][:MOST_COMPARED])
    allowed = [other for other in rows.values() if _allows(kind.policy(other), kind, other, wanted)]
    return sorted(allowed, key=lambda other: (distance(listing, other), other["_id"]))[:MOST_ALTERNATIVES]


def _allows(policy: Policy, kind: Kind, listing: Record, wanted: Window) -> bool:
    try:
        kind.check(policy, kind.demands(listing, _at(wanted)), clock.now())
    except Rejected:
        return False
    return True


def _at(window: Window) -> Record:
    return {"starts_at": window.starts_at, "ends_at": window.ends_at}


def _offer(kind: Kind, listing: Record, request: Record, reason: str | None) -> Record:
    """An offer as it can be held: what else was asked for, extras say, is in its price and named in it."""
    known = {"id": str(listing["_id"]), "title": listing["title"]}
    known |= {name: listing.get(name) for name in of_single_kinds()}
    total = kind.quote(listing, request).total.as_dict()
    span = {"starts_at": instant(listing.get("starts_at")), "ends_at": instant(listing.get("ends_at"))}
    return {**span, **plain(request), "listing": known, "total": total, "reason": reason}


def _published(kind: Kind, listing_id: ObjectId) -> Record:
    with mongo.deadline():
        listing = listings.find_bookable(kind.name, listing_id)
    if listing is None:
        raise NotFound("There is no such listing.")
    return listing
