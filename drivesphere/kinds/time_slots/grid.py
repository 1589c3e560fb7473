"""The slots of a resource: they start every so often from each opening on, and end by its closing. Pure.

Opening hours are what the clock on the wall says; from there on, steps and slots are real time. So an hour is an hour
on the days when clocks change, and a day of 25 hours has 25 slots of one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from drivesphere.domain.kind import Listing
from drivesphere.domain.window import Window
from drivesphere.kinds.time_slots.opening import MINUTE, WEEK_AND_A_DAY, Opening

DAYS_REMEMBERED = 64  # a week for each of the resources that are looked at this minute


@dataclass(frozen=True, slots=True)
class Grid:
    """Slots that last `slot` and start every `step` while there is `opening`."""

    opening: Opening
    slot: timedelta
    step: timedelta

    @classmethod
    def of(cls, listing: Listing) -> Grid | None:
        """The grid of a resource; None where windows of any length can be booked."""
        if listing["slot_minutes"] is None:
            return None
        return cls(Opening.of(listing), listing["slot_minutes"] * MINUTE, listing["step_minutes"] * MINUTE)

    def slots_of(self, day: date) -> tuple[Window, ...]:
        """The slots that start on the resource's own `day`, in order."""
        return _slots_of(self, day)

    def slots_between(self, since: datetime, until: datetime) -> Iterator[Window]:
        """The slots that start from `since` to before `until`, in order."""
        slots = (slot for day in self.opening.days(since, until) for slot in self.slots_of(day))
        return (slot for slot in slots if since <= slot.starts_at < until)

    def starts_a_slot(self, instant: datetime) -> bool:
        """Whether a slot starts at `instant`."""
        slots = self.slots_of(self.opening.day_of(instant))
        place = bisect_left(slots, instant, key=lambda slot: slot.starts_at)
        return place < len(slots) and slots[place].starts_at == instant

    def ends_through(self, window: Window) -> list[datetime]:
        """Where a booking that starts with `window` can end: after one slot, two that follow without a gap, and so on.

        The last of these ends is the first that is not within `window`, if it goes on for as long.
        """
        ends = [window.starts_at]
        while ends[-1] < window.ends_at and self.starts_a_slot(ends[-1]):
            ends.append(ends[-1] + self.slot)
        return ends[1:]

    def fits(self, window: Window) -> bool:
        """Whether `window` is a slot, or several that follow without a gap."""
        return window.ends_at in self.ends_through(window)

    def nearest_starts(self, wanted: datetime) -> list[datetime]:
        """Starts of slots within a week of `wanted`, those next to it first."""
        slots = self.slots_between(wanted - WEEK_AND_A_DAY, wanted + WEEK_AND_A_DAY)
        return nearest_first(wanted, (slot.starts_at for slot in slots))


def nearest_first(wanted: datetime, instants: Iterable[datetime]) -> list[datetime]:
    """`instants` by how far they lie from `wanted`; of two that lie equally far the earlier first."""
    return sorted(instants, key=lambda instant: (abs(instant - wanted), instant))


@lru_cache(DAYS_REMEMBERED)
def _slots_of(grid: Grid, day: date) -> tuple[Window, ...]:
    return tuple(sorted({slot for period in grid.opening.periods(day) for slot in _slots_in(grid, period)}))


def _slots_in(grid: Grid, period: Window) -> Iterator[Window]:
    """As many slots as fit into `period`, the first at its beginning."""
    steps = (period.length - grid.slot) // grid.step
    starts = (period.starts_at + number * grid.step for number in range(steps + 1))
    return (Window(start, start + grid.slot) for start in starts)
