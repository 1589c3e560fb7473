"""A stretch of time: half-open, in UTC, exact to the microsecond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from drivesphere.domain.errors import Rejected

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_us(instant: datetime) -> int:
    """Microseconds since 1970 of an aware `instant`: integers compare exactly, BSON dates cut to milliseconds."""
    return (instant - EPOCH) // MICROSECOND


def from_us(microseconds: int) -> datetime:
    """The aware UTC instant of `microseconds` since 1970."""
    return EPOCH + timedelta(microseconds=microseconds)


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """`[starts_at, ends_at)`; a window that ends where another starts does not touch it."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise Rejected(
                "The window ends before it starts.",
                code="window_reversed",
                errors={"ends_at": ["Must be later than starts_at."]},
            )

    @property
    def starts_us(self) -> int:
        return to_us(self.starts_at)

    @property
    def ends_us(self) -> int:
        return to_us(self.ends_at)

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def overlaps(self, other: Window) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def padded(self, buffer: timedelta) -> Window:
        """This window with the turnaround `buffer` on both sides."""
        return Window(self.starts_at - buffer, self.ends_at + buffer)

    def moved_to(self, starts_at: datetime) -> Window:
        """A window of the same length that starts at `starts_at`."""
        return Window(starts_at, starts_at + self.length)
