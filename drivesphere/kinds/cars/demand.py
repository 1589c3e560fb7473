"""A car is one inventory with the car's own id, and it is asked for by a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.policy import Policy, check_window
from drivesphere.domain.window import Window
from drivesphere.kinds.cars.policy import DEFAULT_POLICY


def stock(listing: Listing) -> list[Stock]:
    """The one inventory of the car, with the time that its owner needs between two clients."""
    return [Stock(str(listing["_id"]), Policy.stored(listing.get("policy"), DEFAULT_POLICY).buffer)]


def demands(listing: Listing, request: Request) -> list[Demand]:
    """The one window that `request` asks of the car."""
    return [Demand(str(listing["_id"]), Window(request["starts_at"], request["ends_at"]))]


def check(policy: Policy, wanted: Sequence[Demand], now: datetime) -> None:
    """Refuse what the car's policy does not allow, before anything is locked."""
    for demand in wanted:
        if demand.window:
            check_window(policy, demand.window, now)
