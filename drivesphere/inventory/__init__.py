"""The engine: claim, confirm, extend, release. It knows inventory models and never a kind.

All four run inside the caller's transaction. Each is a conditional write on the inventory document, and "exactly one
changed" is the only proof of success.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bson import ObjectId
from pymongo.client_session import ClientSession

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import Window
from drivesphere.inventory import interval
from drivesphere.inventory.protocol import Blocker, InventoryModel, Stamp, Taken
from drivesphere.models import inventory as ledger

__all__ = [
    "Blocker",
    "Stamp",
    "Taken",
    "blockers",
    "busy",
    "claim",
    "confirm",
    "extend",
    "free_among",
    "install",
    "lock_names",
    "lock_wait",
    "nearest_free",
    "open_stock",
    "release",
]

_MODELS: dict[str, InventoryModel] = {"interval": interval}


def install(name: str, model: InventoryModel) -> None:
    """Put `model` in place of the one called `name`; tests show with it what happens without a guard."""
    _MODELS[name] = model


def open_stock(model: str, kind: str, stock: Iterable[Stock]) -> None:
    """Make sure that the inventory which listings bring exists as they state it; claims on it stay untouched."""
    _MODELS[model].open_stock(kind, stock)


def claim(
    session: ClientSession, model: str, demands: Sequence[Demand], booking_id: ObjectId, hold_time: timedelta | None
) -> Stamp:
    """Claim all of `demands` for one booking, until `hold_time` from now (None: for good), or raise `Taken`.

    The caller's transaction must not commit after `Taken` if it claimed more than one demand.
    """
    stamps = [
        _MODELS[model].claim(session, demand, booking_id, hold_time)
        for demand in sorted(demands, key=lambda demand: demand.inventory_id)
    ]
    displaced = tuple(dict.fromkeys(other for stamp in stamps for other in stamp.displaced))
    return Stamp(at=stamps[0].at, until=stamps[0].until, displaced=displaced)


def confirm(session: ClientSession, model: str, demands: Iterable[Demand], booking_id: ObjectId) -> bool:
    """Make the booking's claims permanent; False when one of them is gone."""
    return all(_MODELS[model].set_until(session, demand, booking_id, None) for demand in demands)


def extend(
    session: ClientSession, model: str, demands: Iterable[Demand], booking_id: ObjectId, until: datetime
) -> bool:
    """Let the booking's claims live until `until`; False when one of them is gone."""
    return all(_MODELS[model].set_until(session, demand, booking_id, until) for demand in demands)


def release(session: ClientSession, model: str, demands: Iterable[Demand], booking_id: ObjectId) -> None:
    """Give the booking's claims back; what is gone already stays gone."""
    for demand in demands:
        _MODELS[model].release(session, demand, booking_id)


def blockers(model: str, demands: Sequence[Demand]) -> list[Blocker]:
    """Live claims in the way of `demands` at this instant, outside any transaction: good for a quick refusal only."""
    return [blocker for demand in demands for blocker in _MODELS[model].blockers(demand)]


def busy(model: str, inventory_id: str, window: Window) -> list[Blocker]:
    """Live claims that touch `window`, in order of time."""
    return list(_MODELS[model].busy(inventory_id, window))


def free_among(model: str, ids: Sequence[ObjectId], window: Window, limit_ms: int) -> set[ObjectId]:
    """Those of the inventories `ids` that are free in `window`, by the predicate that claims use."""
    return ledger.ids_matching(ids, _MODELS[model].free(window), limit_ms)


def nearest_free(taken: Sequence[Blocker], wanted: Window, buffer: timedelta, reach: Window) -> list[Window]:
    """Windows as long as `wanted`, within `reach`, that none of the `taken` claims touches; nearest first."""
    return interval.nearest_free(taken, wanted, buffer, reach)


def lock_names(demands: Iterable[Demand]) -> tuple[str, ...]:
    """What rivals for these demands queue on, sorted, so that two baskets never wait for each other."""
    return tuple(sorted({f"inventory:{demand.inventory_id}" for demand in demands}))


def lock_wait(model: str) -> timedelta:
    """How long a request of this model may wait for its lock before it is told to come back."""
    return _MODELS[model].LOCK_WAIT
