"""The engine: claim, confirm, extend, release. It knows inventory models and never a kind.

All four run inside the caller's transaction. Each is a conditional write on the inventory document, and "exactly one
changed" is the only proof of success.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bson import ObjectId
from pymongo.client_session import ClientSession

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import Window
from drivesphere.inventory import counted, interval
from drivesphere.inventory.peak import Occupancy
from drivesphere.inventory.protocol import Blocker, InventoryModel, MakeRoom, Occupied, Shortage, Stamp, Taken
from drivesphere.models import inventory as ledger

__all__ = [
    "Blocker",
    "Occupancy",
    "Occupied",
    "Shortage",
    "Stamp",
    "Taken",
    "busy",
    "busy_among",
    "claim",
    "confirm",
    "counts_places",
    "extend",
    "free_among",
    "install",
    "lock_names",
    "lock_wait",
    "nearest_free",
    "open_stock",
    "places_left",
    "release",
    "restock",
    "shortages",
    "with_places",
]

_MODELS: dict[str, InventoryModel] = {"interval": interval, "counted": counted}


def install(name: str, model: InventoryModel) -> None:
    """Put `model` in place of the one called `name`; tests show with it what happens without a guard."""
    _MODELS[name] = model


def open_stock(model: str, kind: str, stock: Iterable[Stock], session: ClientSession | None = None) -> None:
    """Make sure that the inventory which listings bring exists as they state it; claims on it stay untouched."""
    _MODELS[model].open_stock(kind, stock, session)


def restock(session: ClientSession, model: str, kind: str, before: Sequence[Stock], after: Sequence[Stock]) -> None:
    """Let the inventory of a listing follow what it brings now: opened, refitted, closed.

    Raises `Occupied` where more is taken than would be left. What is closed stays, for the bookings that it once had,
    and has nothing to be claimed.
    """
    known, kept = {each.inventory_id: each for each in before}, {each.inventory_id for each in after}
    closed = [replace(each, capacity=0) for each in before if each.inventory_id not in kept]
    refitted = [each for each in after if each.inventory_id in known and known[each.inventory_id] != each]
    for stock in sorted(closed + refitted, key=lambda each: each.inventory_id):
        _MODELS[model].refit(session, stock)
    open_stock(model, kind, [each for each in after if each.inventory_id not in known], session)


def claim(
    session: ClientSession,
    model: str,
    demands: Sequence[Demand],
    booking_id: ObjectId,
    hold_time: timedelta | None,
    *,
    make_room: MakeRoom,
) -> Stamp:
    """Claim all of `demands` for one booking, until `hold_time` from now (None: for good), or raise `Taken`.

    `make_room` is asked where a counted inventory looks full. The caller's transaction must not commit after `Taken` if
    it claimed more than one demand.
    """
    ordered = sorted(demands, key=lambda demand: demand.inventory_id)
    stamps = [_claim_one(session, _MODELS[model], demand, booking_id, hold_time, make_room) for demand in ordered]
    displaced = tuple(dict.fromkeys(other for stamp in stamps for other in stamp.displaced))
    claimed = tuple(granted for stamp in stamps for granted in stamp.claimed)
    made_room = any(stamp.made_room for stamp in stamps)
    return Stamp(stamps[0].at, stamps[0].until, displaced, claimed, made_room)


def _claim_one(
    session: ClientSession,
    model: InventoryModel,
    demand: Demand,
    booking_id: ObjectId,
    hold_time: timedelta | None,
    make_room: MakeRoom,
) -> Stamp:
    try:
        return model.claim(session, demand, booking_id, hold_time)
    except Taken:
        if not model.COUNTS_PLACES or not make_room(session, demand):
            raise
        return replace(model.claim(session, demand, booking_id, hold_time), made_room=True)


def confirm(session: ClientSession, model: str, demands: Iterable[Demand], booking_id: ObjectId) -> bool:
    """Make the booking's claims permanent; False when one of them is gone."""
    return all(_MODELS[model].set_until(session, demand, booking_id, None) for demand in demands)


def extend(
    session: ClientSession, model: str, demands: Iterable[Demand], booking_id: ObjectId, until: datetime
) -> bool:
    """Let the booking's claims live until `until`; False when one of them is gone."""
    return all(_MODELS[model].set_until(session, demand, booking_id, until) for demand in demands)


def release(session: ClientSession, model: str, demands: Iterable[Demand], booking_id: ObjectId) -> None:
    """Give the booking's claims back, in the transaction that moves it out of its active states."""
    for demand in demands:
        _MODELS[model].release(session, demand, booking_id)


def shortages(model: str, demands: Sequence[Demand]) -> list[Shortage]:
    """The demands that cannot be met at this instant, outside any transaction: good for a quick refusal only."""
    found = (_MODELS[model].shortage(demand) for demand in demands)
    return [shortage for shortage in found if shortage]


def counts_places(model: str) -> bool:
    """Whether inventory of this model is consumed by number."""
    return _MODELS[model].COUNTS_PLACES


def places_left(model: str, ids: Sequence[str]) -> Mapping[str, int]:
    """What is left of each of the inventories `ids` now, where they are counted."""
    return _MODELS[model].places_left(ids)


def with_places(model: str, listing_ids: Sequence[ObjectId], quantity: int) -> set[ObjectId]:
    """Those of the listings of which one inventory has `quantity` places left now, by what claims would find."""
    return _MODELS[model].with_places(listing_ids, quantity)


def busy(model: str, inventory_id: str, window: Window) -> list[Blocker]:
    """Live claims that touch `window`, in order of time."""
    return list(_MODELS[model].busy(inventory_id, window))


def busy_among(model: str, inventory_ids: Sequence[str], window: Window) -> Mapping[str, Sequence[Blocker]]:
    """By inventory: live claims that touch `window`, in order of time; one query, however many there are."""
    return _MODELS[model].busy_among(inventory_ids, window)


def free_among(model: str, ids: Sequence[ObjectId], window: Window, limit_ms: int) -> set[ObjectId]:
    """Those of the inventories `ids` that are free in `window`, by the predicate that claims use."""
    return ledger.ids_matching(ids, _MODELS[model].free(window), limit_ms)


def nearest_free(
    taken: Sequence[Blocker], wanted: Window, buffer: timedelta, reach: Window, capacity: int = 1
) -> list[Window]:
    """Windows as long as `wanted`, within `reach`, in which the `taken` claims leave room; nearest first."""
    return interval.nearest_free(taken, wanted, buffer, reach, capacity)


def lock_names(demands: Iterable[Demand]) -> tuple[str, ...]:
    """What rivals for these demands queue on, sorted, so that two baskets never wait for each other."""
    return tuple(sorted({f"inventory:{demand.inventory_id}" for demand in demands}))


def lock_wait(model: str) -> timedelta:
    """How long a request of this model may wait for its lock before it is told to come back."""
    return _MODELS[model].LOCK_WAIT
