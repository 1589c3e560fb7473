"""What an inventory model must offer, and the words they all use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bson import ObjectId
from pymongo.client_session import ClientSession

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.window import Window


@dataclass(frozen=True, slots=True)
class Stamp:
    """A claim that was won: database times, and the bookings whose lapsed holds gave way to it."""

    at: datetime
    until: datetime | None
    displaced: tuple[ObjectId, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocker:
    """A live claim in the way."""

    booking_id: ObjectId
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_hold: bool = False


class Taken(Exception):
    """The demand was not free at the instant of the claim; nothing was written for it."""

    def __init__(self, demand: Demand) -> None:
        super().__init__(demand.inventory_id)
        self.demand = demand


class InventoryModel(Protocol):
    """How one sort of inventory is consumed; a module fulfils it."""

    @property
    def LOCK_WAIT(self) -> timedelta: ...  # noqa: N802 - modules spell their constants so

    def open_stock(self, kind: str, stock: Iterable[Stock], /) -> None: ...

    def claim(
        self, session: ClientSession, demand: Demand, booking_id: ObjectId, hold_time: timedelta | None, /
    ) -> Stamp: ...

    def set_until(
        self, session: ClientSession, demand: Demand, booking_id: ObjectId, until: datetime | None, /
    ) -> bool: ...

    def release(self, session: ClientSession, demand: Demand, booking_id: ObjectId, /) -> bool: ...

    def blockers(self, demand: Demand, /) -> Sequence[Blocker]: ...

    def busy(self, inventory_id: str, window: Window, /) -> Sequence[Blocker]: ...

    def free(self, window: Window, /) -> dict[str, Any]: ...
