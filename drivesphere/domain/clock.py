"""The one place that reads the machine's clock, and how an instant is written.

Only judgements a person could argue about (lead time, horizon) use it. Whatever decides who owns what, and until
when, uses the database's clock instead, because every process has its own idea of now and the database has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The current instant, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def rfc3339(instant: datetime) -> str:
    """An aware `instant` in UTC, with `Z` and no zeros that say nothing."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def minute(instant: datetime) -> str:
    """An aware `instant` as a person reads it, to the minute: 2026-12-04 18:00 UTC."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def local(instant: datetime, time_zone: str | None) -> str:
    """An aware `instant` by the clock of a place, with the name of its time: Fri 04 Dec 2026, 10:00 PST."""
    return instant.astimezone(ZoneInfo(time_zone or "UTC")).strftime("%a %d %b %Y, %H:%M %Z")


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock still at `at`, for this thread of work only."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
