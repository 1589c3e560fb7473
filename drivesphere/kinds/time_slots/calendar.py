"""The slots of a resource: of one date as a viewer anywhere has it, or of the next seven days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from drivesphere.domain import clock
from drivesphere.domain.clock import rfc3339
from drivesphere.domain.errors import Rejected
from drivesphere.domain.kind import Args, Listing, Record
from drivesphere.domain.policy import Policy, check_start
from drivesphere.domain.window import Window
from drivesphere.inventory import Blocker, Occupancy
from drivesphere.kinds.time_slots.grid import Grid
from drivesphere.kinds.time_slots.opening import DAY, EARLIEST, LATEST, on_the_wall
from drivesphere.kinds.time_slots.policy import policy_of
from drivesphere.kinds.time_slots.pricing import prices

USUAL = timedelta(days=7)
LONGEST_SLOT = DAY  # a slot may end so much later than the day on which it starts


def window(args: Args, now: datetime) -> Window:
    """Where claims may matter: the `date` wherever on Earth, or seven days from `now` on, to the end of the last slot.

    In whose zone the date is meant only the resource may know, and it is not known yet.
    """
    if "date" in args:
        midnight = datetime.combine(args["date"], time(), UTC)
        return Window(midnight + EARLIEST, midnight + DAY + LATEST + LONGEST_SLOT)
    # The minute, so that everybody who looks within it shares one cached answer.
    since = now.replace(second=0, microsecond=0)
    return Window(since, since + USUAL + LONGEST_SLOT)


def calendar(listing: Listing, args: Args, looked_at: Window, taken: Sequence[Blocker]) -> Record:
    """The JSON of the slots that start in what `args` ask for, each with the room that `taken` claims leave."""
    home = ZoneInfo(listing["time_zone"])
    zone = ZoneInfo(args["tz"]) if "tz" in args else home
    spans, policy, price = _spans(args, zone, looked_at), policy_of(listing), prices(listing)
    occupancy = Occupancy(taken, policy.buffer)
    return {
        "listing_id": str(listing["_id"]),
        "time_zone": home.key,
        "tz": zone.key,
        "date": args["date"].isoformat() if "date" in args else None,
        "capacity": listing["capacity"],
        "slots": [
            {
                **_times(slot, zone, home),
                **_room(slot, listing["capacity"] - occupancy.peak(slot), policy),
                "price": price(slot.starts_at),
            }
            for slot in _slots(Grid.of(listing), spans)
        ],
        "busy": [_busy(claim) for claim in taken if any(_touches(claim, span) for span in spans)],
        "buffer_minutes": policy.buffer_minutes,
        "policy": policy.as_dict(),
    }


def _spans(args: Args, zone: ZoneInfo, looked_at: Window) -> list[Window]:
    """When it is the date that was asked for in `zone`, which on some islands was never; or the days to come."""
    if "date" in args:
        return on_the_wall(zone, args["date"])
    return [Window(looked_at.starts_at, looked_at.ends_at - LONGEST_SLOT)]


def _slots(grid: Grid | None, spans: Sequence[Window]) -> Iterator[Window]:
    if grid is not None:
        for span in spans:
            yield from grid.slots_between(span.starts_at, span.ends_at)


def _times(slot: Window, zone: ZoneInfo, home: ZoneInfo) -> Record:
    """When `slot` is, also by the clock in the viewer's `zone`, and how many days that date is ahead of the resource's.

    The resource is at `home`.
    """
    here, there = slot.starts_at.astimezone(zone), slot.starts_at.astimezone(home)
    return {
        "starts_at": rfc3339(slot.starts_at),
        "ends_at": rfc3339(slot.ends_at),
        "local_start": here.isoformat(),
        "day_shift": (here.date() - there.date()).days,
    }


def _room(slot: Window, left: int, policy: Policy) -> Record:
    """What remains of a slot, which is nothing where more than the capacity is taken since it was lowered."""
    return {"remaining": max(0, left), "available": left > 0 and _is_allowed(slot, policy)}


def _is_allowed(slot: Window, policy: Policy) -> bool:
    """Whether `policy` lets somebody start then, if he came now."""
    try:
        check_start(policy, slot, clock.now())
    except Rejected:
        return False
    return True


def _touches(claim: Blocker, span: Window) -> bool:
    return bool(claim.starts_at and claim.ends_at and claim.starts_at < span.ends_at and span.starts_at < claim.ends_at)


def _busy(claim: Blocker) -> Record:
    return {
        "starts_at": claim.starts_at and rfc3339(claim.starts_at),
        "ends_at": claim.ends_at and rfc3339(claim.ends_at),
        "reason": claim.reason,
    }
