"""What stands ready to be booked, and what a client asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from drivesphere.domain.window import Window


@dataclass(frozen=True, slots=True)
class Stock:
    """One inventory that a listing brings, with the turnaround buffer around its windows."""

    inventory_id: str
    buffer: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Demand:
    """A window of an interval inventory, or a quantity of a counted one."""

    inventory_id: str
    window: Window | None = None
    quantity: int = 1
