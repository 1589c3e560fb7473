"""What would do in the place of slots that are taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from drivesphere.domain.demand import Outlook
from drivesphere.domain.kind import Alternatives, Listing, Record, Request
from drivesphere.domain.window import Window
from drivesphere.inventory import Occupancy, nearest_free
from drivesphere.kinds.time_slots.grid import Grid
from drivesphere.kinds.time_slots.opening import Opening
from drivesphere.kinds.time_slots.policy import policy_of
from drivesphere.kinds.time_slots.search import in_group_of

MOST_OFFERED = 3  # as many as a refusal names


def otherwise(listing: Listing, request: Request, outlook: Outlook) -> list[Record]:
    """The same resource at the nearest other times."""
    wanted, grid = Window(request["starts_at"], request["ends_at"]), Grid.of(listing)
    free = _free_on(grid, listing, wanted, outlook) if grid else _free_without_grid(listing, wanted, outlook)
    return [{**request, "starts_at": time.starts_at, "ends_at": time.ends_at} for time in islice(free, MOST_OFFERED)]


def _free_on(grid: Grid, listing: Listing, wanted: Window, outlook: Outlook) -> Iterator[Window]:
    """Windows as long as `wanted` that the grid has and that still have room, nearest first."""
    occupancy, reach = Occupancy(outlook.taken, policy_of(listing).buffer), outlook.reach
    for start in grid.nearest_starts(wanted.starts_at):
        window = wanted.moved_to(start)
        is_allowed = reach.starts_at <= start and window.ends_at <= reach.ends_at
        if is_allowed and occupancy.peak(window) < listing["capacity"] and grid.fits(window):
            yield window


def _free_without_grid(listing: Listing, wanted: Window, outlook: Outlook) -> Iterator[Window]:
    """Windows as long as `wanted` next to what is taken, while it is open."""
    opening, buffer = Opening.of(listing), policy_of(listing).buffer
    windows = nearest_free(outlook.taken, wanted, buffer, outlook.reach, listing["capacity"])
    return (window for window in windows if opening.open_through(window) == window.ends_at)


def distance(listing: Listing, other: Listing) -> tuple[int, str]:
    """Who cannot have the one room takes one of about the same price."""
    return abs(other["price"] - listing["price"]), other["title"]


ALTERNATIVES = Alternatives(
    otherwise=otherwise,
    alike=in_group_of,
    distance=distance,
    same_listing="same_resource_other_time",
    other_listing="other_resource",
)
