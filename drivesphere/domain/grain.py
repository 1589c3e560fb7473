"""By how much time payments are added up for good: half hours, of which days are made, and months. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from drivesphere.domain.window import EPOCH, Window

HALF_HOUR, A_MONTH_AND_MORE = timedelta(minutes=30), timedelta(days=32)


class Grain(StrEnum):
    """Stretches of time that follow one another, in UTC.

    Half hours have a sum each. Of months totals are kept, of all that came in until one ends: two of them tell what
    came in between, however many months that are.
    """

    HALF_HOUR = "half_hour"
    MONTH = "month_total"

    def start_of(self, instant: datetime) -> datetime:
        """When the stretch began that `instant` is in."""
        if self is Grain.MONTH:
            return instant.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return instant - (instant - EPOCH) % HALF_HOUR

    def is_start(self, instant: datetime) -> bool:
        return self.start_of(instant) == instant

    def next_start(self, instant: datetime) -> datetime:
        """When the next stretch begins; `instant` itself where one begins there."""
        if self.is_start(instant):
            return instant
        start = self.start_of(instant)
        return following_month(start) if self is Grain.MONTH else start + HALF_HOUR

    def whole_within(self, starts_at: datetime, ends_at: datetime) -> Window | None:
        """All stretches that are wholly between two instants; None where there is none."""
        first, end = self.next_start(starts_at), self.start_of(ends_at)
        return Window(first, end) if first < end else None


def following_month(instant: datetime) -> datetime:
    """When the month after that of `instant` begins."""
    return Grain.MONTH.start_of(Grain.MONTH.start_of(instant) + A_MONTH_AND_MORE)
