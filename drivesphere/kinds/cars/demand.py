"""A car is asked for by a window, and its inventory carries its own id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from drivesphere.domain.demand import Demand
from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.policy import Policy, check_window
from drivesphere.domain.window import Window


def demands(listing: Listing, request: Request) -> list[Demand]:
    """The one window that `request` asks of the car."""
    return [Demand(str(listing["_id"]), Window(request["starts_at"], request["ends_at"]))]


def check(policy: Policy, wanted: Sequence[Demand], now: datetime) -> None:
    """Refuse what the car's policy does not allow, before anything is locked."""
    for demand in wanted:
        if demand.window:
            check_window(policy, demand.window, now)
