"""A range of calendar days in one time zone, and the periods that it falls into: what reports are asked for. Pure.

A day is what the calendar on the wall says: it begins at local midnight, and has 23 or 25 hours when clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from drivesphere.domain.errors import Rejected

DAY = timedelta(days=1)
MOST_DAYS = 366  # a leap year


class Unit(StrEnum):
    """What days are summed up to; weeks are those of ISO 8601, from Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """The days `first` to `last`, both inside; `label` names the whole of it, also where the range cuts it short."""

    label: str
    first: date
    last: date

    def as_dict(self) -> dict[str, str]:
        """The form that reports show."""
        return {"period": self.label, "from": self.first.isoformat(), "to": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive days from the one with this `number` on, all of 24 hours; or a single one of another length."""

    number: int
    starts_at: datetime
    ends_at: datetime
    is_even: bool


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both inside, by the calendar of `zone`."""

    first: date
    last: date
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Rejected("The range ends before it starts.", errors={"to": ["Must not be before from."]})
        if len(self) > MOST_DAYS:
            message = f"At most {MOST_DAYS} days, both ends included."
            raise Rejected(f"Ask for at most {MOST_DAYS} days.", code="range_too_long", errors={"to": [message]})

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + number * DAY for number in range(len(self)))

    @property
    def starts_at(self) -> datetime:
        return self._midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        return self._midnight(self.last + DAY)

    @property
    def midnights(self) -> list[datetime]:
        """The instants at which the days begin, and the one at which the last of them ends."""
        return [self._midnight(day) for day in (*self, self.last + DAY)]

    def _midnight(self, day: date) -> datetime:
        """When `day` begins; where clocks jump over midnight that is when they jump."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def periods(self, unit: Unit) -> list[Period]:
        """The days in order, summed up to `unit`; the first and the last may be cut short."""
        periods = []
        for label, found in groupby(self, key=lambda day: _label(day, unit)):
            days = list(found)
            periods.append(Period(label, days[0], days[-1]))
        return periods

    def parts(self, most_days: int) -> list[Days]:
        """All days in order, in parts of at most so many."""
        firsts = range(0, len(self), most_days)
        return [self._part(first, min(first + most_days, len(self)) - 1) for first in firsts]

    def _part(self, first: int, last: int) -> Days:
        return Days(self.first + first * DAY, self.first + last * DAY, self.zone)

    def stretches(self) -> list[Stretch]:
        """All days, in as few stretches as the changes of clocks allow."""
        numbered = [(start, end, number) for number, (start, end) in enumerate(pairwise(self.midnights))]
        found = []
        for is_even, days in groupby(numbered, key=lambda day: day[1] - day[0] == DAY):
            found += _stretches(list(days), is_even)
        return found


def _stretches(days: Sequence[tuple[datetime, datetime, int]], is_even: bool) -> list[Stretch]:
    if not is_even:
        return [Stretch(number, start, end, is_even) for start, end, number in days]
    return [Stretch(days[0][2], days[0][0], days[-1][1], is_even)]


def _label(day: date, unit: Unit) -> str:
    if unit is Unit.MONTH:
        return f"{day:%Y-%m}"
    if unit is Unit.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()
