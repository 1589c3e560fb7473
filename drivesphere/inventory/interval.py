"""Interval inventory: one thing, or some equal ones, and many windows. A car, a room, four charging bays.

The ledger stands inside the inventory document, so that finding a free window and taking it are one conditional
write on one document. Two rivals then change the same document, and MongoDB lets only one of them commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bson import Int64, ObjectId
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import MICROSECOND, Window, from_us
from drivesphere.inventory.peak import Occupancy
from drivesphere.inventory.protocol import Blocker, Occupied, Shortage, Stamp, Taken
from drivesphere.models import inventory as ledger

LOCK_WAIT = timedelta(seconds=1)  # with the 3 s of the transaction a request stays within its 4 s
COUNTS_PLACES = False
FOR_GOOD = datetime.max.replace(microsecond=0)  # compares later than any deadline

Expression = dict[str, Any]


def live(claim: str = "$$claim") -> Expression:
    """Whether a claim still counts: it is for good, or its deadline lies ahead of the database clock.

    This is the one definition. A lapsed hold stops counting at that instant, swept or not.
    """
    return {"$gt": [{"$ifNull": [f"{claim}.until", FOR_GOOD]}, "$$NOW"]}


OVERLAPPING: Expression = {"$and": [{"$lt": ["$$claim.starts_us", "$$hi"]}, {"$gt": ["$$claim.ends_us", "$$lo"]}]}
"""Whether `$$claim` overlaps the padded window `$$lo` to `$$hi`; touching ends do not overlap."""


def claims_where(condition: Expression, window: Window, **limit: int) -> Expression:
    """Those claims of an inventory that fulfil `condition`, which may use the window padded by its own buffer."""
    padded = {
        "lo": {"$subtract": [Int64(window.starts_us), "$buffer_us"]},
        "hi": {"$add": [Int64(window.ends_us), "$buffer_us"]},
    }
    chosen = {"$filter": {"input": "$claims", "as": "claim", "cond": condition, **limit}}
    return {"$let": {"vars": padded, "in": chosen}}


def free(window: Window) -> dict[str, Any]:
    """The query condition on one inventory that claims and searches share: the window fits in beside what is live."""
    # Inventory that was opened before there were capacities has none, and takes one claim at a time.
    one = {"capacity": {"$in": [None, 1]}}
    return {"$or": [one | _untouched(window), _free_of_several(window)]}


def _untouched(window: Window) -> dict[str, Any]:
    """Nothing live overlaps `window`: what a block wants anywhere, and a booking where one claim at a time fits.

    The part on `claims` says nothing new: it spares MongoDB the slow one behind it wherever a claim that is for good
    stands in the window itself, which halves the time of a search over thousands of cars.
    """
    sold = {"until": None, "starts_us": {"$lt": Int64(window.ends_us)}, "ends_us": {"$gt": Int64(window.starts_us)}}
    in_the_way = claims_where({"$and": [OVERLAPPING, live()]}, window, limit=1)
    return {"claims": {"$not": {"$elemMatch": sold}}, "$expr": {"$eq": [[], in_the_way]}}


def _free_of_several(window: Window) -> dict[str, Any]:
    """At no instant of `window` are as many claims live as there are equal things.

    The number of claims at a time only rises where one starts, so these instants are enough, with the window's own
    start. A claim lasts a buffer longer than it says: with that, so many equal things suffice as overlap at the peak.
    A block counts for all of them.
    """
    rivals = claims_where({"$and": [OVERLAPPING, live()]}, window)
    start = Int64(window.starts_us)
    covering = {
        "$and": [
            {"$lte": ["$$claim.starts_us", {"$max": ["$$at", start]}]},
            {"$gt": [{"$add": ["$$claim.ends_us", "$buffer_us"]}, {"$max": ["$$at", start]}]},
        ]
    }
    there = {"$filter": {"input": "$$rivals", "as": "claim", "cond": covering}}
    has = {"$cond": ["$$claim.is_block", "$capacity", 1]}
    taken = {"$sum": {"$map": {"input": there, "as": "claim", "in": has}}}
    instants = {"$concatArrays": [[start], "$$rivals.starts_us"]}
    most = {"$max": {"$map": {"input": instants, "as": "at", "in": taken}}}
    return {"capacity": {"$gt": 1}, "$expr": {"$lt": [{"$let": {"vars": {"rivals": rivals}, "in": most}}, "$capacity"]}}


def open_stock(kind: str, stock: Iterable[Stock], session: ClientSession | None = None) -> None:
    """One inventory per listing, under the listing's own id."""
    rows = [(ObjectId(s.inventory_id), s.buffer // MICROSECOND, s.capacity) for s in stock]
    ledger.open_intervals(kind, rows, session)


def refit(session: ClientSession, stock: Stock) -> None:
    """Give it this capacity and this buffer, where all its claims fit into them; `Occupied` where they do not.

    The condition and the change stand in one write, on which a claim at the same moment conflicts. Overdue holds count
    until somebody has ended them: the client may be paying.
    """
    own, buffer_us = {"_id": ObjectId(stock.inventory_id)}, Int64(stock.buffer // MICROSECOND)
    fits = {"$expr": {"$lte": [_peak(buffer_us, stock.capacity), stock.capacity]}}
    change = {"$set": {"buffer_us": buffer_us, "capacity": stock.capacity}, "$inc": {"version": 1}}
    if not ledger.collection().update_one({**own, **fits}, change, session=session).matched_count:
        row = ledger.collection().find_one(own, session=session) or {"claims": []}
        raise Occupied(stock, _most_at_a_time([_blocker(claim) for claim in row["claims"]], stock.buffer))


def _peak(buffer_us: Int64, capacity: int) -> Expression:
    """How many claims of an inventory there are at its fullest instant, each with the buffer behind it.

    The number only rises where a claim starts, so these instants are enough. A block counts for the whole capacity.
    """
    covering = {
        "$and": [
            {"$lte": ["$$claim.starts_us", "$$at"]},
            {"$gt": [{"$add": ["$$claim.ends_us", buffer_us]}, "$$at"]},
        ]
    }
    there = {"$filter": {"input": "$claims", "as": "claim", "cond": covering}}
    taken = {"$sum": {"$map": {"input": there, "as": "claim", "in": {"$cond": ["$$claim.is_block", capacity, 1]}}}}
    return {"$max": {"$concatArrays": [[0], {"$map": {"input": "$claims.starts_us", "as": "at", "in": taken}}]}}


def _most_at_a_time(claims: Sequence[Blocker], buffer: timedelta) -> int:
    """The same, worked out here for what a refusal says: there a block is one thing among others."""
    occupancy = Occupancy([replace(claim, is_block=False) for claim in claims], buffer)
    return max((occupancy.peak(Window(c.starts_at, c.ends_at)) for c in claims if c.starts_at and c.ends_at), default=0)


def claim(session: ClientSession, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
    """Take the window if it is free, and drop the lapsed holds that stood there; `Taken` if it is not.

    Where any of several inventories would do, one of them is picked and taken by the same write.
    """
    window = _window(demand)
    has_room = _untouched(window) if demand.is_block else free(window)
    after = ledger.collection().find_one_and_update(
        {"_id": _among(demand), **has_room},
        _taking(window, _entry(demand, booking_id, hold_time)),
        projection={"last_claim": 1},
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    if after is None:
        raise Taken(demand)
    won, granted = after["last_claim"], replace(demand, inventory_id=str(after["_id"]), any_of=())
    return Stamp(at=won["at"], until=won["until"], displaced=tuple(won["displaced"]), claimed=(granted,))


def _among(demand: Demand) -> ObjectId | dict[str, Any]:
    if not demand.any_of:
        return ObjectId(demand.inventory_id)
    return {"$in": [ObjectId(each) for each in demand.any_of]}


def _entry(demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Expression:
    """The claim as the ledger keeps it; only a block says what it is."""
    window = _window(demand)
    entry = {
        "booking_id": booking_id,
        "starts_us": Int64(window.starts_us),
        "ends_us": Int64(window.ends_us),
        "until": {"$add": ["$$NOW", hold_time // timedelta(milliseconds=1)]} if hold_time else None,
    }
    return entry | ({"is_block": True} if demand.is_block else {})


def _taking(window: Window, taken: Expression) -> list[Expression]:
    """The update that claims: it really changes the document (version, ledger), or rivals would not conflict."""
    has_lapsed = {"$and": [OVERLAPPING, {"$not": [live()]}]}
    lapsed, kept = claims_where(has_lapsed, window), claims_where({"$not": [has_lapsed]}, window)
    return [
        {
            "$set": {
                "claims": {"$concatArrays": [kept, [taken]]},
                "claims_made": {"$add": ["$claims_made", 1]},
                "version": {"$add": ["$version", 1]},
                "last_claim": {
                    "at": "$$NOW",
                    "until": taken["until"],
                    "displaced": {"$map": {"input": lapsed, "as": "claim", "in": "$$claim.booking_id"}},
                },
            }
        }
    ]


def set_until(session: ClientSession, demand: Demand, booking_id: ObjectId, until: datetime | None) -> bool:
    """Move the deadline of the booking's claim (None: for good); False when the claim is gone."""
    result = ledger.collection().update_one(
        _holding(demand, booking_id), {"$set": {"claims.$.until": until}, "$inc": {"version": 1}}, session=session
    )
    return result.modified_count == 1


def release(session: ClientSession, demand: Demand, booking_id: ObjectId) -> bool:
    """Take the booking's claim out of the ledger; False when it is gone already."""
    result = ledger.collection().update_one(
        _holding(demand, booking_id),
        {"$pull": {"claims": {"booking_id": booking_id}}, "$inc": {"version": 1}},
        session=session,
    )
    return result.modified_count == 1


def _holding(demand: Demand, booking_id: ObjectId) -> dict[str, Any]:
    return {"_id": ObjectId(demand.inventory_id), "claims": {"$elemMatch": {"booking_id": booking_id}}}


def shortage(demand: Demand) -> Shortage | None:
    """The live claims that leave the demanded window no room now; None where one of the inventories has room."""
    window = _window(demand)
    blockers: list[Blocker] = []
    for row in _ledgers(list(demand.any_of) or [demand.inventory_id], window):
        claims = [_blocker(claim) for claim in row["claims"]]
        buffer = timedelta(microseconds=row["buffer_us"])
        most = 0 if demand.is_block else (row.get("capacity") or 1) - 1
        if Occupancy(claims, buffer).peak(window) <= most:
            return None
        blockers += claims
    return Shortage(demand, blockers=tuple(blockers))


def busy(inventory_id: str, window: Window) -> list[Blocker]:
    """Live claims that touch `window`, with the buffer, in order of time: what a calendar shows."""
    return busy_among([inventory_id], window).get(inventory_id, [])


def busy_among(ids: Sequence[str], window: Window) -> dict[str, list[Blocker]]:
    """By inventory what `busy` says of each, in one query."""

    def start(claim: Blocker) -> datetime:
        return claim.starts_at or window.starts_at

    return {str(row["_id"]): sorted(map(_blocker, row["claims"]), key=start) for row in _ledgers(ids, window)}


def places_left(ids: Sequence[str]) -> Mapping[str, int]:
    """Nothing: what is left of an interval inventory depends on the window."""
    del ids
    return {}


def with_places(listing_ids: Sequence[ObjectId], quantity: int) -> set[ObjectId]:
    """None of them: an interval inventory has windows to offer, and no places."""
    del listing_ids, quantity
    return set()


def _ledgers(ids: Sequence[str], window: Window) -> list[dict[str, Any]]:
    """Buffer, capacity and the live claims in `window` of these inventories."""
    claims = claims_where({"$and": [OVERLAPPING, live()]}, window)
    stages: list[Expression] = [
        {"$match": {"_id": {"$in": [ObjectId(each) for each in ids]}}},
        {"$project": {"claims": claims, "buffer_us": 1, "capacity": 1}},
    ]
    return list(ledger.collection().aggregate(stages))


def _blocker(claim: dict[str, Any]) -> Blocker:
    return Blocker(
        booking_id=claim["booking_id"],
        starts_at=from_us(claim["starts_us"]),
        ends_at=from_us(claim["ends_us"]),
        is_hold=claim["until"] is not None,
        is_block=claim.get("is_block", False),
    )


def nearest_free(
    taken: Sequence[Blocker], wanted: Window, buffer: timedelta, reach: Window, capacity: int
) -> list[Window]:
    """Windows as long as `wanted` that start or end where a taken one leaves off, nearest to `wanted` first."""
    occupancy = Occupancy(taken, buffer)
    edges = [(c.starts_at - buffer, c.ends_at + buffer) for c in taken if c.starts_at and c.ends_at]
    starts = {end for _, end in edges} | {start - wanted.length for start, _ in edges}
    windows = [wanted.moved_to(start) for start in starts]
    fitting = [w for w in windows if reach.starts_at <= w.starts_at and w.ends_at <= reach.ends_at]
    free_ones = [w for w in fitting if occupancy.peak(w) < capacity]
    return sorted(free_ones, key=lambda w: (abs(w.starts_at - wanted.starts_at), w.starts_at))


def _window(demand: Demand) -> Window:
    if demand.window is None:
        raise ValueError("An interval inventory is asked for a window.")
    return demand.window
