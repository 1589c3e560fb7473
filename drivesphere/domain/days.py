"""A range of calendar days in one time zone, and the periods that it falls into: what reports are asked for. Pure.

A day is what the calendar on the wall says: it begins at local midnight, and has 23 or 25 hours when clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from drivesphere.domain.errors import Rejected

DAY, NOTHING = timedelta(days=1), timedelta(0)
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
    """Time until `ends_at` in which a day begins every 24 hours, the one with this `number` at `starts_at`."""

    number: int
    starts_at: datetime
    ends_at: datetime


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

    def cut(self, instant: datetime) -> tuple[Days | None, Days | None]:
        """The days that are over at `instant`, and the others; None where there are none."""
        over = sum(end <= instant for end in self.midnights[1:])
        past = self._part(0, over - 1) if over else None
        return past, self._part(over, len(self) - 1) if over < len(self) else None

    def stretches(self) -> list[Stretch]:
        """All of the time, in order, in as few stretches as the changes of clocks allow."""
        found, number, starts_at = [], 0, self.starts_at
        for day, (begins, ends) in enumerate(pairwise(self.midnights)):
            more = ends - begins - DAY
            if more:
                # A day that is shorter ends a stretch. One that is longer begins one when 24 hours of it are left.
                cut, following = (begins + more, day) if more > NOTHING else (ends, day + 1)
                found.append(Stretch(number, starts_at, cut))
                number, starts_at = following, cut
        return [*found, Stretch(number, starts_at, self.ends_at)]


def _label(day: date, unit: Unit) -> str:
    if unit is Unit.MONTH:
        return f"{day:%Y-%m}"
    if unit is Unit.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()
