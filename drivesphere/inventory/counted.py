"""Counted inventory: so many equal places. The seats of a section.

The document holds numbers only, so that a claim costs the same for the first place of a stadium and for the last.
Taking places is one conditional decrement, and two rivals conflict on it. Who holds what until when stands in the
bookings; a lapsed hold is given back in the transaction of the claim that needs its places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import Window
from drivesphere.infra import mongo
from drivesphere.inventory.protocol import Blocker, Occupied, Shortage, Stamp, Taken
from drivesphere.models import booking as bookings
from drivesphere.models import inventory as ledger

LOCK_WAIT = timedelta(seconds=1)  # with the 3 s of the transaction a request stays within its 4 s
COUNTS_PLACES = True


def open_stock(kind: str, stock: Iterable[Stock], session: ClientSession | None = None) -> None:
    """One inventory per section; the capacity of one that exists stays, because places may be sold already."""
    rows = [(ObjectId(s.inventory_id), ObjectId(s.listing_id), s.capacity) for s in stock]
    ledger.open_counted(kind, rows, session)


def refit(session: ClientSession, stock: Stock) -> None:
    """Give it `stock.capacity` places, of which those that are taken stay taken; `Occupied` where more are.

    The condition and the change stand in one write, on which a claim at the same moment conflicts. Places of overdue
    holds count as taken until somebody has ended those: the client may be paying for them.
    """
    own, taken = {"_id": ObjectId(stock.inventory_id)}, {"$subtract": ["$capacity", "$remaining"]}
    changes = {
        "capacity": stock.capacity,
        "remaining": {"$subtract": [stock.capacity, taken]},
        "version": {"$add": ["$version", 1]},
    }
    fits = {"$expr": {"$lte": [taken, stock.capacity]}}
    if not ledger.collection().update_one({**own, **fits}, [{"$set": changes}], session=session).matched_count:
        row = ledger.collection().find_one(own, session=session) or {"capacity": 0, "remaining": 0}
        raise Occupied(stock, row["capacity"] - row["remaining"])


def claim(session: ClientSession, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None) -> Stamp:
    """Take the quantity if that much is left; `Taken` if it is not."""
    del booking_id  # the booking itself says what it holds
    after = ledger.collection().find_one_and_update(
        {"_id": ObjectId(demand.inventory_id), "remaining": {"$gte": demand.quantity}},
        _taking(demand.quantity, hold_time),
        projection={"last_claim": 1},
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    if after is None:
        raise Taken(demand)
    return Stamp(at=after["last_claim"]["at"], until=after["last_claim"]["until"], claimed=(demand,))


def _taking(quantity: int, hold_time: timedelta | None) -> list[dict[str, Any]]:
    """The update that claims; a pipeline, because only there the database's clock can be asked."""
    until = {"$add": ["$$NOW", hold_time // timedelta(milliseconds=1)]} if hold_time else None
    changes = {
        "remaining": {"$subtract": ["$remaining", quantity]},
        "claims_made": {"$add": ["$claims_made", 1]},
        "version": {"$add": ["$version", 1]},
        "last_claim": {"at": "$$NOW", "until": until},
    }
    return [{"$set": changes}]


def set_until(session: ClientSession, demand: Demand, booking_id: ObjectId, until: datetime | None) -> bool:
    """Nothing to move: the places are taken as long as the booking is active, and its own deadline moves with it."""
    del session, demand, booking_id, until
    return True


def release(session: ClientSession, demand: Demand, booking_id: ObjectId) -> bool:
    """Give the quantity back. Called once per booking, in the transaction that moves it out of its active states."""
    del booking_id
    result = ledger.collection().update_one(
        {"_id": ObjectId(demand.inventory_id)},
        {"$inc": {"remaining": demand.quantity, "version": 1}},
        session=session,
    )
    return result.modified_count == 1


def shortage(demand: Demand) -> Shortage | None:
    """Whether less is left now than the demand asks for."""
    left = places_left([demand.inventory_id]).get(demand.inventory_id, 0)
    return None if left >= demand.quantity else Shortage(demand, left)


def places_left(ids: Sequence[str]) -> Mapping[str, int]:
    """What is left of each inventory now."""
    among = {"_id": {"$in": [ObjectId(each) for each in ids]}}
    return {str(row["_id"]): left for row, left in _with_what_is_left(among)}


def with_places(listing_ids: Sequence[ObjectId], quantity: int) -> set[ObjectId]:
    """Those of the listings of which one inventory has `quantity` places left now: what a claim would find."""
    among = {"listing_id": {"$in": list(listing_ids)}}
    return {row["listing_id"] for row, left in _with_what_is_left(among) if left >= quantity}


def _with_what_is_left(among: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    """The inventories `among` these; places of lapsed holds are free by the clock, swept or not.

    Both are read at one instant: a hold that is swept between the reads would be counted twice or, worse, not at all,
    and somebody refused for places that were free all the time.
    """
    with mongo.one_instant() as session:
        rows = list(ledger.collection().find(among, {"listing_id": 1, "remaining": 1}, session=session))
        lapsed = bookings.overdue_places([row["_id"] for row in rows], session)
    return ((row, row["remaining"] + lapsed.get(row["_id"], 0)) for row in rows)


def busy(inventory_id: str, window: Window) -> list[Blocker]:
    """Nothing: a number of places has no calendar."""
    del inventory_id, window
    return []


def busy_among(ids: Sequence[str], window: Window) -> dict[str, list[Blocker]]:
    """Nothing, as in `busy`."""
    del ids, window
    return {}


def free(window: Window) -> dict[str, Any]:
    """The condition that something is left; its listing says when it takes place."""
    del window
    return {"remaining": {"$gt": 0}}
