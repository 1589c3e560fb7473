"""A resource is one inventory with the resource's own id, and it is asked for by a window that its grid has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from drivesphere.domain.clock import rfc3339
from drivesphere.domain.demand import Demand, Stock
from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Listing, Request
from drivesphere.domain.policy import Policy, check_length, check_window
from drivesphere.domain.problem import Problem
from drivesphere.domain.window import Window
from drivesphere.kinds.time_slots.grid import Grid, nearest_first
from drivesphere.kinds.time_slots.opening import Opening
from drivesphere.kinds.time_slots.policy import policy_of

OFF_GRID = Problem("off_grid", 422, "Not one of its slots", "Start and end with a slot; `errors` names the nearest.")
MOST_NAMED = 2  # the one before and the one after, most of the time


def stock(listing: Listing) -> list[Stock]:
    """The one inventory of the resource, with as many equal places as it has."""
    return [Stock(str(listing["_id"]), policy_of(listing).buffer, listing["capacity"])]


def demands(listing: Listing, request: Request) -> list[Demand]:
    """The one window that `request` asks of the resource; `Rejected` where it has no such slots."""
    window = Window(request["starts_at"], request["ends_at"])
    # The length comes first: the grid is walked from slot to slot, and nobody shall send us through a century of them.
    check_length(policy_of(listing), window)
    refuse_off_grid(listing, window)
    return [Demand(str(listing["_id"]), window)]


def check(policy: Policy, wanted: Sequence[Demand], now: datetime) -> None:
    """Refuse what the resource's policy does not allow, before anything is locked."""
    for demand in wanted:
        if demand.window:
            check_window(policy, demand.window, now)


def refuse_off_grid(listing: Listing, window: Window) -> None:
    """`Rejected` (`off_grid`) unless `window` is a slot or several in a row, or open where there are no slots."""
    grid = Grid.of(listing)
    if grid is None:
        _refuse_closed(Opening.of(listing), window)
    elif not grid.starts_a_slot(window.starts_at):
        raise _off_grid("starts_at", f"No slot starts then. {_nearest('start', grid.nearest_starts(window.starts_at))}")
    elif not grid.fits(window):
        ends = nearest_first(window.ends_at, grid.ends_through(window))
        raise _off_grid("ends_at", f"No slot from starts_at on ends then. {_nearest('end', ends)}")


def _refuse_closed(opening: Opening, window: Window) -> None:
    open_until = opening.open_through(window)
    if open_until == window.ends_at:
        return
    if open_until > window.starts_at:
        raise _off_grid("ends_at", f"It closes at {rfc3339(open_until)}.")
    period = opening.nearest_period(window.starts_at)
    nearest = f"{rfc3339(period.starts_at)} to {rfc3339(period.ends_at)}" if period else "none"
    raise _off_grid("starts_at", f"It is closed then. The nearest opening: {nearest}.")


def _nearest(what: str, instants: Iterable[datetime]) -> str:
    named = sorted(list(instants)[:MOST_NAMED])
    return f"The nearest {what}: {' or '.join(map(rfc3339, named))}." if named else "It has no slots at all."


def _off_grid(field: str, message: str) -> Rejected:
    return Rejected(message, code=OFF_GRID.code, errors={field: [message]})
