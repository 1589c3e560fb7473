"""What an inventory model must offer, and the words they all use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bson import ObjectId
from pymongo.client_session import ClientSession

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import Window


@dataclass(frozen=True, slots=True)
class Stamp:
    """A claim that was won: database times, what was claimed, and the bookings whose lapsed holds gave way to it.

    `claimed` are the demands as they were granted: where any of several inventories would do, each names the one.
    `made_room` tells that overdue holds were ended beforehand, because a counted inventory looked full.
    """

    at: datetime
    until: datetime | None
    displaced: tuple[ObjectId, ...] = ()
    claimed: tuple[Demand, ...] = ()
    made_room: bool = False


@dataclass(frozen=True, slots=True)
class Blocker:
    """A live claim in the way: a booking's, a hold's, or a block of the owner's, whose id is the `booking_id`."""

    booking_id: ObjectId
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_hold: bool = False
    is_block: bool = False

    @property
    def reason(self) -> str:
        """Why the window is taken, in the one word that anybody may know."""
        if self.is_block:
            return "blocked"
        return "held" if self.is_hold else "booked"


@dataclass(frozen=True, slots=True)
class Shortage:
    """A demand that cannot be met at this instant: the places `left`, the live claims that stand in its way."""

    demand: Demand
    left: int = 0
    blockers: tuple[Blocker, ...] = ()


class Taken(Exception):
    """The demand was not free at the instant of the claim; nothing was written for it."""

    def __init__(self, demand: Demand) -> None:
        super().__init__(demand.inventory_id)
        self.demand = demand


class Occupied(Exception):
    """More is `taken` of an inventory than `stock` would leave it; nothing was written."""

    def __init__(self, stock: Stock, taken: int) -> None:
        super().__init__(stock.inventory_id)
        self.stock = stock
        self.taken = taken


MakeRoom = Callable[[ClientSession, Demand], bool]
"""Ends overdue holds that stand in the way of a demand, in the caller's transaction; whether there were any."""


class InventoryModel(Protocol):
    """How one sort of inventory is consumed; a module fulfils it."""

    @property
    def LOCK_WAIT(self) -> timedelta: ...  # noqa: N802 - modules spell their constants so

    @property
    def COUNTS_PLACES(self) -> bool: ...  # noqa: N802 - whether it is consumed by number, and holds stand elsewhere

    def open_stock(self, kind: str, stock: Iterable[Stock], session: ClientSession | None = None, /) -> None: ...

    def refit(self, session: ClientSession, stock: Stock, /) -> None: ...

    def claim(
        self, session: ClientSession, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None, /
    ) -> Stamp: ...

    def set_until(
        self, session: ClientSession, demand: Demand, booking_id: ObjectId, until: datetime | None, /
    ) -> bool: ...

    def release(self, session: ClientSession, demand: Demand, booking_id: ObjectId, /) -> bool: ...

    def shortage(self, demand: Demand, /) -> Shortage | None: ...

    def busy(self, inventory_id: str, window: Window, /) -> Sequence[Blocker]: ...

    def busy_among(self, ids: Sequence[str], window: Window, /) -> Mapping[str, Sequence[Blocker]]: ...

    def free(self, window: Window, /) -> dict[str, Any]: ...

    def places_left(self, ids: Sequence[str], /) -> Mapping[str, int]: ...

    def with_places(self, listing_ids: Sequence[ObjectId], quantity: int, /) -> set[ObjectId]: ...
