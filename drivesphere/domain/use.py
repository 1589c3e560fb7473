"""How far things are used: time for what is had by the window, places for what is counted. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any

from drivesphere.domain.window import Window

SECOND, MILLISECOND, NOTHING = timedelta(seconds=1), timedelta(milliseconds=1), timedelta(0)
SECOND_MS = SECOND // MILLISECOND
SECONDS_A_DAY = 24 * 60 * 60
SECONDS, PLACES = "seconds", "places"
"""What use is measured in."""


@dataclass(frozen=True, slots=True)
class Use:
    """How much was booked of what was offered, both in seconds or both in places."""

    booked: int = 0
    offered: int = 0

    def __add__(self, other: Use) -> Use:
        return Use(self.booked + other.booked, self.offered + other.offered)

    @property
    def share(self) -> float | None:
        """The part of it that was booked; None where nothing was offered."""
        return round(self.booked / self.offered, 4) if self.offered > 0 else None

    def as_dict(self, unit: str) -> dict[str, Any]:
        """The form that reports show."""
        return {"unit": unit, "booked": self.booked, "offered": self.offered, "share": self.share}


@dataclass(frozen=True, slots=True)
class Bundle:
    """`count` windows that begin in the period `first` and end in the period `last`.

    `begun` and `ended` are the sums of their starts and ends, in milliseconds from where the first period begins.
    """

    first: int
    last: int
    count: int
    begun: int
    ended: int


def per_day(amount: int, offered_seconds: int) -> int | None:
    """What `amount` comes to for each day that was offered, in whole minor units; None where nothing was."""
    return round(amount * SECONDS_A_DAY / offered_seconds) if offered_seconds > 0 else None


def seconds_between(windows: Iterable[Window], bounds: Sequence[datetime]) -> list[int]:
    """How long `windows` last between each of `bounds` and the next.

    A window is looked at where it begins and where it ends; in between it only counts as one that lasts throughout.
    """
    number_of_last = len(bounds) - 2
    found, throughout = [NOTHING] * (len(bounds) - 1), [0] * len(bounds)
    for window in windows:
        first = max(bisect_right(bounds, window.starts_at) - 1, 0)
        last = min(bisect_left(bounds, window.ends_at) - 1, number_of_last)
        for number in {first, last} if first <= last else ():
            found[number] += _overlap(window, bounds[number], bounds[number + 1])
        if last - first > 1:
            throughout[first + 1] += 1
            throughout[last] -= 1
    lengths = (end - start for start, end in pairwise(bounds))
    whole = (count * length for count, length in zip(accumulate(throughout), lengths, strict=False))
    return [(part + more) // SECOND for part, more in zip(found, whole, strict=True)]


def seconds_of(bundles: Iterable[Bundle], bounds: Sequence[datetime]) -> list[int]:
    """The same of windows that are in bundles; none begins before all `bounds` or ends behind them."""
    marks = [(bound - bounds[0]) // MILLISECOND for bound in bounds]
    found, throughout = [0] * (len(bounds) - 1), [0] * len(bounds)
    for bundle in bundles:
        if bundle.first == bundle.last:
            found[bundle.first] += bundle.ended - bundle.begun
            continue
        found[bundle.first] += bundle.count * marks[bundle.first + 1] - bundle.begun
        found[bundle.last] += bundle.ended - bundle.count * marks[bundle.last]
        throughout[bundle.first + 1] += bundle.count
        throughout[bundle.last] -= bundle.count
    lengths = (end - start for start, end in pairwise(marks))
    whole = (count * length for count, length in zip(accumulate(throughout), lengths, strict=False))
    return [(part + more) // SECOND_MS for part, more in zip(found, whole, strict=True)]


def _overlap(window: Window, starts_at: datetime, ends_at: datetime) -> timedelta:
    return max(NOTHING, min(window.ends_at, ends_at) - max(window.starts_at, starts_at))
