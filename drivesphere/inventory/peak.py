"""How many claims an interval inventory has at a time: the arithmetic behind capacities, without a database."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from drivesphere.domain.window import Window
from drivesphere.inventory.protocol import Blocker

EVERYTHING = 1_000_000_000  # more than any capacity: what a block leaves is nothing, whatever the capacity will be


class Occupancy:
    """How many claims are there at each instant, each with the `buffer` behind it.

    Counted once, and then looked up for each of the hundreds of windows that a calendar shows.
    """

    def __init__(self, claims: Sequence[Blocker], buffer: timedelta = timedelta(0)) -> None:
        changes: Counter[datetime] = Counter()
        for claim in claims:
            if claim.starts_at and claim.ends_at:
                taken = EVERYTHING if claim.is_block else 1
                changes[claim.starts_at] += taken
                changes[claim.ends_at + buffer] -= taken
        self._buffer = buffer
        self._instants = sorted(changes)
        self._counts = list(accumulate(changes[at] for at in self._instants))

    def peak(self, window: Window) -> int:
        """The most claims at one instant of `window`; it too needs the buffer behind it, before the next one comes."""
        # The number stands still between two changes, so the last one up to the start counts, and all up to the end.
        at_start = max(0, bisect_right(self._instants, window.starts_at) - 1)
        at_end = bisect_left(self._instants, window.ends_at + self._buffer)
        return max(self._counts[at_start:at_end], default=0)
