"""Where in a report something belongs: to a period, or to a listing for all of the range."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from typing import Any

from bson import ObjectId

from drivesphere.domain.days import Days, Period, Unit
from drivesphere.domain.use import Bundle

Record = dict[str, Any]
Bounds = tuple[datetime, ...]
LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are numbered by period; by listing there is one period, which is all of the range.

    `bounds` are where the periods begin, and where the last one ends; `number_of_day` is by the days of the range.
    """

    days: Days
    periods: Sequence[Period]
    bounds: Bounds
    number_of_day: Sequence[int]

    @classmethod
    def of(cls, days: Days, group_by: str) -> Table:
        """The table of a report that is grouped by `listing` or a unit of days."""
        periods = [] if group_by == LISTING else days.periods(Unit(group_by))
        lengths = [(period.last - period.first).days + 1 for period in periods] or [len(days)]
        starts, midnights = accumulate(lengths, initial=0), days.midnights
        numbers = [number for number, length in enumerate(lengths) for _ in range(length)]
        return cls(days, periods, tuple(midnights[start] for start in starts), numbers)

    @property
    def is_by_listing(self) -> bool:
        return not self.periods

    def row_of(self, listing_id: ObjectId) -> ObjectId | None:
        """What stands for the listing: itself, or nothing where the rows are periods."""
        return listing_id if self.is_by_listing else None

    def number_at(self, instant: datetime) -> int | None:
        """The number of the period of `instant`; None where the range does not reach."""
        number = bisect_right(self.bounds, instant) - 1
        return number if 0 <= number < len(self.bounds) - 1 else None

    def moved(self, bundle: Bundle) -> Bundle:
        """A bundle of days as one of periods."""
        first, last = self.number_of_day[bundle.first], self.number_of_day[bundle.last]
        return replace(bundle, first=first, last=last)

    def shown(self, number: int) -> Record:
        """A period as reports have it."""
        return self.periods[number].as_dict()
