"""Interval inventory: one thing, many windows. A car, a room, a court.

The ledger stands inside the inventory document, so that finding a free window and taking it are one conditional
write on one document. Two rivals then change the same document, and MongoDB lets only one of them commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from bson import Int64, ObjectId
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import MICROSECOND, Window, from_us
from drivesphere.inventory.protocol import Blocker, Stamp, Taken
from drivesphere.models import inventory as ledger

LOCK_WAIT = timedelta(seconds=1)  # with the 3 s of the transaction a request stays within its 4 s
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
    """The query condition on one inventory that claims and searches share: nothing live overlaps `window`.

    The first part says nothing new: it spares MongoDB the slow second one wherever a claim that is for good stands
    in the window itself, which halves the time of a search over thousands of cars.
    """
    sold = {"until": None, "starts_us": {"$lt": Int64(window.ends_us)}, "ends_us": {"$gt": Int64(window.starts_us)}}
    in_the_way = claims_where({"$and": [OVERLAPPING, live()]}, window, limit=1)
    return {"claims": {"$not": {"$elemMatch": sold}}, "$expr": {"$eq": [[], in_the_way]}}


def open_stock(kind: str, stock: Iterable[Stock]) -> None:
    """One inventory per listing, under the listing's own id."""
    ledger.open_intervals(kind, [(ObjectId(each.inventory_id), each.buffer // MICROSECOND) for each in stock])


def claim(session: ClientSession, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
    """Take the window if it is free, and drop the lapsed holds that stood there; `Taken` if it is not."""
    window = _window(demand)
    after = ledger.collection().find_one_and_update(
        {"_id": ObjectId(demand.inventory_id), **free(window)},
        _taking(window, booking_id, hold_time),
        projection={"last_claim": 1},
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    if after is None:
        raise Taken(demand)
    won = after["last_claim"]
    return Stamp(at=won["at"], until=won["until"], displaced=tuple(won["displaced"]))


def _taking(window: Window, booking_id: ObjectId, hold_time: timedelta | None) -> list[Expression]:
    """The update that claims: it really changes the document (version, ledger), or rivals would not conflict.

    `free` has made sure that whatever overlaps here has lapsed.
    """
    lapsed, kept = claims_where(OVERLAPPING, window), claims_where({"$not": [OVERLAPPING]}, window)
    until = {"$add": ["$$NOW", hold_time // timedelta(milliseconds=1)]} if hold_time else None
    taken = {
        "booking_id": booking_id,
        "starts_us": Int64(window.starts_us),
        "ends_us": Int64(window.ends_us),
        "until": until,
    }
    return [
        {
            "$set": {
                "claims": {"$concatArrays": [kept, [taken]]},
                "claims_made": {"$add": ["$claims_made", 1]},
                "version": {"$add": ["$version", 1]},
                "last_claim": {
                    "at": "$$NOW",
                    "until": until,
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


def blockers(demand: Demand) -> list[Blocker]:
    """Live claims that overlap the demanded window now."""
    return _live_claims(demand.inventory_id, _window(demand))


def busy(inventory_id: str, window: Window) -> list[Blocker]:
    """Live claims that touch `window`, with the buffer, in order of time: what a calendar shows."""
    return sorted(_live_claims(inventory_id, window), key=lambda claim: claim.starts_at or window.starts_at)


def _live_claims(inventory_id: str, window: Window) -> list[Blocker]:
    stages: list[Expression] = [
        {"$match": {"_id": ObjectId(inventory_id)}},
        {"$project": {"claims": claims_where({"$and": [OVERLAPPING, live()]}, window)}},
    ]
    rows = ledger.collection().aggregate(stages)
    return [_blocker(claim) for row in rows for claim in row["claims"]]


def _blocker(claim: dict[str, Any]) -> Blocker:
    return Blocker(
        booking_id=claim["booking_id"],
        starts_at=from_us(claim["starts_us"]),
        ends_at=from_us(claim["ends_us"]),
        is_hold=claim["until"] is not None,
    )


def nearest_free(taken: Sequence[Blocker], wanted: Window, buffer: timedelta, reach: Window) -> list[Window]:
    """Windows as long as `wanted` that start or end where a taken one leaves off, nearest to `wanted` first."""
    edges = [(c.starts_at - buffer, c.ends_at + buffer) for c in taken if c.starts_at and c.ends_at]
    starts = {end for _, end in edges} | {start - wanted.length for start, _ in edges}
    windows = [wanted.moved_to(start) for start in starts]
    fitting = [w for w in windows if reach.starts_at <= w.starts_at and w.ends_at <= reach.ends_at]
    free_ones = [w for w in fitting if not any(w.starts_at < end and start < w.ends_at for start, end in edges)]
    return sorted(free_ones, key=lambda w: (abs(w.starts_at - wanted.starts_at), w.starts_at))


def _window(demand: Demand) -> Window:
    if demand.window is None:
        raise ValueError("An interval inventory is asked for a window.")
    return demand.window
